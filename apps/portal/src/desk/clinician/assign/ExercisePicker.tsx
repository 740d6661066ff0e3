import { useState } from 'react';
import { Button, EmptyState, ErrorState, Loading } from '../../../ui/index.js';
import { SearchList } from '../../../ui/SearchList.js';
import type { LibraryQuery } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { ExercisePreview } from './ExercisePreview.js';
import styles from '../../Desk.module.css';

export type LibraryExercise = LibraryQuery['library'][number];

/** The first line of the sheet: search and choose; then the chosen one, with what to know before giving it. */
export function ExercisePicker({
  offered,
  chosen,
  onChoose,
  error,
  onRetry,
}: {
  /** Undefined while the library is on its way. */
  offered: readonly LibraryExercise[] | undefined;
  chosen: LibraryExercise | undefined;
  onChoose: (slug: string | null) => void;
  error: unknown;
  onRetry: () => void;
}) {
  const say = useText();
  const [isPreviewed, setPreviewed] = useState(false);
  if (!offered) return error ? <ErrorState error={error} onRetry={onRetry} /> : <Loading />;
  if (offered.length === 0) return <EmptyState>{say('assign.noExercises')}</EmptyState>;
  if (!chosen) {
    return (
      <SearchList
        label={say('assign.search')}
        listLabel={say('assign.exercises')}
        found={(count) => say('assign.found', { count })}
        autoFocus
        onChoose={onChoose}
        options={offered.map(({ slug, title, minutes, summary }) => ({
          value: slug,
          label: title,
          description: `${say('assign.minutes', { minutes })} · ${summary}`,
        }))}
      />
    );
  }
  return (
    <section className={styles.chosen} aria-label={say('assign.exercise')}>
      <div className={styles.top}>
        <div>
          <h3>{chosen.title}</h3>
          <p className={styles.muted}>{say('assign.minutes', { minutes: chosen.minutes })}</p>
        </div>
        <Button look="link" onPress={() => onChoose(null)}>
          {say('assign.another')}
        </Button>
      </div>
      <div>
        <h4 className={styles.caution}>{say('assign.caution')}</h4>
        <p className={styles.muted}>{chosen.contraindications}</p>
      </div>
      <details className={styles.fold} onToggle={({ currentTarget }) => setPreviewed(currentTarget.open)}>
        <summary>{say('assign.preview')}</summary>
        <div className={styles.folded}>
          <p>{chosen.summary}</p>
          <p>{say('assign.sees', { what: chosen.sees })}</p>
          {isPreviewed ? <ExercisePreview slug={chosen.slug} /> : null}
        </div>
      </details>
    </section>
  );
}
