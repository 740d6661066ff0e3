import type { PoolClient } from 'pg';
import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { Viewer } from '../auth/viewer.js';
import { type RowsOf, statement, type Statement } from './statement.js';
import { send } from './trip.js';

const writeAudit = statement<never, [string, string, string, string | null, string | null, string, string]>(
  'audit.write',
  `insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, result, request_id)
   values (app.practice_id(), $1, $2, $3, $4, $5, $6, $7)`,
);

/**
 * An open transaction that knows for whom it runs. Whoever holds one can reach the database; nothing else can.
 * Two hands: `repo` for writes and single rows, `rows` for named statements. One after the other, never at once.
 */
export class Tx {
  constructor(
    readonly viewer: Viewer,
    private readonly client: PoolClient,
    private readonly manager: EntityManager,
  ) {}

  repo<Row extends ObjectLiteral>(entity: EntityTarget<Row>): Repository<Row> {
    return this.manager.getRepository(entity);
  }

  /** Inserts without reading back: a row may be one its writer is not allowed to read. The practice is filled in. */
  async insert<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    values:
      QueryDeepPartialEntity<Omit<Row, 'practiceId'>> | QueryDeepPartialEntity<Omit<Row, 'practiceId'>>[],
  ): Promise<void> {
    const rows = (Array.isArray(values) ? values : [values]).map(
      (value) => ({ ...value, practiceId: this.viewer.practiceId }) as unknown as QueryDeepPartialEntity<Row>,
    );
    if (rows.length === 0) return;
    await this.manager.createQueryBuilder().insert().into(entity).values(rows).updateEntity(false).execute();
  }

  async rows<Row>(bound: Statement<Row>): Promise<Row[]> {
    const [rows] = await send(this.client, [bound]);
    return rows as Row[];
  }

  /** Several statements in one trip, the rows of each in the same order. */
  async all<const Statements extends readonly Statement<unknown>[]>(
    ...statements: Statements
  ): Promise<RowsOf<Statements>> {
    return (await send(this.client, statements)) as RowsOf<Statements>;
  }

  async row<Row>(bound: Statement<Row>): Promise<Row | null> {
    return (await this.rows(bound))[0] ?? null;
  }

  /** Writes who did what to which thing, in the same transaction as the act: ids, never text. */
  async audit(
    act: string,
    objectType: string,
    objectId: string,
    clientId: string | null = null,
    result: 'done' | 'not_found' = 'done',
  ): Promise<void> {
    await this.rows(
      writeAudit(
        this.viewer.membershipId,
        act,
        objectType,
        objectId,
        clientId,
        result,
        this.viewer.requestId,
      ),
    );
  }
}
