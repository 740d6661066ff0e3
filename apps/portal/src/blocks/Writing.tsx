import { say, type BlockOf } from '@rejoin/domain';
import { TextArea } from '../ui/index.js';
import type { RunProps } from './renderer.js';

/** A plain field to write in: it grows with the words, counts before its limit, and cuts nothing. */
export function Writing({
  block,
  language,
  value,
  onChange,
  isNeutral,
  wantsCaret,
  rows,
  limit,
}: RunProps<BlockOf<'TEXT'> | BlockOf<'LONG'>, string> & { rows: number; limit: number }) {
  const words = (isNeutral ? block.neutral : undefined) ?? block;
  return (
    <TextArea
      label={say(words.prompt, language)}
      hideLabel
      {...(words.hint === undefined ? {} : { description: say(words.hint, language) })}
      value={value ?? ''}
      onChange={(text) => onChange(text === '' ? undefined : text)}
      rows={rows}
      limit={block.limit ?? limit}
      // The question has just been read as the field's name, and the next thing is to write.
      autoFocus={wantsCaret}
    />
  );
}
