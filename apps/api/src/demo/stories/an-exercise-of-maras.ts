import { type ExerciseDefinition, type Text, withoutLanguage } from '@rejoin/domain';
import type { Story } from './cast.js';

/** Three people in one month told Mara of a mail sent at night. So there is a pause for that, which the practice has too. */
export const anExerciseOfMaras: Story = async ({ stage, mara }) => {
  const weeksAgo = 6;
  await mara.makeOwn(
    'pause-before-the-spiral',
    new Date(stage.beganAt.getTime() - weeksAgo * 7 * 86_400_000),
    { reword, note: 'For the mails that are written at night.' },
  );
};

const says = (en: string): Text => ({ en });

/** The words that are Mara's own; the others stay as they are, neutral wording included. */
function reword(definition: ExerciseDefinition): ExerciseDefinition {
  const prompts: Readonly<Record<string, string>> = {
    'kind-sentence': 'What is the one kind and honest line this mail needs?',
    'more-room': 'Is there a little more room before you send it?',
  };
  const english = definition.languages.reduce(withoutLanguage, definition);
  return {
    ...english,
    title: says('Pause Before You Send'),
    summary: says(
      'A short stop before a mail that says sorry too often, or defends too long. A few slow breaths, then one line.',
    ),
    why: says(
      'A mail written in a spiral often says sorry for too much, or defends too long. It can wait for six breaths. You can still send it as it is.',
    ),
    steps: english.steps.map((step) => ({
      ...step,
      blocks: step.blocks.map((block) => {
        const prompt = prompts[block.key];
        return prompt === undefined ? block : { ...block, prompt: says(prompt) };
      }),
    })),
  };
}
