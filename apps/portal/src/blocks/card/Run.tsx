import { say, type CardBlock } from '@rejoin/domain';
import { Stack } from '../../ui/index.js';
import type { RunProps } from '../renderer.js';

/** A few short paragraphs to read. There is nothing to answer. */
export function CardRun({ block, language, isNeutral }: RunProps<CardBlock, never>) {
  const paragraphs = (isNeutral ? block.neutral?.paragraphs : undefined) ?? block.paragraphs;
  return (
    <Stack gap={3}>
      {paragraphs.map((paragraph, at) => (
        <p key={at}>{say(paragraph, language)}</p>
      ))}
    </Stack>
  );
}
