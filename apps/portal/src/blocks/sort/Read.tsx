import type { KeptPiles } from '@rejoin/domain';
import shared from '../Blocks.module.css';
import { Lines } from '../Lines.js';
import type { ReadProps } from '../renderer.js';

/** The piles that hold something, each with its cards. How many there are is not said. */
export function SortRead({ value }: ReadProps<KeptPiles>) {
  return (
    <dl className={shared.slots}>
      {value.piles.map(({ key, label, cards }) => (
        <div key={key}>
          <dt className={shared.slotLabel}>{label}</dt>
          <dd>
            <Lines lines={cards} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
