import { dayOf } from '../../lib/format.js';
import { Stack } from '../../ui/index.js';
import { useAsk } from '../ask.js';
import { TogetherTodayDocument, type TogetherTodayQuery } from '../gql/graphql.js';
import { linkTo } from '../navigation.js';
import { useText } from '../text.js';
import { JointCheckCard } from './JointCheckCard.js';
import styles from '../My.module.css';

const nothing: TogetherTodayQuery = { jointChecks: [], keptTogether: [] };

/** What Today holds of joint work that somebody did together. Mostly there is nothing, and Today does not wait for it. */
export function useTogetherToday(): TogetherTodayQuery {
  const { asked } = useAsk(TogetherTodayDocument, {});
  return asked.is === 'HERE' ? asked.data : nothing;
}

/** How it was, asked of each alone. */
export function JointChecks({ checks }: { checks: TogetherTodayQuery['jointChecks'] }) {
  return checks.map((check) => <JointCheckCard key={check.id} check={check} />);
}

/** Where partners kept something. */
export function KeptTogether({ kept }: { kept: TogetherTodayQuery['keptTogether'] }) {
  const say = useText();
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="kept-together">
      <Stack gap={2}>
        <h2 id="kept-together">{say('kept.title')}</h2>
        <ul className={styles.shared}>
          {kept.map(({ id, title, keptAt }) => (
            <li key={id}>
              <a {...linkTo({ at: 'KEPT', id })}>{title}</a>
              <span className={styles.muted}>{dayOf(keptAt, say.language)}</span>
            </li>
          ))}
        </ul>
      </Stack>
    </section>
  );
}
