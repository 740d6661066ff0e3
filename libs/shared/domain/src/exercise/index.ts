/*
 * The exercise format: the deep piece both sides run. A definition says what is asked, of whom, in which words and
 * who may read the answer; a draft holds what one client has so far; sharing turns parts of it into answers.
 *
 *   definition ──parseDefinition──▶ steps ─▶ blocks (one folder per kind)
 *        │
 *   inSitting (first, next session, when I choose: each walked like an exercise of its own)
 *        │
 *   emptyDraftBody ─▶ draft ──parseDraftBody──▶ visibleSteps ─▶ nextStep … LOOK_OVER
 *                                                    │
 *                          lookOver ─▶ answersToShare, ratingsToShare, suggestedOutcome
 *
 * Invariants: parsing never throws and never mends; keys are stable, references point backwards; readers only narrow;
 * blank is always allowed; what is kept reads without the definition.
 */
export * from './definition.js';
export * from './changes.js';
export * from './conditions.js';
export * from './draft.js';
export * from './journey.js';
export * from './own.js';
export * from './paper.js';
export type { PaperPart } from './blocks/on-paper.js';
export * from './reserved.js';
export * from './shape.js';
export * from './sketching.js';
export * from './sharing.js';
export * from './sittings.js';
export * from './blocks/registry.js';
export { type Option } from './blocks/block-kind.js';
export { type BodyBlock, type BodyValue, type KeptBody } from './blocks/body/index.js';
export { type CardBlock } from './blocks/card/index.js';
export { type ChoiceBlock, type ChoiceValue, type KeptChoice } from './blocks/choice/index.js';
export { wording as choiceWording } from './blocks/choice/wording.js';
export {
  composerAsks,
  type ComposerBlock,
  type ComposerSlot,
  composerStarters,
  type ComposerValue,
  type Starter,
} from './blocks/composer/index.js';
export { type JointBlock } from './blocks/joint/index.js';
export { type KeptLetter, letterAnchors, type LetterBlock, type LetterValue } from './blocks/letter/index.js';
export { type LongBlock } from './blocks/long/index.js';
export { planAsks, type PlanBlock, type PlanSlot, type PlanValue } from './blocks/plan/index.js';
export { type KeptRating, type ScaleBlock } from './blocks/scale/index.js';
export { type AskedSlot, type KeptSlots } from './blocks/slots.js';
export { type KeptPiles, type SortBlock, type SortValue } from './blocks/sort/index.js';
export {
  type KeptTurns,
  type SwitchBlock,
  switchTurn,
  type SwitchTurn,
  type SwitchValue,
  switchVoices,
  usualTurns,
} from './blocks/switch/index.js';
export { type TextBlock } from './blocks/text/index.js';
