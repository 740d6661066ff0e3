import type { Language } from '@rejoin/domain';
import type { AccountState, AgreementKind } from '../accounts/index.js';
import { statement } from '../../platform/db/index.js';
import type { StoredOwnAgreement } from './agreement-texts.js';
import {
  accountStateSql,
  coupleNameSql,
  episodeJson,
  invitationJson,
  type StoredEpisode,
  type StoredInvitation,
  treatsNow,
} from './caseload.queries.js';
import type { CoupleKind, CoupleStatus } from './couple.entity.js';
import type { AcceptedAgreement, SafetyVerdict } from './couple-gate.policy.js';
import { markColumns, markSource, type StoredMark } from './marks.queries.js';

interface StoredLabel {
  sealed: string;
  author_id: string;
  data_key_id: string;
  wrapped: string;
}

/** A couple with both rooms' people, and what its gate looks at. */
export interface StoredCouple {
  id: string;
  name: string;
  label: StoredLabel | null;
  kind: CoupleKind;
  status: CoupleStatus;
  told: { clientId: string; clientName: string; toldOn: string }[];
  agreement: AgreementKind | null;
  agreement_version: number | null;
  /** Where the practice is: its days are the gate's. */
  zone: string;
  episode: StoredEpisode;
  partners: {
    id: string;
    since: string;
    until: string | null;
    client: {
      id: string;
      chosen_name: string;
      pronouns: string | null;
      language: Language | null;
      account_state: AccountState;
      invitation: StoredInvitation | null;
    };
    isHeld: boolean;
    conversation: { verdict: SafetyVerdict; heldOn: string } | null;
    accepted: AcceptedAgreement[];
  }[];
}

const gateColumns = `
      'isHeld', exists (select 1 from clinician_only_marks hm where hm.practice_id = p.practice_id and hm.client_id = p.client_id
         and hm.episode_id = e.id and hm.kind = 'COUPLE_HOLD' and hm.lifted_at is null),
      'conversation', (select json_build_object('verdict', sf.verdict, 'heldOn', sf.held_on) from safety_conversations sf
         where sf.practice_id = p.practice_id and sf.client_id = p.client_id and sf.episode_id = e.id order by sf.held_on desc, sf.recorded_at desc limit 1),
      'accepted', (select coalesce(json_agg(json_build_object('kind', aa.kind, 'version', aa.version)), '[]') from agreement_acceptances aa
         where aa.practice_id = p.practice_id and aa.couple_id = p.couple_id and aa.client_id = p.client_id)`;

/** What asking again goes by, of each who is in an active couple; `episode` is the alias of its course of care. */
export const lastTalksJson = (
  episode: string,
): string => `(select coalesce(json_agg(json_build_object('id', c.id, 'name', c.chosen_name,
      'conversation', (select json_build_object('heldOn', sf.held_on, 'recordedAt', sf.recorded_at) from safety_conversations sf
         where sf.practice_id = p.practice_id and sf.client_id = p.client_id and sf.episode_id = ${episode}.id order by sf.held_on desc, sf.recorded_at desc limit 1),
      'markedAt', greatest((select max(cm.set_at) from clinician_only_marks cm
         where cm.practice_id = p.practice_id and cm.client_id = p.client_id), (select max(jk.answered_at) from joint_checks jk
         where jk.practice_id = p.practice_id and jk.client_id = p.client_id and jk.feeling = 'TALK_WITH_ME'))) order by c.chosen_name, c.id), '[]')
    from partners p join clients c on c.practice_id = p.practice_id and c.id = p.client_id
    join couples cp on cp.practice_id = p.practice_id and cp.id = p.couple_id and cp.status = 'ACTIVE'
    where p.practice_id = ${episode}.practice_id and p.couple_id = ${episode}.couple_id and p.until is null)`;

/** What was written down when joint work came to where it is, of each who was told. */
const toldJson = `(select coalesce(json_agg(json_build_object('clientId', tc.id, 'clientName', tc.chosen_name, 'toldOn', ct.told_on) order by tc.chosen_name, tc.id), '[]')
    from couple_tellings ct join clients tc on tc.practice_id = ct.practice_id and tc.id = ct.client_id
    where ct.practice_id = cp.practice_id and ct.couple_id = cp.id and ct.status = cp.status and ct.recorded_at = cp.status_at)`;

const coupleSource = `couples cp
  join episodes e on e.practice_id = cp.practice_id and e.couple_id = cp.id and e.id = any ((select app.cared_episode_ids())::uuid[])
  join practices pr on pr.id = cp.practice_id`;

/**
 * SQL of one couple in the viewer's care: $1 names it, $2 the request. What they call themselves is somebody's words: when
 * another wrote them down, the look is written to the audit trail here. Higher rooms add their columns in `more`.
 */
