import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import type { Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { Viewer } from '../auth/viewer.js';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { NotFoundError, UnauthenticatedError, UserError, UserErrorCode } from '../graphql/errors.js';
import { poolOf } from './data-source.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { statement, type Statement } from './statement.js';
import { Tx } from './tx.js';

/**
 * Says for whom the transaction runs. Refuses a membership that was suspended since its sign-in was checked, and holds
 * suspending off until the end.
 */
const enter = statement<never, [string, string, string, string]>(
  'context',
  'select app.enter($1, $2, $3, $4)',
);
const claimKey = statement<{ key: string }, [string, string, Buffer]>(
  'idempotency.claim',
  `insert into idempotency_keys (practice_id, membership_id, key, operation, input_mac)
   values (app.practice_id(), app.membership_id(), $1, $2, $3) on conflict do nothing returning key`,
);

const keepResult = statement<never, [string, string]>(
  'idempotency.keep',
  'update idempotency_keys set result = $2::jsonb where practice_id = app.practice_id() and membership_id = app.membership_id() and key = $1',
);

type RowsOf<Statements> = {
  [K in keyof Statements]: Statements[K] extends Statement<infer Row> ? Row[] : never;
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

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CONFIG) config: Config,
  ) {
    this.#macKey = config.keys.derive('idempotency-input');
  }

  /** Sends BEGIN, context, the statements and COMMIT in one trip. For reads that need no answer in between. */
  async read<const Statements extends readonly Statement<unknown>[]>(
    viewer: Viewer,
    ...statements: Statements
  ): Promise<RowsOf<Statements>> {
    this.#refuseNesting();
    const client = await poolOf(this.dataSource).connect();
    client.on('error', ignore);
    let broken = false;
    try {
      const results = await Promise.allSettled(
        together(client, () => [
          ...open(client, viewer),
          ...statements.map((bound) => send(client, bound)),
          client.query('commit'),
        ]),
      );
      const failure = results.find((result) => result.status === 'rejected');
      if (failure) {
        // COMMIT of a failed transaction is its rollback; the first refusal is the cause, the rest follow from it.
        throw databaseError(failure.reason);
      }
      return results
        .slice(opening, -1)
        .map(
          (result) => (result as PromiseFulfilledResult<{ rows: unknown[] }>).value.rows,
        ) as RowsOf<Statements>;
    } catch (error) {
      broken = !isServerRefusal(error);
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(broken);
    }
  }

  /** The first row of one statement, or null. */
  async readOne<Row>(viewer: Viewer, bound: Statement<Row>): Promise<Row | null> {
    const [rows] = await this.read(viewer, bound);
    return rows[0] ?? null;
  }

  /** One transaction for writes and dependent reads. BEGIN, context and the first statement travel together. */
  async run<Result>(viewer: Viewer, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    this.#refuseNesting();
    const runner = this.dataSource.createQueryRunner();
    let broken = false;
    const client = (await runner.connect()) as PoolClient;
    let begun: Promise<unknown> = Promise.resolve();
    try {
      begun = Promise.all(open(client, viewer));
      begun.catch(() => undefined);
      joinTransaction(runner, true);
      const tx = new Tx(viewer, client, runner.manager);
      const result = await (openHere ? openHere.run(true, () => work(tx)) : work(tx));
      await begun;
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => (broken = true));
      // What failed first is the cause: the statements that travelled with it only say that the transaction is over.
      throw databaseError(
        await begun.then(
          () => error,
          (first: unknown) => first,
        ),
      );
    } finally {
      joinTransaction(runner, false);
      if (broken) await (client as unknown as { end(): Promise<void> }).end().catch(() => undefined);
      await runner.release();
    }
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
    const { idempotencyKey, ...rest } = input;
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
    return this.run(viewer, async (tx) => {
      const claimed = await tx.row(claimKey(idempotencyKey, operation, mac));
      const key = { practiceId: viewer.practiceId, membershipId: viewer.membershipId, key: idempotencyKey };
      if (!claimed) {
        const first = await tx.repo(IdempotencyKey).findOneByOrFail(key);
        if (!first.inputMac.equals(mac)) {
          throw new UserError(
            UserErrorCode.IDEMPOTENCY_MISMATCH,
            'This key was already used for something else.',
            'idempotencyKey',
          );
        }
        return first.result ?? {};
      }
      const result = await work(tx);
      await tx.rows(keepResult(idempotencyKey, JSON.stringify(result)));
      return result;
    });
  }

  /** Statements of schema auth, which come before there is a viewer. */
  async auth<Row>(bound: Statement<Row>): Promise<Row[]> {
    const result = await poolOf(this.dataSource).query({
      name: bound.name,
      text: bound.text,
      values: [...bound.values],
    });
    return result.rows as Row[];
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
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

/** How many statements open a transaction. */
const opening = 2;

function open(client: PoolClient, viewer: Viewer): Promise<unknown>[] {
  const context = enter(viewer.practiceId, viewer.membershipId, viewer.clientId ?? '', viewer.role);
  return [client.query('begin'), send(client, context)];
}

/** What is sent within `work` goes out as one piece: the driver would write to the socket once for every statement. */
function together<Result>(client: PoolClient, work: () => Result): Result {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  try {
    return work();
  } finally {
    stream.uncork();
  }
}

function send(client: PoolClient, bound: Statement<unknown>): Promise<unknown> {
  return client.query({ name: bound.name, text: bound.text, values: [...bound.values] });
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
