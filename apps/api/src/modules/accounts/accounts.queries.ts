import type { Language } from '@rejoin/domain';
import type { Role } from '../../platform/auth/index.js';
import { statement } from '../../platform/db/index.js';
import type { GivenConsent } from './account.types.js';
import type { AgreementKind } from './agreement.js';
import type { Help } from './help.js';

/** Everything about being signed in that a screen shows, in one trip. */
export const viewerScreen = statement<
  {
    practice: { id: string; name: string; zone: string; isDemo: boolean };
    memberships: { id: string; role: Role; practice_name: string }[];
    sign_ins: { id: string; started_at: string; last_seen_at: string; device: string }[];
    given_consents: GivenConsent[];
    seen_by_others: boolean | null;
  },
  [accountId: string]
>(
  'accounts.viewer',
  `select json_build_object('id', p.id, 'name', p.name, 'zone', p.zone, 'isDemo', p.is_demo) as practice,
     (select coalesce(json_agg(m), '[]') from auth.memberships_of($1) m) as memberships,
     (select coalesce(json_agg(s), '[]') from auth.list_sign_ins($1) s) as sign_ins,
     (select coalesce(json_agg(json_build_object('kind', c.kind, 'version', c.version)), '[]')
        from consents c where c.practice_id = p.id and c.client_id = app.client_id()) as given_consents,
     auth.seen_by_others($1) as seen_by_others
   from practices p where p.id = app.practice_id()`,
);

export const practiceScreen = statement<{
  id: string;
  name: string;
  zone: string;
  mail_name: string;
  agreement: AgreementKind | null;
  agreement_version: number | null;
  help: Help | null;
}>(
  'accounts.practice',
  'select id, name, zone, mail_name, agreement, agreement_version, help from practices where id = app.practice_id()',
);

export const endSignIn = statement<{ is_done: boolean }, [accountId: string, signInId: string]>(
  'accounts.endSignIn',
  'select auth.end_sign_in($1, $2) as is_done',
);

export const setSeenByOthers = statement<{ is_done: boolean }, [seenByOthers: boolean]>(
  'accounts.setSeenByOthers',
  'select auth.set_seen_by_others($1) as is_done',
);

export const giveCode = statement<{ is_done: boolean }, [id: string, clientId: string, codeHash: Buffer]>(
  'accounts.giveCode',
  'select auth.give_code($1, $2, $3) as is_done',
);
export const enterCode = statement<{ is_right: boolean }, [codeHash: Buffer, signInId: string]>(
  'accounts.enterCode',
  'select auth.enter_code($1, $2) as is_right',
);

/** Somebody as an admin's act finds them; the roles are those their account has here and may act as. */
export interface MemberRow {
  id: string;
  account_id: string;
  role: Role;
  is_suspended: boolean;
  roles: Role[];
  client_id: string | null;
}
export const memberById = statement<MemberRow, [membershipId: string]>(
  'accounts.member',
  `select m.id, m.account_id, m.role, m.suspended_at is not null as is_suspended,
     (select coalesce(array_agg(o.role), '{}') from memberships o
        where o.practice_id = m.practice_id and o.account_id = m.account_id and o.suspended_at is null) as roles,
     (select c.id from clients c where c.practice_id = m.practice_id and c.membership_id = m.id) as client_id
   from memberships m where m.practice_id = app.practice_id() and m.id = $1`,
);
export const setSuspended = statement<{ is_done: boolean }, [membershipId: string, isSuspended: boolean]>(
  'accounts.setSuspended',
  'select auth.set_suspended($1, $2) as is_done',
);
export const endSignInsOf = statement<{ is_done: boolean }, [membershipId: string]>(
  'accounts.endSignInsOf',
  'select auth.end_sign_ins_of($1) as is_done',
);
export const beginResetOf = statement<
  { is_done: boolean },
  [id: string, membershipId: string, tokenHash: Buffer]
>('accounts.beginResetOf', 'select auth.begin_reset_of($1, $2, $3) as is_done');
export const addRole = statement<{ is_done: boolean }, [id: string, membershipId: string, role: Role]>(
  'accounts.addRole',
  'select auth.add_role($1, $2, $3) as is_done',
);

export const publicHelp = statement<{ name: string; help: Help | null }>(
  'accounts.publicHelp',
  'select * from auth.public_help()',
);

export const findAccount = statement<{ id: string; password_hash: string }, [emailIndex: Buffer]>(
  'accounts.find',
  'select * from auth.find_account($1)',
);
export const countTry = statement<{ count_try: boolean }, [key: Buffer, limit: number, window: string]>(
  'accounts.countTry',
  'select auth.count_try($1, $2, $3::interval)',
);
/** Only failures count: who came in by the right password does not use up what others behind the same address have. */
export const uncountTry = statement<never, [key: Buffer]>(
  'accounts.uncountTry',
  'select auth.uncount_try($1)',
);
export const clearTries = statement<never, [key: Buffer]>(
  'accounts.clearTries',
  'select auth.clear_tries($1)',
);

export const invitationByToken = statement<
  {
    practice_id: string;
    id: string;
    role: Role;
    name: string;
    practice_name: string;
    email_sealed: Buffer;
    email_index: Buffer;
    account_id: string | null;
    language: Language | null;
    locale: string;
  },
  [tokenHash: Buffer]
>('accounts.invitationByToken', 'select * from auth.invitation_by_token($1)');

export const acceptInvitation = statement<
  { practice_id: string; membership_id: string; account_id: string },
  [
    tokenHash: Buffer,
    accountId: string,
    emailSealed: Buffer | null,
    passwordHash: string | null,
    membershipId: string,
  ]
>('accounts.acceptInvitation', 'select * from auth.accept_invitation($1, $2, $3, $4, $5)');

/** Begins a reset and queues its mail in one statement. For an unknown address a job is queued too, which will find nothing. */
export const beginPasswordReset = statement<
  never,
  [id: string, emailIndex: Buffer, tokenHash: Buffer, payload: string]
>(
  'accounts.beginPasswordReset',
  `select jobs.enqueue('mail', $4::json, 'reset|' || $1::text, null)
   from (select auth.begin_password_reset($1::uuid, $2, $3)) begun`,
);
export const resetPassword = statement<
  { reset_password: boolean },
  [tokenHash: Buffer, passwordHash: string]
>('accounts.resetPassword', 'select auth.reset_password($1, $2)');
export const isResetOpen = statement<{ is_reset_open: boolean }, [tokenHash: Buffer]>(
  'accounts.isResetOpen',
  'select auth.is_reset_open($1)',
);
