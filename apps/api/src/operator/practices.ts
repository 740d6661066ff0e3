import { randomBytes, randomUUID } from 'node:crypto';
import type { Language } from '@rejoin/domain';
import { type Help, Invitation, Membership, Practice, PracticeKey } from '../modules/accounts/index.js';
import type { Role, Viewer } from '../platform/auth/index.js';
import type { Owner } from '../platform/db/index.js';
import { hashToken } from '../platform/auth/index.js';
import type { Config } from '../platform/config/index.js';
import { MailAddresses, FileKms } from '../platform/crypto/index.js';
import { Links } from '../platform/mail/index.js';

/** A practice as an operator sets it up. */
export interface NewPractice {
  name: string;
  mailName: string;
  zone: string;
  /** What clients are spoken to in whose browser wishes for nothing that is there. */
  locale?: Language;
  help: Help | null;
  isDemo?: boolean;
}

/** Makes a practice with its own key, under the owner's login. */
export async function createPractice(owner: Owner, config: Config, practice: NewPractice): Promise<string> {
  const id = randomUUID();
  const kms = new FileKms(config);
  await owner.transaction(async (manager) => {
    await manager.insert(Practice, {
      id,
      name: practice.name,
      mailName: practice.mailName,
      zone: practice.zone,
      locale: practice.locale ?? 'en',
      help: practice.help,
      isDemo: practice.isDemo ?? false,
    });
    await manager.insert(PracticeKey, {
      practiceId: id,
      wrapped: kms.wrap(`practice|${id}`, randomBytes(32)),
      wrappingKeyId: config.keys.practiceWrapping.id,
    });
  });
  return id;
}

/** A one-time link by which the first people of a practice join it; printed, not mailed. */
export async function inviteStaff(
  owner: Owner,
  config: Config,
  practiceId: string,
  person: { name: string; email: string; role: Role },
): Promise<string> {
  const id = randomUUID();
  const links = new Links(config);
  const addresses = new MailAddresses(config);
  await owner.getRepository(Invitation).insert({
    practiceId,
    id,
    role: person.role,
    name: person.name,
    clientId: null,
    emailSealed: addresses.seal(`invitation|${id}`, person.email),
    emailIndex: addresses.index(person.email),
    issue: 1,
    tokenHash: hashToken(links.invitationToken(id, 1)),
    invitedById: null,
    expiresAt: new Date(Date.now() + 7 * 24 * 60 * 60 * 1000),
  });
  return links.invitation(id, 1);
}

/** An account with a password, without a link: only the demo makes people this way. */
export async function createAccount(
  owner: Owner,
  config: Config,
  person: { email: string; passwordHash: string },
): Promise<string> {
  const id = randomUUID();
  const addresses = new MailAddresses(config);
  await owner.query(
    'insert into auth.accounts (id, email_sealed, email_index, password_hash) values ($1, $2, $3, $4)',
    [id, addresses.seal(`account|${id}`, person.email), addresses.index(person.email), person.passwordHash],
  );
  return id;
}

export async function createMembership(
  owner: Owner,
  membership: { practiceId: string; accountId: string; role: Role; name: string },
): Promise<string> {
  const id = randomUUID();
  await owner.getRepository(Membership).insert({ id, ...membership });
  return id;
}

/** Acts for a membership without a sign-in: for the demo and for tests, which build what they need with the real services. */
export async function actingAs(owner: Owner, membershipId: string): Promise<Viewer> {
  const [row] = await owner.query<
    {
      practice_id: string;
      account_id: string;
      role: Role;
      name: string;
      client_id: string | null;
      language: Language | null;
      wrapped: Buffer;
      own_key_id: string | null;
      own_key: Buffer | null;
    }[]
  >(
    `select m.practice_id, m.account_id, m.role, m.name, c.id as client_id, c.language, pk.wrapped, dk.id as own_key_id, dk.wrapped as own_key
     from memberships m join practice_keys pk on pk.practice_id = m.practice_id
     left join clients c on m.role = 'CLIENT' and c.practice_id = m.practice_id and c.membership_id = m.id
     left join data_keys dk on dk.practice_id = m.practice_id and dk.author_id = c.id and dk.subject_id = c.id and dk.purpose = 'RECORD'
     where m.id = $1`,
    [membershipId],
  );
  if (!row) throw new Error(`No membership ${membershipId}`);
  return {
    practiceId: row.practice_id,
    membershipId,
    accountId: row.account_id,
    signInId: '00000000-0000-4000-8000-000000000000',
    role: row.role,
    isLocked: false,
    clientId: row.client_id,
    name: row.name,
    language: row.language ?? 'en',
    practiceKey: row.wrapped,
    unchecked: null,
    ownKey: row.own_key_id && row.own_key ? { id: row.own_key_id, wrapped: row.own_key } : null,
    requestId: 'operator',
  };
}

/** Suspends or restores the memberships of an address; what they have under way is over before this returns, and nothing follows. */
export async function setSuspended(
  owner: Owner,
  config: Config,
  who: { email: string; role: Role | null; isSuspended: boolean },
): Promise<number> {
  const theirs = `auth.accounts a
    where a.id = m.account_id and a.email_index = $1 and ($2::text is null or m.role = $2)`;
  const index = new MailAddresses(config).index(who.email);
  return owner.transaction(async (manager) => {
    // The other side of app.enter().
    await manager.query(
      `select pg_advisory_xact_lock(hashtextextended(m.id::text, 0)) from memberships m, ${theirs}`,
      [index, who.role],
    );
    const rows = await manager.query<[unknown[], number]>(
      `update memberships m set suspended_at = case when $3 then now() end from ${theirs} returning m.id`,
      [index, who.role, who.isSuspended],
    );
    return rows[1];
  });
}

/** Removes a demo practice and the accounts that belong to nothing else. Never touches any other practice. */
export async function clearDemo(owner: Owner): Promise<number> {
  const practices = await owner.query<{ id: string }[]>('select id from practices where is_demo');
  const tables = await tablesOf(owner);
  for (const { id } of practices) {
    await owner.transaction(async (manager) => {
      for (const table of tables) await manager.query(`delete from ${table} where practice_id = $1`, [id]);
      await manager.query(
        `with gone as (delete from memberships where practice_id = $1 returning account_id)
         delete from auth.accounts a using gone where a.id = gone.account_id
           and not exists (select 1 from memberships m where m.account_id = a.id and m.practice_id <> $1)`,
        [id],
      );
      await manager.query('delete from practices where id = $1', [id]);
    });
  }
  return practices.length;
}

/** What holds rows of a practice, whoever points at others before those they point at; memberships go with their accounts. */
async function tablesOf(owner: Owner): Promise<string[]> {
  const tables = await owner.query<{ name: string; pointed_at_by: string[] }[]>(
    `select c.relname as name, array(
       select distinct f.conrelid::regclass::text from pg_constraint f
       where f.contype = 'f' and f.confrelid = c.oid and f.conrelid <> c.oid and f.conparentid = 0) as pointed_at_by
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'memberships'
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'practice_id' and not a.attisdropped)
     order by c.relname`,
  );
  const ordered: string[] = [];
  for (let left = tables; left.length > 0;) {
    const free = left.filter(({ pointed_at_by: by }) => !left.some(({ name }) => by.includes(name)));
    if (free.length === 0) throw new Error(`In a circle: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...free.map(({ name }) => name));
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
}
