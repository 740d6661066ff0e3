import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { Language } from '@rejoin/domain';
import type { Viewer } from '../auth/viewer.js';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { NotFoundError, UnauthenticatedError, UserError, UserErrorCode } from '../graphql/errors.js';
import { poolOf } from './data-source.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { type RowOf, type RowsOf, statement, type Statement } from './statement.js';
import { send } from './trip.js';
import { Tx } from './tx.js';

const begin = statement('begin', 'begin');
const commit = statement('commit', 'commit');

/**
 * Says for whom the transaction runs. Refuses a membership that was suspended since its sign-in was checked, and holds
 * suspending off until the end.
 */
const enter = statement<object, [string, string, string, string]>(
  'context',
  'select app.enter($1, $2, $3, $4)',
);
/** The same for a sign-in that was not looked up for this request: it is looked up here, with the language chosen last. */
const enterSignedIn = statement<
  { language: Language | null },
  [Buffer, boolean, string, string, string, string]
>('context.signIn', 'select app.enter_signed_in($1, $2, $3, $4, $5, $6) as language');
const claimKey = statement<{ key: string }, [string, string, Buffer, string | null]>(
  'idempotency.claim',
  `insert into idempotency_keys (practice_id, membership_id, key, operation, input_mac, result)
   values (app.practice_id(), app.membership_id(), $1, $2, $3, $4::jsonb) on conflict do nothing returning key`,
);

const keepResult = statement<never, [string, string]>(
  'idempotency.keep',
  'update idempotency_keys set result = $2::jsonb where practice_id = app.practice_id() and membership_id = app.membership_id() and key = $1',
);

/**
 * What a transaction is about, said before anything is looked at: policies then look at a few ids instead of all that somebody
 * cares for or was ever given. It narrows and never widens.
 */
export interface About {
  readonly id: string;
  /** With a sign-in that is looked up on the way, and after another context. */
  readonly declared: Record<'signedIn' | 'alone', { name: string; text: string }>;
}

const narrowing = (name: string, only: string): ((id: string) => About) => {
  const declared = {
    signedIn: {
      name: `context.signIn.${name}`,
      text: `select app.${only}($7, app.enter_signed_in($1, $2, $3, $4, $5, $6)) as language`,
    },
    alone: { name: `context.${name}`, text: `select app.${only}($1, null)` },
  };
  return (id) => ({ id, declared });
};

export const about = {
  /** For a clinician: of all care the course that one reflection belongs to. */
  episodeOf: narrowing('episodeOf', 'only_episode_of'),
  /** For a client: of all they were given one turn, and the joint work it belongs to. */
  turn: narrowing('turn', 'only_turn'),
};

/** What an act left behind: ids only, so that a repeated request can read its result again. */
export type ActResult = Record<string, string>;

/** What arrives with every mutation that is not keyed otherwise. */
export interface KeyedInput {
  idempotencyKey: string;
}

/**
 * The only way to the database while serving a request. Every transaction says first for whom it runs; row-level
 * security answers from that.
 */
