/**
 * Accounts: who may sign in, and as what. A practice is the tenant; a membership is an account's one role in it; an
 * invitation makes a membership, once. Accounts and sign-ins themselves live in schema auth, reached by its functions only.
 *
 *   invited -> (link, once, 7 days) -> membership ACTIVE <-> SUSPENDED
 *
 *   a new password by mail, in joint work -> LOCKED -> (code from the clinician, once, half an hour) -> as before
 *
 * The practice's own settings are here, too, and what an admin does about somebody's signing in; the people it is done to,
 * and who treats whom, are listed a room higher, in the caseload.
 *
 * invariant: no operation here reads or shows anything clinical.
 */
export {
  type AccountState,
  type GivenConsent,
  AccountStates,
  HelpInformation,
  Languages,
  PracticeType,
  Roles,
  SignInPayload,
  ViewerType,
} from './account.types.js';
export { type AgreementKind, AgreementKinds, agreementKinds } from './agreement.js';
export { AccountsModule } from './accounts.module.js';
export { AccountsService } from './accounts.service.js';
export { Codes } from './codes.js';
export { type Help, help } from './help.js';
export { Invitation } from './invitation.entity.js';
export { Invitations } from './invitations.js';
export { MembersService, waitedInVain } from './members.service.js';
export { tellingWordsIn } from './mail-name.js';
export { Membership } from './membership.entity.js';
export { Practice } from './practice.entity.js';
export { PracticeKey } from './practice-key.entity.js';
export { PracticeService } from './practice.service.js';