export const coupleSql = (more = ''): string => `
  with noted as (
    insert into audit_events (practice_id, actor_id, act, object_type, object_id, request_id)
    select cp.practice_id, app.membership_id(), 'couple.read', 'Couple', cp.id, $2 from ${coupleSource}
    where cp.practice_id = app.practice_id() and cp.id = $1 and cp.label_sealed is not null and cp.created_by_id <> app.membership_id()
  )
  select cp.id, ${coupleNameSql('cp.practice_id', 'cp.id')} as name, cp.kind, cp.status, pr.agreement, pr.agreement_version, pr.zone,
    (select json_build_object('sealed', encode(cp.label_sealed, 'base64'), 'author_id', cp.created_by_id, 'data_key_id', dk.id, 'wrapped', encode(dk.wrapped, 'base64'))
       from data_keys dk where dk.practice_id = cp.practice_id and dk.id = cp.data_key_id and cp.label_sealed is not null) as label,
    ${episodeJson} as episode,
    ${toldJson} as told,
    (select json_agg(json_build_object('id', p.id, 'since', p.since, 'until', p.until,
      'client', json_build_object('id', c.id, 'chosen_name', c.chosen_name, 'pronouns', c.pronouns, 'language', c.language, 'account_state', ${accountStateSql}, 'invitation', ${invitationJson('c')}),
      ${gateColumns}) order by c.chosen_name, c.id)
     from partners p join clients c on c.practice_id = p.practice_id and c.id = p.client_id
     left join memberships m on m.practice_id = c.practice_id and m.id = c.membership_id
     where p.practice_id = cp.practice_id and p.couple_id = cp.id) as partners${more}
  from ${coupleSource}
  where cp.practice_id = app.practice_id() and cp.id = $1`;

export const coupleById = statement<StoredCouple, [coupleId: string, requestId: string]>(
  'couples.byId',
  coupleSql(),
);

/** The episode, its couple and what the couple's gate looks at, for one who is about to assign. */
export const gateOfEpisode = statement<
  Pick<StoredCouple, 'status' | 'agreement' | 'agreement_version' | 'zone' | 'partners'>,
  [episodeId: string]
>(
  'couples.gate',
  `select cp.status, pr.agreement, pr.agreement_version, pr.zone,
    (select json_agg(json_build_object('id', p.id, 'until', p.until, ${gateColumns})) from partners p
     where p.practice_id = cp.practice_id and p.couple_id = cp.id) as partners
   from ${coupleSource} where cp.practice_id = app.practice_id() and e.id = $1`,
);

/**
 * What opens the gate waits for what shuts it, and the other way round: whoever assigns or opens holds this, and whoever holds or
 * ends the joint work has it alone, or another text for all gates of the practice. A statement of its own, because the next one
 * then sees what was done meanwhile.
 */
export const passGate = statement<never, [episodeId: string]>(
  'couples.passGate',
  `select pg_advisory_xact_lock_shared(hashtextextended('gates|' || app.practice_id(), 0)), pg_advisory_xact_lock_shared(hashtextextended('gate|' || $1, 0))`,
);
export const shutGate = statement<never, [episodeId: string]>(
  'couples.shutGate',
  `select pg_advisory_xact_lock(hashtextextended('gate|' || $1, 0))`,
);

export const shutEveryGate = statement<never, []>(
  'couples.shutEveryGate',
  `select pg_advisory_xact_lock(hashtextextended('gates|' || app.practice_id(), 0))`,
);

/** The partner named, with the episode of the couple, in the viewer's care. */
export const partnerToRecordFor = statement<
  { episode_id: string; zone: string },
  [coupleId: string, clientId: string]
>(
  'couples.partner',
  `select e.id as episode_id, pr.zone from ${coupleSource}
   join partners p on p.practice_id = cp.practice_id and p.couple_id = cp.id and p.client_id = $2 and p.until is null
   where cp.practice_id = app.practice_id() and cp.id = $1`,
);

/** A safety conversation as it lies in the person's own compartment. */
export interface StoredConversation {
  id: string;
  couple_id: string;
  couple_name: string;
  clinician_id: string;
  clinician_name: string;
  held_on: string;
  verdict: SafetyVerdict;
  recorded_at: string;
  sealed: string;
  data_key_id: string;
  wrapped: string;
}

const conversationColumns = (conversation: string) => `
    'id', ${conversation}.id, 'couple_id', cp.id, 'couple_name', ${coupleNameSql('cp.practice_id', 'cp.id')}, 'clinician_id', ${conversation}.clinician_id, 'clinician_name', m.name,
    'held_on', ${conversation}.held_on, 'verdict', ${conversation}.verdict, 'recorded_at', ${conversation}.recorded_at,
    'sealed', encode(${conversation}.sealed, 'base64'), 'data_key_id', dk.id, 'wrapped', encode(dk.wrapped, 'base64')`;
