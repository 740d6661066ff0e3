import type { Language } from '@rejoin/domain';
import type { AccountState } from '../accounts/index.js';
import { statement } from '../../platform/db/index.js';
import type { CareTeamMemberType } from './caseload.types.js';
import type { ConsentDocumentKind } from './consent-documents.js';
import type { CoupleStatus } from './couple.entity.js';
import { rhythmJson, type StoredRhythm } from './session-rhythm.js';

/** An episode as screens show it. */
export interface StoredEpisode {
  id: string;
  started_on: string;
  rhythm: StoredRhythm;
  care_team: CareTeamMemberType[];
}

/** A client with episode and invitation, before the instants are computed. */
export interface StoredClient {
  id: string;
  chosen_name: string;
  pronouns: string | null;
  language: Language | null;
  account_state: AccountState;
  can_give_code: boolean;
  /** Null for somebody cared for only within a couple. */
  episode: StoredEpisode | null;
  couples: { id: string; name: string; status: CoupleStatus }[];
  invitation: StoredInvitation | null;
}

/** An invitation as screens show it. */
export interface StoredInvitation {
  id: string;
  invited_at: string;
  expires_at: string;
  accepted_at: string | null;
  revoked_at: string | null;
}

/** SQL for whether the person can sign in; needs the aliases c (clients) and m (its membership, left joined). */
export const accountStateSql = `case
  when m.suspended_at is not null then 'SUSPENDED' when m.id is not null then 'ACTIVE'
  when exists (select 1 from invitations i where i.practice_id = c.practice_id and i.client_id = c.id
    and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) then 'INVITED'
  else 'NOT_INVITED' end`;

export const episodeJson = `json_build_object('id', e.id, 'started_on', e.started_on, 'rhythm', ${rhythmJson('e')},
  'care_team', (select coalesce(json_agg(json_build_object('id', t.id, 'clinicianName', tm.name, 'part', t.part, 'since', t.since, 'until', t.until)
      order by t.part desc, t.since), '[]')
    from care_team_members t join memberships tm on tm.practice_id = t.practice_id and tm.id = t.clinician_id
    where t.practice_id = e.practice_id and t.episode_id = e.id and (t.until is null or t.until > now())))`;

/** SQL of whether a part in care is that of who treats, and under way; `part` is its alias. */
export const treatsNow = (part: string): string =>
  `(${part}.part = 'PRIMARY' and (${part}.until is null or ${part}.until > now()))`;

/** SQL of the latest invitation of a client; `client` is its alias. */
export const invitationJson = (client: string): string =>
  `(select row_to_json(i) from (select id, invited_at, expires_at, accepted_at, revoked_at from invitations
       where practice_id = ${client}.practice_id and client_id = ${client}.id order by invited_at desc limit 1) i)`;

/** SQL of what a couple is called among those who care for it; `couple` is the column that names it. */
export const coupleNameSql = (practice: string, couple: string): string =>
  `(select string_agg(pc.chosen_name, ' and ' order by pc.chosen_name, pc.id) from partners pp
     join clients pc on pc.practice_id = pp.practice_id and pc.id = pp.client_id
     where pp.practice_id = ${practice} and pp.couple_id = ${couple} and pp.until is null)`;

/**
 * SQL of one client with the own care team's individual episode, if there is one; `where` names which. Higher rooms add
 * their columns in `more`.
 */
export const clientSql = (where: string, more = ''): string => `
  select c.id, c.chosen_name, c.pronouns, c.language, ${accountStateSql} as account_state,
    case when m.locked_at is null then false else auth.may_give_code(c.id) end as can_give_code,
    case when e.id is null then null else ${episodeJson} end as episode,
    (select coalesce(json_agg(json_build_object('id', cp.id, 'name', ${coupleNameSql('cp.practice_id', 'cp.id')}, 'status', cp.status) order by cp.created_at), '[]')
       from partners cm join couples cp on cp.practice_id = cm.practice_id and cp.id = cm.couple_id
       where cm.practice_id = c.practice_id and cm.client_id = c.id and cm.until is null and cp.id = any ((select app.cared_couple_ids())::uuid[])) as couples,
    ${invitationJson('c')} as invitation${more}
  from clients c
  left join lateral (select * from episodes ie where ie.practice_id = c.practice_id and ie.client_id = c.id
    and ie.id = any ((select app.cared_episode_ids())::uuid[]) order by ie.started_on desc limit 1) e on true
  left join memberships m on m.practice_id = c.practice_id and m.id = c.membership_id
  where c.practice_id = app.practice_id() and c.archived_at is null and c.id = any ((select app.cared_client_ids())::uuid[]) and ${where}`;

export const clientById = statement<StoredClient, [clientId: string]>(
  'caseload.client',
  clientSql('c.id = $1'),
);
export const clientByInvitation = statement<StoredClient & { issue: number }, [invitationId: string]>(
  'caseload.clientByInvitation',
  clientSql(
    'c.id = (select client_id from invitations where practice_id = app.practice_id() and id = $1)',
    ', (select issue from invitations where practice_id = app.practice_id() and id = $1) as issue',
  ),
);
export const episodeById = statement<{ episode: StoredEpisode }, [episodeId: string]>(
  'caseload.episode',
  `select ${episodeJson} as episode from episodes e
   where e.practice_id = app.practice_id() and e.id = $1 and e.id = any ((select app.cared_episode_ids())::uuid[])`,
);

/** A text is accepted once; a second yes, also of the same moment, finds the first. The client's own zone is not known yet. */
export const giveConsent = statement<
  { id: string },
  [id: string, kind: ConsentDocumentKind, version: number]
>(
  'caseload.giveConsent',
  `insert into consents (practice_id, id, client_id, kind, version, zone)
   select pr.id, $1, app.client_id(), $2, $3, pr.zone from practices pr where pr.id = app.practice_id()
   on conflict (practice_id, client_id, kind, version) do nothing returning id`,
);

export const upsertSessionChange = statement<never, [episodeId: string, on: string, movedTo: string | null]>(
  'caseload.changeSession',
  `insert into session_changes (practice_id, episode_id, session_on, moved_to, changed_by_id)
   values (app.practice_id(), $1, $2, $3, app.membership_id())
   on conflict (practice_id, episode_id, session_on)
   do update set moved_to = excluded.moved_to, changed_by_id = excluded.changed_by_id, changed_at = now()`,
);
