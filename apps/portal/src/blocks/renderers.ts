import type { AnswerValue, Block, BlockKindName, KeptValue } from '@rejoin/domain';
import { BodyRead } from './body/Read.js';
import { BodyRun } from './body/Run.js';
import { CardRead } from './card/Read.js';
import { CardRun } from './card/Run.js';
import { ChoiceRead } from './choice/Read.js';
import { ChoiceRun } from './choice/Run.js';
import { ComposerRun } from './composer/Run.js';
import { JointRead } from './joint/Read.js';
import { JointRun } from './joint/Run.js';
import { LetterRead } from './letter/Read.js';
import { LetterRun } from './letter/Run.js';
import { LongRead } from './long/Read.js';
import { LongRun } from './long/Run.js';
import { PlanRun } from './plan/Run.js';
import type { Renderer } from './renderer.js';
import { ScaleRead } from './scale/Read.js';
import { ScaleRun } from './scale/Run.js';
import { SlotsRead } from './SlotsRead.js';
import { SortRead } from './sort/Read.js';
import { SortRun } from './sort/Run.js';
import { SwitchRead } from './switch/Read.js';
import { SwitchRun } from './switch/Run.js';
import { TextRead } from './text/Read.js';
import { TextRun } from './text/Run.js';

/** How each kind is drawn: one line each, beside the domain's registry of kinds. */
const renderers = {
  BODY: { Run: BodyRun, Read: BodyRead },
  TEXT: { Run: TextRun, Read: TextRead },
  LONG: { Run: LongRun, Read: LongRead },
  CHOICE: { Run: ChoiceRun, Read: ChoiceRead },
  SCALE: { Run: ScaleRun, Read: ScaleRead },
  COMPOSER: { Run: ComposerRun, Read: SlotsRead },
  PLAN: { Run: PlanRun, Read: SlotsRead },
  SORT: { Run: SortRun, Read: SortRead },
  JOINT: { Run: JointRun, Read: JointRead },
  CARD: { Run: CardRun, Read: CardRead },
  LETTER: { Run: LetterRun, Read: LetterRead },
  SWITCH: { Run: SwitchRun, Read: SwitchRead },
} as const satisfies Record<BlockKindName, unknown>;

/** The renderer of a kind. A block always meets the renderer of its own kind, which a lookup hides from the compiler. */
export function rendererOf(kind: BlockKindName): Renderer<Block, AnswerValue, KeptValue> {
  return renderers[kind] as unknown as Renderer<Block, AnswerValue, KeptValue>;
}
