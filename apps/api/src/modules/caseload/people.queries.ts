import type { Role } from '../../platform/auth/index.js';
import { statement } from '../../platform/db/index.js';
import type { AccountState } from '../accounts/index.js';
import { accountStateSql, coupleNameSql, type StoredInvitation, treatsNow } from './caseload.queries.js';
import type { CareKind } from './caseload.types.js';

/** A person of the practice as an admin finds them. */
export interface StoredPerson {
  id: string;
  membership_id: string | null;
  account_id: string | null;
  name: string;
  role: Role;
  other_roles: Role[];
  state: AccountState;
  invitation: (StoredInvitation & { issue: number }) | null;
  courses: {
    episodeId: string;
    kind: CareKind;
    name: string;
    clinicianId: string | null;
    clinicianName: string | null;
  }[];
}

/**
 * Three kinds of people: staff by their membership, clients by their own row, because they may have no account, and staff
 * who are invited and have not come. Of several invitations to one address for one role the latest stands for the person.
 */
const everybody = `
    select m.id, m.id as membership_id, null::uuid as client_id, null::uuid as invitation_id, m.name, m.role
    from memberships m where m.practice_id = app.practice_id() and m.role <> 'CLIENT'
    union all
    select c.id, c.membership_id, c.id, null, c.chosen_name, 'CLIENT'
    from clients c where c.practice_id = app.practice_id() and c.archived_at is null
    union all
    select i.id, null, null, i.id, i.name, i.role
    from invitations i where i.practice_id = app.practice_id() and i.client_id is null and i.accepted_at is null
      and not exists (select 1 from invitations later where later.practice_id = i.practice_id and later.client_id is null
        and later.email_index = i.email_index and later.role = i.role and (later.invited_at, later.id) > (i.invited_at, i.id))`;

const primary = `select t.clinician_id, tm.name from care_team_members t
      join memberships tm on tm.practice_id = t.practice_id and tm.id = t.clinician_id
      where t.practice_id = e.practice_id and t.episode_id = e.id and ${treatsNow('t')}
      order by t.since desc limit 1`;

const coursesJson = `(select coalesce(json_agg(json_build_object('episodeId', e.id,
      'kind', case when e.couple_id is null then 'INDIVIDUAL' else 'COUPLE' end,
      'name', case when e.couple_id is null then p.name else ${coupleNameSql('e.practice_id', 'e.couple_id')} end,
      'clinicianId', t.clinician_id, 'clinicianName', t.name) order by e.couple_id is not null, e.started_on, e.id), '[]')
    from (select ie.* from episodes ie where ie.practice_id = app.practice_id() and ie.client_id = p.client_id
      union all select je.* from partners pa join episodes je on je.practice_id = pa.practice_id and je.couple_id = pa.couple_id
      where pa.practice_id = app.practice_id() and pa.client_id = p.client_id and pa.until is null) e
    left join lateral (${primary}) t on true
    where e.discharged_at is null)`;

/** SQL of the people that `which` names; what only the shown ones need is looked up for them alone. */
const peopleSql = (which: string): string => `
  select p.id, p.membership_id, m.account_id, p.name, p.role,
    case when p.client_id is not null then ${accountStateSql}
      when m.id is not null then case when m.suspended_at is null then 'ACTIVE' else 'SUSPENDED' end
      when i.revoked_at is null and i.expires_at > now() then 'INVITED' else 'NOT_INVITED' end as state,
    array(select o.role from memberships o where o.practice_id = app.practice_id() and o.account_id = m.account_id
      and o.id <> m.id and o.suspended_at is null and o.role <> 'CLIENT' and p.role <> 'CLIENT' order by o.role) as other_roles,
    case when i.id is not null then json_build_object('id', i.id, 'issue', i.issue, 'invited_at', i.invited_at,
      'expires_at', i.expires_at, 'accepted_at', i.accepted_at, 'revoked_at', i.revoked_at) end as invitation,
    case when p.client_id is null then '[]'::json else ${coursesJson} end as courses
  from (select * from (${everybody}) everybody where ${which}) p
  left join memberships m on m.practice_id = app.practice_id() and m.id = p.membership_id
  left join clients c on c.practice_id = app.practice_id() and c.id = p.client_id
  left join lateral (select l.* from invitations l where l.practice_id = app.practice_id()
    and (l.id = p.invitation_id or l.client_id = p.client_id) order by l.invited_at desc limit 1) i on true
  order by p.name, p.id`;

