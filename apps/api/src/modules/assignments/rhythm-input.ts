import { type AssignmentRhythm, once, rhythmProblem } from '@rejoin/domain';
import { UserError, UserErrorCode } from '../../platform/graphql/index.js';
import type { Assignment } from './assignment.entity.js';
import type { AssignmentRhythmInput } from './rhythm.types.js';

/** A rhythm as somebody set it, counting from a day; once, where none was set. */
export function rhythmFrom(
  input: AssignmentRhythmInput | null | undefined,
  startsOn: string,
): AssignmentRhythm {
  if (!input) return once(startsOn);
  const rhythm: AssignmentRhythm = {
    kind: input.kind,
    startsOn,
    everyWeeks: input.everyWeeks ?? 1,
    weekdays: input.weekdays ?? [],
    monthDay: input.monthDay ?? null,
    endsOn: input.endsOn ?? null,
    endsAfter: input.endsAfter ?? null,
  };
  const problem = rhythmProblem(rhythm);
  if (problem) throw new UserError(UserErrorCode.INVALID, problem.message, `rhythm.${problem.field}`);
  return rhythm;
}

/** A rhythm as an assignment keeps it. */
export const columnsOf = ({
  kind,
  weekdays,
  ...rule
}: AssignmentRhythm): Pick<
  Assignment,
  'rhythm' | 'startsOn' | 'everyWeeks' | 'weekdays' | 'monthDay' | 'endsOn' | 'endsAfter'
> => ({ ...rule, rhythm: kind, weekdays: [...weekdays] });
