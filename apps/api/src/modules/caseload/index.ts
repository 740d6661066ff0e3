/**
 * Caseload: a person (Client), a course of care (Episode) and who gives it (CareTeamMember), kept as three things.
 * Access to what a client wrote follows from an active row of the care team, never from being in the same practice.
 *
 *   invite -> Client + Episode + CareTeamMember(PRIMARY) + Invitation, in one act
 *   rhythm: known whole or unknown; rolls forward by itself; one session can be skipped or moved
 *
 * invariant: instants of sessions are computed when read, from local wall time and zone.
 */
export { CareTeamMember } from './care-team-member.entity.js';
export { CaseloadModule } from './caseload.module.js';
export { accountStateSql, clientSql, type StoredClient } from './caseload.queries.js';
export { CaseloadService, clientOf } from './caseload.service.js';
export { ClientType, NextSession } from './caseload.types.js';
export { Client } from './client.entity.js';
export { Consent } from './consent.entity.js';
export { Episode } from './episode.entity.js';
export { SessionChange } from './session-change.entity.js';
export { nextSessionOf, rhythmJson, type StoredRhythm } from './session-rhythm.js';
