import {
  composerAsks,
  composerStarters,
  limits,
  say,
  type BlockOf,
  type ComposerSlot,
  type ComposerValue,
  type Starter,
} from '@rejoin/domain';
import { useEffect, useId, useRef, useState } from 'react';
import { useTextOf } from '../../lib/text.js';
import { Button, Muted, Row, TextArea } from '../../ui/index.js';
import styles from '../Blocks.module.css';
import type { BlocksMessage } from '../messages.js';
import type { RunProps } from '../renderer.js';
import { writeSlot } from '../write-slot.js';
import { begin } from './begin.js';

/** A statement in three parts that may all stay empty, with half sentences to begin from for those who like one. */
export function ComposerRun({
  block,
  language,
  value,
  onChange,
  isNeutral,
  wantsCaret,
}: RunProps<BlockOf<'COMPOSER'>, ComposerValue>) {
  const t = useTextOf<BlocksMessage>();
  const heading = useId();
  const fields = useRef(new Map<ComposerSlot, HTMLTextAreaElement>());
  const [opened, setOpened] = useState<{ slot: ComposerSlot } | null>(null);
  const asked = composerAsks(block, isNeutral);
  const starters = composerStarters(block, isNeutral);

  // After the words are in the field, the caret stands behind them.
  useEffect(() => {
    const field = opened === null ? undefined : fields.current.get(opened.slot);
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, [opened]);

  const open = (starter: Starter | null) => {
    const next = begin(value, starter, [...block.starters, ...(block.neutral?.starters ?? [])], language);
    const empty = asked.find(({ slot }) => next?.[slot] === undefined) ?? asked[0];
    const slot = starter?.slot ?? empty?.slot;
    onChange(next);
    if (slot !== undefined) setOpened({ slot });
  };

  return (
    <div className={styles.answer}>
      {starters.length === 0 ? null : (
        <div role="group" aria-labelledby={heading} className={styles.starters}>
          <Muted>
            <span id={heading}>{t('blocks.composer.begin')}</span>
          </Muted>
          <Row>
            <Button onPress={() => open(null)}>{t('blocks.composer.ownWords')}</Button>
            {starters.map((starter) => (
              <Button key={starter.key} onPress={() => open(starter)}>
                {say(starter.label, language)}
              </Button>
            ))}
          </Row>
        </div>
      )}
      <Muted>{t('blocks.composer.short')}</Muted>
      {asked.map(({ slot, label }, at) => (
        <TextArea
          key={slot}
          ref={(field) => {
            if (field === null) fields.current.delete(slot);
            else fields.current.set(slot, field);
          }}
          label={say(label, language)}
          value={value?.[slot] ?? ''}
          onChange={(text) => onChange(writeSlot(value, slot, text))}
          rows={2}
          limit={block.limit ?? limits.shortBlock}
          // Where there are ways to begin, they are the first thing to meet.

          autoFocus={wantsCaret && at === 0 && starters.length === 0}
        />
      ))}
    </div>
  );
}
