/**
 * Caseload: a person (Client), a relationship (Couple, Partner) and a course of care (Episode) with who gives it
 * (CareTeamMember), kept as three things.
 * Access to what a client wrote follows from an active row of the care team, never from being in the same practice.
 *
 *   invite -> Client + Episode + CareTeamMember(PRIMARY) + Invitation, in one act
 *   couple -> Couple + Partner for each + Episode; its gate opens by a safety conversation and an accepted agreement of each,
 *     and is shut while a mark of one of them holds it; joint work pauses, goes on and ends by its clinician, who tells each
 *   one of them may wish to end it -> EndingWish, theirs and the care team's alone: nothing changes until it was talked about
 *   rhythm: known whole or unknown; rolls forward by itself; one session can be skipped or moved
 *
 * invariant: instants of sessions are computed when read, from local wall time and zone.
 */
export { AgreementAcceptance } from './agreement-acceptance.entity.js';
export { AgreementDraft } from './agreement-draft.entity.js';
export { AgreementText } from './agreement-text.entity.js';
export { AgreementTexts, firstOwnVersion, type StoredOwnAgreement } from './agreement-texts.js';
export { AgreementsService } from './agreements.service.js';
export { CareTeamMember } from './care-team-member.entity.js';
export { CaseloadModule } from './caseload.module.js';
export {
  accountStateSql,
  clientSql,
  coupleNameSql,
  type StoredClient,
  treatsNow,
} from './caseload.queries.js';
export { CaseloadService, clientOf } from './caseload.service.js';
export { CareKinds, type CareKind, ClientType, CoupleStatuses, NextSession } from './caseload.types.js';
export { Client } from './client.entity.js';
export { Consent } from './consent.entity.js';
export { Couple, type CoupleKind, type CoupleStatus } from './couple.entity.js';
export { CoupleCourseService } from './couple-course.service.js';
export { CoupleCoursePayload, LeaveCoupleInput } from './couple-course.types.js';
export { CoupleTelling } from './couple-telling.entity.js';
export { Agreement, CoupleType } from './couple.types.js';
export { isTalkDue, type LastTalk } from './couple-gate.policy.js';
export { coupleSql, lastTalksJson, ownAgreementsSql, type StoredCouple } from './couples.queries.js';
export { CouplesService } from './couples.service.js';
export { EndingWish } from './ending-wish.entity.js';
export { isWishOpen } from './ending-wishes.queries.js';
export { EndingWishesService } from './ending-wishes.service.js';
export { Episode } from './episode.entity.js';
export { Partner } from './partner.entity.js';
export { type MarkKind, markKinds } from './marks.queries.js';
export { MarksService } from './marks.service.js';
export { PeopleService } from './people.service.js';
export { SafetyConversation } from './safety-conversation.entity.js';
export { SessionChange } from './session-change.entity.js';
export { changesOf, nextSessionOf, rhythmJson, type StoredRhythm } from './session-rhythm.js';
