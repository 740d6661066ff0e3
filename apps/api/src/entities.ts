import { Invitation, Membership, Practice, PracticeKey } from './modules/accounts/index.js';
import {
  Addendum,
  Answer,
  Assignment,
  Cohort,
  Draft,
  Enrollment,
  EnrollmentWeek,
  Occurrence,
  ProcessNote,
  Rating,
  Reflection,
  Reply,
  Review,
} from './modules/assignments/index.js';
import {
  AgreementAcceptance,
  CareTeamMember,
  Client,
  Consent,
  Couple,
  Episode,
  Partner,
  SafetyConversation,
  SessionChange,
} from './modules/caseload/index.js';
import { Exercise, ExerciseVersion, ProgramVersion } from './modules/exercises/index.js';
import { ClinicianOnlyMark, JointPart, Release } from './modules/joint/index.js';
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
  Couple,
  Partner,
  Episode,
  SessionChange,
  CareTeamMember,
  Consent,
  AgreementAcceptance,
  SafetyConversation,
  Exercise,
  ExerciseVersion,
  ProgramVersion,
  Cohort,
  Enrollment,
  EnrollmentWeek,
  Assignment,
  Occurrence,
  Reflection,
  Draft,
  Answer,
  Rating,
  Addendum,
  Review,
  Reply,
  ProcessNote,
  JointPart,
  Release,
  ClinicianOnlyMark,
];
