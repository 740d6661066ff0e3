import { letterAnchors, limits, say, type LetterBlock, type LetterValue } from '@rejoin/domain';
import { useId } from 'react';
import { useTextOf } from '../../lib/text.js';
import { Muted, TextArea, Tick } from '../../ui/index.js';
import styles from '../Blocks.module.css';
import type { BlocksMessage } from '../messages.js';
import type { RunProps } from '../renderer.js';
import letter from './Letter.module.css';

/** A letter nobody sends. What it may touch on stands beside the field; its words stay its author's unless released. */
export function LetterRun({
  block,
  language,
  value,
  onChange,
  isNeutral,
  wantsCaret,
}: RunProps<LetterBlock, LetterValue>) {
  const t = useTextOf<BlocksMessage>();
  const heading = useId();
  const words = (isNeutral ? block.neutral : undefined) ?? block;
  const released = value?.released === true;
  const keep = (text: string, isReleased: boolean) =>
    onChange(text === '' && !isReleased ? undefined : { text, ...(isReleased ? { released: true } : {}) });

  return (
    <div className={styles.answer}>
      <div className={letter.anchors}>
        <Muted>
          <span id={heading}>{t('blocks.letter.anchors')}</span>
        </Muted>
        <ul aria-labelledby={heading}>
          {letterAnchors(block, isNeutral).map(({ key, label }) => (
            <li key={key}>{say(label, language)}</li>
          ))}
        </ul>
      </div>
      <div className={letter.sheet}>
        <TextArea
          label={say(words.prompt, language)}
          hideLabel
          value={value?.text ?? ''}
          onChange={(text) => keep(text, released)}
          rows={12}
          limit={block.limit ?? limits.block}
          autoFocus={wantsCaret}
        />
      </div>
      {block.readers === 'ONLY_ME' ? null : (
        <Tick isSelected={released} onChange={(isReleased) => keep(value?.text ?? '', isReleased)}>
          {t('blocks.letter.release')}
        </Tick>
      )}
    </div>
  );
}
