import { ChooseOne, ChooseSome, TextField } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import { useText } from '../../text.js';
import { canCount, choices, type Choice, type Ends, isWeekly, type RhythmDraft } from './rhythm-draft.js';
import { weekdayName, weekdays } from './rhythm-words.js';
import styles from '../../Desk.module.css';

const fewWeeks = [3, 4, 5, 6, 8, 10, 12];
const times = [2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 26, 52];
const lastDay = 31;

/** How often, one question after the other: only what the choice knows is asked. */
export function RhythmFields({
  draft,
  onChange,
}: {
  draft: RhythmDraft;
  onChange: (draft: RhythmDraft) => void;
}) {
  const say = useText();
  const { choice, weeks, weekdays: on, monthDay, endsOn, endsAfter } = draft;
  const set = (change: Partial<RhythmDraft>): void => onChange({ ...draft, ...change });
  const ends = draft.ends === 'AFTER' && !canCount(choice) ? 'NEVER' : draft.ends;
  const counts = (options: readonly number[], now: number): number[] =>
    [...new Set([...options, now])].sort((one, other) => one - other);
  return (
    <>
      <ChooseOne<Choice>
        label={say('assign.howOften')}
        hideLabel
        beside
        value={choice}
        onChange={(chosen) => set({ choice: chosen })}
        options={choices.map((value) => ({ value, label: say(`assign.rhythm.${value}`) }))}
      />
      {choice === 'EVERY_FEW_WEEKS' ? (
        <Select
          label={say('rhythm.weeks')}
          value={String(weeks)}
          onChange={(value) => set({ weeks: Number(value) })}
          options={counts(fewWeeks, weeks).map((count) => ({
            value: String(count),
            label: say('rhythm.WEEKLY', { weeks: count }),
          }))}
        />
      ) : null}
      {isWeekly(choice) ? (
        <ChooseSome
          label={say('rhythm.days')}
          description={say('rhythm.daysHint')}
          beside
          value={on}
          onChange={(days) => set({ weekdays: days })}
          options={weekdays.map((value) => ({ value, label: weekdayName(value, say.language) }))}
        />
      ) : null}
      {choice === 'MONTHLY' ? (
        <Select
          label={say('rhythm.monthDay')}
          description={say('rhythm.monthDayHint')}
          value={String(monthDay)}
          onChange={(value) => set({ monthDay: Number(value) })}
          options={Array.from({ length: lastDay }, (_, index) => ({
            value: String(index + 1),
            label:
              index + 1 === lastDay ? say('rhythm.lastDay') : say('rhythm.dayOfMonth', { day: index + 1 }),
          }))}
        />
      ) : null}
      {choice === 'ONCE' ? null : (
        <div className={styles.two}>
          <Select<Ends>
            label={say('rhythm.ends')}
            value={ends}
            onChange={(value) => set({ ends: value })}
            options={(canCount(choice)
              ? (['NEVER', 'ON', 'AFTER'] as const)
              : (['NEVER', 'ON'] as const)
            ).map((value) => ({ value, label: say(`rhythm.ends.${value}`) }))}
          />
          {ends === 'ON' ? (
            <TextField
              label={say('rhythm.endsOn')}
              type="date"
              value={endsOn}
              onChange={(day) => set({ endsOn: day })}
            />
          ) : null}
          {ends === 'AFTER' ? (
            <Select
              label={say('rhythm.endsAfter')}
              value={String(endsAfter)}
              onChange={(value) => set({ endsAfter: Number(value) })}
              options={counts(times, endsAfter).map((count) => ({
                value: String(count),
                label: say('rhythm.timesInAll', { count }),
              }))}
            />
          ) : null}
        </div>
      )}
    </>
  );
}
