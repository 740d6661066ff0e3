import { choiceWording, limits, say, type BlockOf, type ChoiceValue } from '@rejoin/domain';
import { useTextOf } from '../../lib/text.js';
import { ChooseOne, ChooseSome, TextField } from '../../ui/index.js';
import styles from '../Blocks.module.css';
import { ClearAnswer } from '../ClearAnswer.js';
import type { BlocksMessage } from '../messages.js';
import type { RunProps } from '../renderer.js';

// Option keys are lower-case, so these two can never be taken for one.
const OTHER = 'OTHER';
const DECLINED = 'DECLINED';

/** One or many of some options, with a line of one's own where the exercise offers it, and always a way not to say. */
export function ChoiceRun({
  block,
  language,
  value,
  onChange,
  isNeutral,
}: RunProps<BlockOf<'CHOICE'>, ChoiceValue>) {
  const t = useTextOf<BlocksMessage>();
  const reworded = (isNeutral ? block.neutral?.options : undefined) ?? [];
  const label = say(((isNeutral ? block.neutral : undefined) ?? block).prompt, language);
  const options = [
    ...block.options.map((option) => ({
      value: option.key,
      label: say((reworded.find(({ key }) => key === option.key) ?? option).label, language),
    })),
    ...(block.somethingElse === true
      ? [{ value: OTHER, label: say(choiceWording.somethingElse, language) }]
      : []),
    { value: DECLINED, label: say(choiceWording.declined, language) },
  ];
  const chosen = chosenIn(value);

  const choose = (next: readonly string[]) => {
    const wasDeclined = chosen.includes(DECLINED);
    if (next.includes(DECLINED) && !wasDeclined) return onChange({ picked: [], declined: true });
    const picked = next.filter((key) => key !== DECLINED && key !== OTHER);
    const other = next.includes(OTHER) ? { other: value?.other ?? '' } : {};
    return onChange(picked.length === 0 && !next.includes(OTHER) ? undefined : { picked, ...other });
  };

  return (
    <div className={styles.answer}>
      {block.many === true ? (
        <ChooseSome label={label} hideLabel options={options} value={chosen} onChange={choose} />
      ) : (
        <ChooseOne
          label={label}
          hideLabel
          options={options}
          value={chosen[0] ?? null}
          onChange={(key) => choose([key])}
        />
      )}
      {value?.other === undefined ? null : (
        <TextField
          label={t('blocks.choice.other')}
          value={value.other}
          onChange={(other) => onChange({ ...value, other })}
          limit={limits.other}
        />
      )}
      {value === undefined || block.many === true ? null : (
        <ClearAnswer onClear={() => onChange(undefined)} />
      )}
    </div>
  );
}

function chosenIn(value: ChoiceValue | undefined): string[] {
  if (value === undefined) return [];
  if (value.declined === true) return [DECLINED];
  return [...value.picked, ...(value.other === undefined ? [] : [OTHER])];
}