/** `words` are patterns for the beginnings of words; everybody whose name has each of them. */
export const peoplePage = statement<
  StoredPerson,
  [
    afterName: string | null,
    afterId: string | null,
    limit: number,
    role: Role | null,
    words: readonly string[],
  ]
>(
  'people.page',
  peopleSql(`($1::text is null or (name, id) > ($1, $2::uuid)) and ($4::text is null or role = $4)
    and ' ' || lower(translate(name, '-''’', '   ')) like all ($5::text[]) order by name, id limit $3`),
);

export const personByMembership = statement<StoredPerson, [membershipId: string]>(
  'people.byMembership',
  peopleSql('membership_id = $1'),
);
export const peopleByInvitations = statement<StoredPerson, [invitationIds: readonly string[]]>(
  'people.byInvitations',
  peopleSql(`invitation_id = any ($1::uuid[]) or client_id in
    (select client_id from invitations where practice_id = app.practice_id() and id = any ($1::uuid[]))`),
);
export const peopleOfCourse = statement<StoredPerson, [episodeId: string]>(
  'people.ofCourse',
  peopleSql(`client_id in (select coalesce(e.client_id, pa.client_id) from episodes e
    left join partners pa on pa.practice_id = e.practice_id and pa.couple_id = e.couple_id and pa.until is null
    where e.practice_id = app.practice_id() and e.id = $1)`),
);

/** Never the viewer's own account: an admin takes nobody into their own care. */
export const clinicians = statement<{ id: string; name: string }, [ownAccountId: string]>(
  'people.clinicians',
  `select m.id, m.name from memberships m
   where m.practice_id = app.practice_id() and m.role = 'CLINICIAN' and m.suspended_at is null and m.account_id <> $1
   order by m.name, m.id limit 500`,
);
export const clinicianById = statement<
  { id: string; account_id: string; is_suspended: boolean },
  [membershipId: string]
>(
  'people.clinician',
  `select m.id, m.account_id, m.suspended_at is not null as is_suspended from memberships m
   where m.practice_id = app.practice_id() and m.role = 'CLINICIAN' and m.id = $1`,
);

/** One at a time for each course, so that it never has two who treat. */
export const lockCourse = statement<never, [episodeId: string]>(
  'people.lockCourse',
  `select pg_advisory_xact_lock(hashtextextended('course|' || $1, 0))`,
);
/** Waits for what a clinician has under way; what begins later finds the part ended. The other side of app.enter(). */
export const awaitMember = statement<never, [membershipId: string]>(
  'people.awaitMember',
  'select pg_advisory_xact_lock(hashtextextended($1, 0))',
);
export const courseToMove = statement<
  { client_id: string | null; primaries: { id: string; clinicianId: string }[] },
  [episodeId: string]
>(
  'people.courseToMove',
  `select e.client_id, (select coalesce(json_agg(json_build_object('id', t.id, 'clinicianId', t.clinician_id)), '[]') from care_team_members t
     where t.practice_id = e.practice_id and t.episode_id = e.id and ${treatsNow('t')}) as primaries
   from episodes e where e.practice_id = app.practice_id() and e.id = $1 and e.discharged_at is null`,
);

/** Whether anybody here is in joint work. */
export const jointWork = statement<{ is_there: boolean }, []>(
  'people.jointWork',
  'select exists (select 1 from partners where practice_id = app.practice_id()) as is_there',
);

/** A client's link that is out now. Whoever looks at it could come in by it, so the look is written down by the same statement. */
export const openInvitation = statement<{ issue: number }, [invitationId: string, requestId: string]>(
  'people.openInvitation',
  `with target as (
     select i.practice_id, i.id, i.client_id, i.issue from invitations i
     where i.practice_id = app.practice_id() and i.id = $1 and i.role = 'CLIENT' and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select practice_id, app.membership_id(), 'invitation.link', 'Invitation', id, client_id, $2 from target
   )
   select issue from target`,
);
