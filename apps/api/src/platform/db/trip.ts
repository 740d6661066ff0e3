import type { Socket } from 'node:net';
import pg, { type PoolClient } from 'pg';
import type { Statement } from './statement.js';

/** What a trip needs of the driver's connection. */
interface Wire {
  stream: Socket;
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(bound: { statement: string; values: readonly unknown[] }): void;
  describe(portal: { type: 'P' }): void;
  execute(): void;
  sync(): void;
}

interface Shape {
  columns: { name: string; read: (text: string) => unknown }[];
  /** A row without values. Rows begin as copies of it, so that all of a statement are objects of one layout. */
  empty: Record<string, unknown>;
}

type Rows = Record<string, unknown>[];

/** What the rows of a statement are, learned when a connection first runs it. */
const shapesOf = new WeakMap<Wire, Map<string, Shape>>();
const shapeless: Shape = { columns: [], empty: {} };

const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;

/** The driver takes nothing but its own queries into a pipeline. */
const DriverQuery = pg.Query as unknown as new (config: { text: string }) => object;

/**
 * Named statements that go to PostgreSQL as one piece and are answered as one: the driver alone would end each with a
 * synchronisation, which is a message more there, a write and a read more here. Outside of BEGIN they are one transaction;
 * after the first that is refused none is run.
 */
class Trip extends DriverQuery {
  /** For the driver, which adds its time limit to whatever is here. */
  callback: (error: Error | null, results: Rows[]) => void;
  readonly #results: Rows[] = [];
  #rows: Rows = [];
  #shape: Shape | undefined;
  #known: Map<string, Shape> = new Map();
  #fault: Error | null = null;

  constructor(
    readonly statements: readonly Statement<unknown>[],
    callback: (error: Error | null, results: Rows[]) => void,
  ) {
    super({ text: 'trip' });
    this.callback = callback;
  }

  /** Which statement is being answered: the driver keeps in mind what it has parsed by it. */
  get name(): string | undefined {
    return this.statements[this.#results.length]?.name;
  }
  set name(_driver: string | undefined) {
    // Its constructor sets one.
  }
  get text(): string | undefined {
    return this.statements[this.#results.length]?.text;
  }
  set text(_driver: string | undefined) {
    // Its constructor sets one.
  }

  get #knownShape(): Shape {
    return this.#known.get(this.name ?? '') ?? shapeless;
  }

  submit(connection: unknown): void {
    const wire = connection as Wire;
    const known = shapesOf.get(wire) ?? new Map<string, Shape>();
    shapesOf.set(wire, known);
    this.#known = known;
    // Before anything is written: a value that cannot be sent must not leave half a trip on its way.
    const bound = this.statements.map(({ values }) => values.map((value) => prepareValue(value)));
    wire.stream.cork();
    for (const [at, { name, text }] of this.statements.entries()) {
      if (wire.parsedStatements[name] === undefined && wire.submittedNamedStatements[name] === undefined) {
        wire.parse({ name, text });
        wire.submittedNamedStatements[name] = text;
      }
      wire.bind({ statement: name, values: bound[at] ?? [] });
      if (!known.has(name)) wire.describe({ type: 'P' });
      wire.execute();
    }
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#shape = {
      columns: fields.map(({ name, dataTypeID }) => ({
        name,
        read: pg.types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown,
      })),
      empty: Object.fromEntries(fields.map(({ name }) => [name, null])),
    };
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.#shape ??= this.#knownShape;
    const row = { ...this.#shape.empty };
    try {
      for (const [at, { name, read }] of this.#shape.columns.entries()) {
        const text = fields[at];
        row[name] = text === null || text === undefined ? null : read(text);
      }
    } catch (error) {
      this.#fault = error as Error;
    }
    this.#rows.push(row);
  }

  handleCommandComplete(): void {
    this.#known.set(this.name ?? '', this.#shape ?? this.#knownShape);
    this.#results.push(this.#rows);
    this.#rows = [];
    this.#shape = undefined;
  }

  handleReadyForQuery(): void {
    this.callback(this.#fault, this.#results);
  }

  handleError(error: Error, connection: unknown): void {
    const wire = connection as Wire;
    // What came after the one that was refused was not looked at.
    for (const { name } of this.statements) delete wire.submittedNamedStatements[name];
    this.callback(error, []);
  }
}

/** Sends statements in one trip; their rows in the same order. */
export async function send(client: PoolClient, statements: readonly Statement<unknown>[]): Promise<Rows[]> {
  try {
    return await new Promise<Rows[]>((done, fail) => {
      client.query(new Trip(statements, (error, results) => (error ? fail(error) : done(results))));
    });
  } catch (error) {
    // The driver's own stack leads to a socket and not to who asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}