const conversationSource = `safety_conversations sf
    join episodes e on e.practice_id = sf.practice_id and e.id = sf.episode_id
    join couples cp on cp.practice_id = e.practice_id and cp.id = e.couple_id
    join memberships m on m.practice_id = sf.practice_id and m.id = sf.clinician_id
    join data_keys dk on dk.practice_id = sf.practice_id and dk.id = sf.data_key_id`;

/** Opens a client's own compartment; the look is written to the audit trail by the statement that returns it. */
export const safetyOf = statement<
  {
    conversations: StoredConversation[];
    marks: StoredMark[];
    agreements: {
      couple_id: string;
      couple_name: string;
      agreement: AgreementKind | null;
      agreement_version: number | null;
      has_left: boolean;
      accepted: (AcceptedAgreement & { at: string })[];
    }[];
  },
  [clientId: string, requestId: string]
>(
  'couples.safety',
  `with target as (
     select c.practice_id, c.id from clients c where c.practice_id = app.practice_id() and c.id = $1 and c.id = any ((select app.cared_client_ids())::uuid[])
   ), noted as (
     insert into audit_events (practice_id, actor_id, act, object_type, object_id, client_id, request_id)
     select practice_id, app.membership_id(), 'safety.read', 'Client', id, id, $2 from target
   )
   select
     (select coalesce(json_agg(json_build_object(${conversationColumns('sf')}) order by sf.held_on desc, sf.recorded_at desc), '[]') from ${conversationSource}
        where sf.practice_id = t.practice_id and sf.client_id = t.id) as conversations,
     (select coalesce(json_agg(json_build_object(${markColumns}) order by cm.lifted_at is not null, cm.set_at desc), '[]') from ${markSource}
        where cm.practice_id = t.practice_id and cm.client_id = t.id) as marks,
     (select coalesce(json_agg(json_build_object('couple_id', cp.id, 'couple_name', ${coupleNameSql('cp.practice_id', 'cp.id')}, 'agreement', pr.agreement, 'agreement_version', pr.agreement_version, 'has_left', p.until is not null,
        'accepted', (select coalesce(json_agg(json_build_object('kind', aa.kind, 'version', aa.version, 'at', aa.accepted_at) order by aa.accepted_at desc), '[]') from agreement_acceptances aa
           where aa.practice_id = p.practice_id and aa.couple_id = p.couple_id and aa.client_id = p.client_id)) order by cp.created_at), '[]')
        from partners p join couples cp on cp.practice_id = p.practice_id and cp.id = p.couple_id join practices pr on pr.id = cp.practice_id
        where p.practice_id = t.practice_id and p.client_id = t.id and cp.id = any ((select app.cared_couple_ids())::uuid[])) as agreements
   from target t`,
);

export const conversationById = statement<{ conversation: StoredConversation }, [id: string]>(
  'couples.conversation',
  `select json_build_object(${conversationColumns('sf')}) as conversation from ${conversationSource}
   where sf.practice_id = app.practice_id() and sf.id = $1`,
);

/** The agreements a client may be asked about: one for each couple that is active, with what was accepted of it. */
export const ownAgreements = statement<StoredOwnAgreement, []>(
  'couples.ownAgreements',
  `select q.couple_id, q.clinician_name, q.agreement, q.agreement_version, q.accepted from (${ownAgreementsSql()}) q`,
);

/** SQL of the client's own agreements, for screens that show them beside other things. */
export function ownAgreementsSql(): string {
  return `select e.couple_id, pr.agreement, pr.agreement_version,
     (select m.name from care_team_members t join memberships m on m.practice_id = t.practice_id and m.id = t.clinician_id
      where t.practice_id = e.practice_id and t.episode_id = e.id and ${treatsNow('t')} order by t.since desc limit 1) as clinician_name,
     (select coalesce(json_agg(json_build_object('kind', aa.kind, 'version', aa.version)), '[]') from agreement_acceptances aa
      where aa.practice_id = e.practice_id and aa.couple_id = e.couple_id and aa.client_id = app.client_id()) as accepted
   from episodes e join practices pr on pr.id = e.practice_id
   where e.practice_id = app.practice_id() and e.couple_id = any ((select app.own_active_couple_ids())::uuid[])
     and pr.agreement is not null and e.discharged_at is null`;
}

/** A yes is kept once; a second one, also of the same moment, finds the first. */
export const acceptAgreement = statement<
  { id: string },
  [id: string, coupleId: string, kind: AgreementKind, version: number]
>(
  'couples.acceptAgreement',
  `insert into agreement_acceptances (practice_id, id, couple_id, client_id, kind, version, zone)
   select pr.id, $1, $2, app.client_id(), $3, $4, pr.zone from practices pr where pr.id = app.practice_id()
   on conflict (practice_id, couple_id, client_id, kind, version) do nothing returning id`,
);

export const caredAmong = statement<{ id: string }, [clientIds: string[]]>(
  'couples.caredAmong',
  `select c.id from clients c where c.practice_id = app.practice_id() and c.id = any ($1::uuid[]) and c.id = any ((select app.cared_client_ids())::uuid[])`,
);
