import { say, type BlockOf, type BodyValue } from '@rejoin/domain';
import { useState } from 'react';
import { useTextOf } from '../../lib/text.js';
import { ChooseOne, Tick } from '../../ui/index.js';
import styles from '../Blocks.module.css';
import type { BlocksMessage } from '../messages.js';
import type { RunProps } from '../renderer.js';
import { BreathCircle } from './BreathCircle.js';

const NOWHERE = 'NOWHERE';

/** A few slow breaths, or in the neutral form a moment with something solid. Skipping it leaves nothing behind. */
export function BodyRun({
  block,
  language,
  value,
  onChange,
  isNeutral,
}: RunProps<BlockOf<'BODY'>, BodyValue>) {
  const t = useTextOf<BlocksMessage>();
  const neutral = isNeutral ? block.neutral : undefined;
  const places = neutral?.places ?? block.places;
  const inWords = say(neutral?.inWords ?? block.inWords, language);
  const done = value?.done === true;

  const keep = (next: BodyValue) => onChange(next.done || next.place !== undefined ? next : undefined);
  const place = (key: string): BodyValue => (key === NOWHERE ? { done } : { done, place: key });
  const [wasPlaced] = useState(value?.place !== undefined);
  const shown = places?.some(({ key }) => key === value?.place) ? (value?.place ?? NOWHERE) : NOWHERE;

  const placeLabel = t(neutral === undefined ? 'blocks.body.place' : 'blocks.body.neutralPlace');

  return (
    <div className={styles.answer}>
      {neutral === undefined ? (
        <>
          <BreathCircle block={block} language={language} onEnded={() => keep({ ...value, done: true })} />
          <details className={styles.folded}>
            <summary>{t('blocks.body.inWords')}</summary>
            <p>{inWords}</p>
          </details>
        </>
      ) : (
        <p>{inWords}</p>
      )}
      <Tick isSelected={done} onChange={(isDone) => keep({ ...value, done: isDone })}>
        {t('blocks.body.done')}
      </Tick>
      {places === undefined ? null : (
        // The place is a second, smaller question, so it waits folded unless it was answered.
        <details className={styles.folded} open={wasPlaced}>
          <summary>{placeLabel}</summary>
          <ChooseOne
            label={placeLabel}
            hideLabel
            options={[
              ...places.map(({ key, label }) => ({ value: key, label: say(label, language) })),
              { value: NOWHERE, label: t('blocks.body.noPlace') },
            ]}
            value={shown}
            onChange={(key) => keep(place(key))}
          />
        </details>
      )}
    </div>
  );
}
