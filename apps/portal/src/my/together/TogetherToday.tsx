import { dayOf } from '../../lib/format.js';
import { Stack } from '../../ui/index.js';
import { useAsk } from '../ask.js';
import { TogetherTodayDocument } from '../gql/graphql.js';
import { linkTo } from '../navigation.js';
import { useText } from '../text.js';
import { JointCheckCard } from './JointCheckCard.js';
import styles from '../My.module.css';

/** On Today: how something done together was, asked of each alone; and what partners kept. Mostly there is neither. */
export function TogetherToday() {
  const say = useText();
  const { asked } = useAsk(TogetherTodayDocument, {});
  if (asked.is !== 'HERE') return null;
  const { jointChecks, keptTogether } = asked.data;
  return (
    <>
      {jointChecks.map((check) => (
        <JointCheckCard key={check.id} check={check} />
      ))}
      {keptTogether.length > 0 ? (
        <section aria-labelledby="kept-together">
          <Stack gap={2}>
            <h2 id="kept-together">{say('kept.title')}</h2>
            <ul className={styles.shared}>
              {keptTogether.map(({ id, title, keptAt }) => (
                <li key={id}>
                  <a {...linkTo({ at: 'KEPT', id })}>{title}</a>
                  <span className={styles.muted}>{dayOf(keptAt, say.language)}</span>
                </li>
              ))}
            </ul>
          </Stack>
        </section>
      ) : null}
    </>
  );
}