@Injectable()
export class Db implements OnApplicationShutdown {
  readonly #macKey: Buffer;
  /** What was asked for and has not been sent yet, by who asks. */
  readonly #waiting = new WeakMap<Viewer, Asked[]>();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CONFIG) config: Config,
  ) {
    this.#macKey = config.keys.derive('idempotency-input');
  }

  /**
   * Sends the context and the statements in one trip, which is one transaction. For reads that need no answer in between. What
   * the fields of one request ask for at the same moment travels together.
   */
  async read<const Statements extends readonly Statement<unknown>[]>(
    viewer: Viewer,
    ...statements: Statements
  ): Promise<RowsOf<Statements>> {
    this.#refuseNesting();
    const rows = await new Promise<unknown[][]>((done, fail) => {
      const waiting = this.#waiting.get(viewer);
      if (waiting) {
        waiting.push({ statements, done, fail });
        return;
      }
      this.#waiting.set(viewer, [{ statements, done, fail }]);
      // After everything that is only waiting for a promise that is kept already: guards and pipes of the other fields.
      process.nextTick(() => void this.#readTogether(viewer));
    });
    return rows as RowsOf<Statements>;
  }

  /** The first row of one statement that sees only what it is about, or null. */
  async readAbout<Row>(viewer: Viewer, what: About, bound: Statement<Row>): Promise<Row | null> {
    this.#refuseNesting();
    const [rows] = await this.#entered(viewer, [bound], what);
    return (rows?.[0] as Row | undefined) ?? null;
  }

  /** The first row of one statement, or null. */
  async readOne<Row>(viewer: Viewer, bound: Statement<Row>): Promise<Row | null> {
    const [rows] = await this.read(viewer, bound);
    return rows[0] ?? null;
  }

  /** One transaction for writes and dependent reads. BEGIN, context and the first statement travel together. */
  async run<Result>(viewer: Viewer, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const { result } = await this.#transaction(viewer, [], (tx) => work(tx), none);
    return result;
  }

  /**
   * One act of one membership, done once however often it is asked: the first request does the work and keeps the ids it
   * answers with, a repetition reads them again, the same key with other input is refused.
   */
  async act(
    viewer: Viewer,
    operation: string,
    input: KeyedInput,
    work: (tx: Tx) => Promise<ActResult>,
  ): Promise<ActResult> {
    const claim = this.#claimOf(operation, input);
    const { result } = await this.#transaction(
      viewer,
      [claim.statement],
      async (tx, first) => {
        const [claimed] = await first;
        return claimed?.length === 0
          ? { left: await this.#leftBehind(tx, claim), isRepeated: true }
          : { left: await work(tx), isRepeated: false };
      },
      ({ left, isRepeated }) => (isRepeated ? [] : [claim.kept(left)]),
    );
    return result.left;
  }

  /**
   * The same for an act whose first and last statements are known, and whose ids are: what it looks at travels with the
   * context, what it writes with the commit. Null for a repetition, which does none of it and reads what was left.
   */
  async actInTwoTrips<const First extends readonly Statement<unknown>[], Result>(
    viewer: Viewer,
    operation: string,
    input: KeyedInput,
    act: {
      about: About;
      left: ActResult;
      first: First;
      /** `done` makes the result of what the last statements returned. */
      work: (
        tx: Tx,
        ...rows: RowsOf<First>
      ) => Promise<{ last: Statement<unknown>[]; done: (rows: unknown[][]) => Result }>;
    },
  ): Promise<Result | null> {
    const claim = this.#claimOf(operation, input, act.left);
    try {
      const { result, last } = await this.#transaction(
        viewer,
        [claim.statement, ...act.first],
        async (tx, first) => {
          const [claimed, ...rows] = await first;
          if (claimed?.length === 0) throw new Repeated();
          return act.work(tx, ...(rows as RowsOf<First>));
        },
        ({ last }) => last,
        act.about,
      );
      return result.done(last);
    } catch (error) {
      if (!(error instanceof Repeated)) throw error;
      await this.run(viewer, (tx) => this.#leftBehind(tx, claim));
      return null;
    }
  }

  /** Statements of schema auth, which come before there is a viewer. */
  async auth<Row>(bound: Statement<Row>): Promise<Row[]> {
    const [rows] = await this.#alone([bound]);
    return rows as Row[];
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  async #readTogether(viewer: Viewer): Promise<void> {
    const asks = this.#waiting.get(viewer) ?? [];
    this.#waiting.delete(viewer);
    try {
      const rows = await this.#entered(
        viewer,
        asks.flatMap(({ statements }) => statements),
      );
      let at = 0;
      for (const { statements, done } of asks) done(rows.slice(at, (at += statements.length)));
    } catch (error) {
      // One statement that is refused is not the others' fault. What concerns the viewer or the connection concerns all.
      if (asks.length > 1 && isServerRefusal(error) && !(error instanceof UnauthenticatedError))
        for (const { statements, done, fail } of asks) this.#entered(viewer, statements).then(done, fail);
      else for (const { fail } of asks) fail(error);
    }
  }

  /** The context and what follows it, as one transaction. */
  async #entered(
    viewer: Viewer,
    statements: readonly Statement<unknown>[],
    what?: About,
  ): Promise<unknown[][]> {
    const context = entering(viewer, what);
    const rows = await this.#alone([...context, ...statements]);
    entered(viewer, rows[0]);
    return rows.slice(context.length);
  }

  /** One trip on a connection of its own. */
  async #alone(statements: readonly Statement<unknown>[]): Promise<unknown[][]> {
    const client = await poolOf(this.dataSource).connect();
    client.on('error', ignore);
    let broken = false;
    try {
      return await send(client, statements);
    } catch (error) {
      broken = !isServerRefusal(error);
      throw databaseError(error);
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  /** `first` travels with BEGIN and the context, `last` with COMMIT; between them is the work. */
  async #transaction<Result>(
    viewer: Viewer,
    first: readonly Statement<unknown>[],
    work: (tx: Tx, first: Promise<unknown[][]>) => Promise<Result>,
    last: (result: Result) => readonly Statement<unknown>[],
    what?: About,
  ): Promise<{ result: Result; last: unknown[][] }> {
    this.#refuseNesting();
    const runner = this.dataSource.createQueryRunner();
    let broken = false;
    const client = (await runner.connect()) as PoolClient;
    let begun: Promise<unknown[][]> = Promise.resolve([]);
    try {
      const frame = [begin(), ...entering(viewer, what)];
      begun = send(client, [...frame, ...first]).then((rows) => {
        entered(viewer, rows[1]);
        return rows.slice(frame.length);
      });
      begun.catch(() => undefined);
      joinTransaction(runner, true);
      const tx = new Tx(viewer, client, runner.manager);
      const result = await (openHere ? openHere.run(true, () => work(tx, begun)) : work(tx, begun));
      await begun;
      return {
        result,
        last: await send(client, [...last(result), commit()]).then((rows) => rows.slice(0, -1)),
      };
    } catch (error) {
      await client.query('rollback').catch(() => (broken = true));
      // What failed first is the cause: the statements that travelled after it only say that the transaction is over.
      throw databaseError(
        await begun.then(
          () => error,
          (cause: unknown) => cause,
        ),
      );
    } finally {
      joinTransaction(runner, false);
      if (broken) await (client as unknown as { end(): Promise<void> }).end().catch(() => undefined);
      await runner.release();
    }
  }

  #claimOf(operation: string, { idempotencyKey, ...rest }: KeyedInput, left: ActResult | null = null): Claim {
    if (!/^[\w-]{8,100}$/.test(idempotencyKey)) {
      throw new UserError(
        UserErrorCode.INVALID,
        'The idempotency key is 8 to 100 letters, digits, - or _.',
        'idempotencyKey',
      );
    }
    const mac = createHmac('sha256', this.#macKey)
      .update(JSON.stringify([operation, rest], sortKeys))
      .digest();
    return {
      key: idempotencyKey,
      mac,
      statement: claimKey(idempotencyKey, operation, mac, left && JSON.stringify(left)),
      kept: (left) => keepResult(idempotencyKey, JSON.stringify(left)),
    };
  }

  /** What the first request with a key left behind, if it asked for the same. */
  async #leftBehind(tx: Tx, { key, mac }: Claim): Promise<ActResult> {
    const { practiceId, membershipId } = tx.viewer;
    const first = await tx.repo(IdempotencyKey).findOneByOrFail({ practiceId, membershipId, key });
    if (!first.inputMac.equals(mac)) {
      throw new UserError(
        UserErrorCode.IDEMPOTENCY_MISMATCH,
        'This key was already used for something else.',
        'idempotencyKey',
      );
    }
    return first.result ?? {};
  }

  #refuseNesting(): void {
    if (openHere?.getStore())
      throw new Error('A transaction is open here already: pass its tx instead of opening another.');
  }
}

