/**
 * Joint: what partners wrote apart, and the door between their rooms.
 *
 *   Reflection of each -> Release (a block its author offers, perhaps in other words) -> JointPart (the clinician opens)
 *
 * three keys: all are in, each has offered something, the clinician opens; before the third there is nothing that one could
 * learn about the other from.
 *
 * invariants: nothing an author does opens anything, and nothing a partner does changes what another one sees; a withdrawal
 * takes the words themselves, at once; what closes, pauses or ends is closed for everyone at the same moment.
 */
export { ClinicianOnlyMark } from './clinician-only-mark.entity.js';
export { JointModule } from './joint.module.js';
export { JointPart } from './joint-part.entity.js';
export { JointService } from './joint.service.js';
export { Release } from './release.entity.js';
