import { Invitation, Membership, Practice, PracticeKey } from './modules/accounts/index.js';
import {
  Answer,
  Assignment,
  Draft,
  Occurrence,
  ProcessNote,
  Rating,
  Reflection,
  Reply,
  Review,
} from './modules/assignments/index.js';
import { CareTeamMember, Client, Consent, Episode, SessionChange } from './modules/caseload/index.js';
import { ExerciseVersion } from './modules/exercises/index.js';
import { DataKey } from './platform/crypto/index.js';
import { IdempotencyKey } from './platform/db/index.js';

/** Every table that has an entity; the drift check holds them against the migrations. */
export const entities = [
  Practice,
  PracticeKey,
  Membership,
  Invitation,
  IdempotencyKey,
  DataKey,
  Client,
  Episode,
  SessionChange,
  CareTeamMember,
  Consent,
  ExerciseVersion,
  Assignment,
  Occurrence,
  Reflection,
  Draft,
  Answer,
  Rating,
  Review,
  Reply,
  ProcessNote,
];