/** Whether a transaction is open in this asynchronous context; unknown unless asked for. */
let openHere: AsyncLocalStorage<true> | null = null;

/** Lets a transaction within another one fail. For tests: following every promise would cost each request a tenth. */
export function refuseNestedTransactions(): void {
  openHere ??= new AsyncLocalStorage<true>();
}

/** A connection that breaks also says so by an event, which would end the process; its queries have said it already. */
const ignore = (): void => undefined;

interface Asked {
  statements: readonly Statement<unknown>[];
  done: (rows: unknown[][]) => void;
  fail: (error: unknown) => void;
}

/** An act's key as it is claimed. */
interface Claim {
  key: string;
  mac: Buffer;
  statement: Statement<unknown>;
  kept: (left: ActResult) => Statement<unknown>;
}

/** An act that was done before. */
class Repeated extends Error {}

const none = (): [] => [];

/** Says for whom a transaction runs, and what it is about. */
function entering(viewer: Viewer, what?: About): Statement<object>[] {
  const { practiceId, membershipId, clientId, role, unchecked } = viewer;
  if (!unchecked || unchecked.isDone) {
    const context = enter(practiceId, membershipId, clientId ?? '', role);
    return what ? [context, { ...what.declared.alone, values: [what.id] }] : [context];
  }
  const { token, isPerson } = unchecked;
  const context = enterSignedIn(token, isPerson, practiceId, membershipId, clientId ?? '', role);
  return [what ? { ...what.declared.signedIn, values: [...context.values, what.id] } : context];
}

function entered({ unchecked }: Viewer, context: unknown[] | undefined): void {
  if (!unchecked || unchecked.isDone) return;
  const [row] = context as RowOf<typeof enterSignedIn>[];
  unchecked.isDone = true;
  unchecked.language = row?.language ?? null;
}

/** Tells TypeORM that a transaction it did not open is open, so that it joins instead of opening its own. */
function joinTransaction(runner: QueryRunner, isActive: boolean): void {
  (runner as { isTransactionActive: boolean }).isTransactionActive = isActive;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || Buffer.isBuffer(value))
    return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isServerRefusal = (error: unknown): boolean =>
  error instanceof NotFoundError ||
  error instanceof UnauthenticatedError ||
  (error as { severity?: string }).severity === 'ERROR';

/**
 * RJ404 is how a trigger says that what was asked for is not there for this viewer, RJ401 how a transaction finds at its
 * beginning that its viewer was suspended. A connection that broke between two
 * statements has been let go of by TypeORM, which speaks of its own bookkeeping then.
 */
function databaseError(error: unknown): unknown {
  const cause = (error as { driverError?: unknown }).driverError ?? error;
  if ((cause as { code?: string }).code === 'RJ404') return new NotFoundError('Reflection', null);
  if ((cause as { code?: string }).code === 'RJ401') return new UnauthenticatedError();
  if (cause instanceof QueryRunnerAlreadyReleasedError)
    return Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
  return error;
}
