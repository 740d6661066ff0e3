/**
 * Joint: what partners wrote apart, and the door between their rooms.
 *
 *   Reflection of each -> Release (a block its author offers, perhaps in other words) -> JointPart (the clinician opens)
 *   JointPart -> JointSitting (where all of them are in what they do together) -> JointNote (what the couple keeps of it)
 *                                                             '-> JointCheck (how it was for each, alone, the day after)
 *
 * three keys: all are in, each has offered something, the clinician opens; before the third there is nothing that one could
 * learn about the other from.
 *
 * invariants: nothing an author does opens anything, and nothing a partner does changes what another one sees; a withdrawal
 * takes the words themselves, at once; what closes, pauses or ends is closed for everyone at the same moment; what is done
 * together is where it is for all alike, and nothing keeps who stopped it.
 */
export { ClinicianOnlyMark } from './clinician-only-mark.entity.js';
export { JointCheck } from './joint-check.entity.js';
export { JointModule } from './joint.module.js';
export { JointNote } from './joint-note.entity.js';
export { JointPart } from './joint-part.entity.js';
export { JointService } from './joint.service.js';
export { JointSitting } from './joint-sitting.entity.js';
export { OwnTurn } from './own-turn.entity.js';
export { isToTalkAbout } from './together.queries.js';
export { TogetherService } from './together.service.js';
export { Release } from './release.entity.js';
