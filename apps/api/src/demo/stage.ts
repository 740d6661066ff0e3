import type { INestApplicationContext, Type } from '@nestjs/common';
import { actingAs, createAccount, createMembership } from '../operator/practices.js';
import type { Role, Viewer } from '../platform/auth/index.js';
import type { Config } from '../platform/config/index.js';
import type { Owner } from '../platform/db/index.js';

/** A name and an address to sign in with. */
export interface Character {
  name: string;
  email: string;
}

/** How far the clocks of this machine and of the database may be apart, in milliseconds. */
const slack = 5 * 60_000;

/**
 * Where a story comes true: the real services act now, and the owner moves what they left behind to when it happened. Nothing
 * here knows a table: every time that an act has just written moves with it, in whatever table of the practice.
 */
export class Stage {
  /** What the practice holds of later than this was written by the act that has just been done; the rest has been moved. */
  readonly beganAt = new Date();
  readonly #accounts = new Map<string, string>();
  readonly #viewers = new Map<string, Viewer>();
  #move: string | null = null;

  constructor(
    private readonly app: INestApplicationContext,
    readonly owner: Owner,
    private readonly config: Config,
    readonly practice: { id: string; zone: string },
    private readonly passwordHash: string,
  ) {}

  service<Service>(of: Type<Service>): Service {
    return this.app.get(of);
  }

  /** Does something by the real services, and lets it have happened then. */
  async happen<Result>(when: Date, act: () => Promise<Result>): Promise<Result> {
    const started = Date.now();
    if (when.getTime() > this.beganAt.getTime() - 2 * slack)
      throw new Error(`A story happens before it is told: ${when.toISOString()}`);
    const result = await act();
    this.#move ??= await moveOf(this.owner);
    const since = new Date(this.beganAt.getTime() - slack);
    await this.owner.query(this.#move, [this.practice.id, since, started - when.getTime()]);
    return result;
  }

  /** Somebody signs up, as an invitation would have them do; one account, however many roles. */
  async join(person: Character, role: Role): Promise<string> {
    const accountId =
      this.#accounts.get(person.email) ??
      (await createAccount(this.owner, this.config, {
        email: person.email,
        passwordHash: this.passwordHash,
      }));
    this.#accounts.set(person.email, accountId);
    return createMembership(this.owner, {
      practiceId: this.practice.id,
      accountId,
      role,
      name: person.name,
    });
  }

  /** Somebody signed in, for as long as the demo is being loaded. */
  async viewer(membershipId: string): Promise<Viewer> {
    const viewer = this.#viewers.get(membershipId) ?? (await actingAs(this.owner, membershipId));
    this.#viewers.set(membershipId, viewer);
    return viewer;
  }
}

/** The statement that moves, in every table of a practice, what was written since $2 by $3 milliseconds into the past. */
async function moveOf(owner: Owner): Promise<string> {
  const tables = await owner.query<{ name: string; columns: string[] }[]>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'timestamptz'::regtype
     where c.relkind in ('r', 'p') and not c.relispartition
       and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'practice_id')
     group by c.relname order by c.relname`,
  );
  // A time well ahead is nothing that has happened: how long an invitation holds.
  const isFresh = (column: string) => `${column} between $2 and now() + interval '${slack} milliseconds'`;
  const moves = tables.map(
    ({ name, columns }, index) => `t${index} as (
      update ${name} set ${columns
        .map(
          (column) =>
            `${column} = case when ${isFresh(column)} then ${column} - $3 * interval '1 millisecond' else ${column} end`,
        )
        .join(', ')}
      where practice_id = $1 and (${columns.map(isFresh).join(' or ')}))`,
  );
  return `with ${moves.join(', ')} select 1`;
}
