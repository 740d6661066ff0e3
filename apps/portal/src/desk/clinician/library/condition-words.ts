import {
  blocksIn,
  conditionsIn,
  say as inLanguage,
  type Block,
  type Condition,
  type ExerciseDefinition,
  type ShowIf,
} from '@rejoin/domain';
import type { Text } from '../../../lib/text.js';
import type { DeskMessage } from '../../text.js';

/** When a step is shown, as a clinician would say it: "Only if they chose “Yes” at “Did it land?”" */
export function conditionWords(
  say: Text<DeskMessage>,
  showIf: ShowIf,
  definition: Pick<ExerciseDefinition, 'steps'>,
): string {
  const blocks = new Map(blocksIn(definition).map((block) => [block.key, block]));
  const clauses = conditionsIn(showIf).map((condition) =>
    clause(say, condition, blocks.get(condition.block)),
  );
  return say('condition.comes', { conditions: joined(say, clauses, 'any' in showIf) });
}

function clause(say: Text<DeskMessage>, condition: Condition, block: Block | undefined): string {
  const question = block ? inLanguage(block.prompt, say.language) : condition.block;
  const named = (keys: readonly string[]): string =>
    joined(
      say,
      keys.map((key) => say('condition.option', { option: optionOf(say, block, key) })),
      true,
    );
  if ('anyOf' in condition) return say('condition.anyOf', { question, options: named(condition.anyOf) });
  if ('noneOf' in condition) return say('condition.noneOf', { question, options: named(condition.noneOf) });
  if ('atLeast' in condition) return say('condition.atLeast', { question, number: condition.atLeast });
  if ('atMost' in condition) return say('condition.atMost', { question, number: condition.atMost });
  return say(condition.answered ? 'condition.answered' : 'condition.blank', { question });
}

function optionOf(say: Text<DeskMessage>, block: Block | undefined, key: string): string {
  const option = block?.kind === 'CHOICE' ? block.options.find((each) => each.key === key) : undefined;
  return option ? inLanguage(option.label, say.language) : say('condition.gone');
}

function joined({ language }: Text<DeskMessage>, parts: readonly string[], isEither: boolean): string {
  return new Intl.ListFormat(language, { type: isEither ? 'disjunction' : 'conjunction' }).format(parts);
}
