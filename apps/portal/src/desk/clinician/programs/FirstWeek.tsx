import { ChooseOne } from '../../../ui/index.js';
import { useText } from '../../text.js';

/** Whether a program that is begun opens its first week, or waits for a hand. */
export function FirstWeek({ isNow, onChange }: { isNow: boolean; onChange: (isNow: boolean) => void }) {
  const say = useText();
  return (
    <ChooseOne<'NOW' | 'LATER'>
      label={say('program.first')}
      beside
      value={isNow ? 'NOW' : 'LATER'}
      onChange={(when) => onChange(when === 'NOW')}
      options={(['NOW', 'LATER'] as const).map((value) => ({ value, label: say(`program.first.${value}`) }))}
    />
  );
}
