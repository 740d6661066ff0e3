import { say, type SortBlock, type SortValue } from '@rejoin/domain';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTextOf } from '../../lib/text.js';
import { Muted } from '../../ui/index.js';
import shared from '../Blocks.module.css';
import { ClearAnswer } from '../ClearAnswer.js';
import type { BlocksMessage } from '../messages.js';
import type { RunProps } from '../renderer.js';
import styles from './Sort.module.css';

/** Cards, each with its piles in a row beneath it: nothing is dragged, nothing is counted, a card may stay put. */
export function SortRun({ block, language, value, onChange, isNeutral }: RunProps<SortBlock, SortValue>) {
  const t = useTextOf<BlocksMessage>();
  const reworded = (isNeutral ? block.neutral?.piles : undefined) ?? [];
  const cards = block.cards ?? [];
  const piles = block.piles.map((pile) => ({
    key: pile.key,
    label: say((reworded.find(({ key }) => key === pile.key) ?? pile).label, language),
  }));
  const placed = cards.flatMap(({ key }) => {
    const pile = value !== undefined && Object.hasOwn(value.placed, key) ? value.placed[key] : undefined;
    return pile === undefined ? [] : [[key, pile] as const];
  });
  const put = (card: string, pile: string) =>
    onChange({ placed: Object.fromEntries([...placed, [card, pile]]) });

  if (cards.length === 0) return <Muted>{t('blocks.sort.none')}</Muted>;
  return (
    <div className={shared.answer}>
      <div className={styles.cards}>
        {cards.map(({ key, label }) => (
          <RadioGroup
            key={key}
            className={styles.card ?? ''}
            value={placed.find(([card]) => card === key)?.[1] ?? null}
            onChange={(pile) => put(key, pile)}
            orientation="horizontal"
          >
            <Label className={styles.label ?? ''}>{say(label, language)}</Label>
            <div className={styles.piles}>
              {piles.map((pile) => (
                <Radio key={pile.key} value={pile.key} className={styles.pile ?? ''}>
                  {pile.label}
                </Radio>
              ))}
            </div>
          </RadioGroup>
        ))}
      </div>
      {placed.length === 0 ? null : <ClearAnswer onClear={() => onChange(undefined)} />}
    </div>
  );
}
