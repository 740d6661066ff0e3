import { useQuery } from '@apollo/client/react';
import { Button, EmptyState, ErrorState, Loading } from '../../../ui/index.js';
import { SearchList } from '../../../ui/SearchList.js';
import { ProgramsDocument, type ProgramCare } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { Caution, Outline } from './Outline.js';
import styles from '../../Desk.module.css';

/** Search and choose among the programs that fit; then the chosen one, with what to know before beginning it. */
export function ProgramPicker({
  care,
  slug,
  onChoose,
  autoFocus = false,
}: {
  /** Null: not known yet whom it is for. */
  care: ProgramCare | null;
  slug: string | null;
  onChoose: (slug: string | null) => void;
  autoFocus?: boolean;
}) {
  const say = useText();
  const { data, error, refetch } = useQuery(ProgramsDocument);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const offered = data.programs.filter((program) => care === null || program.care === care);
  const chosen = offered.find((program) => program.slug === slug);
  if (offered.length === 0) return <EmptyState>{say('program.noneFits')}</EmptyState>;
  if (!chosen) {
    return (
      <SearchList
        label={say('program.search')}
        listLabel={say('program.list')}
        found={(count) => say('program.found', { count })}
        autoFocus={autoFocus}
        onChoose={onChoose}
        options={offered.map(({ slug: value, title, summary, weeks, isPinned }) => ({
          value,
          label: title,
          description: [
            isPinned ? say('program.pinned') : null,
            say('program.length', { count: weeks.length }),
            summary,
          ]
            .filter(Boolean)
            .join(' · '),
        }))}
      />
    );
  }
  return (
    <section className={styles.chosen} aria-label={say('program.heading')}>
      <div className={styles.top}>
        <div>
          <h3>{chosen.title}</h3>
          <p className={styles.muted}>{say('program.length', { count: chosen.weeks.length })}</p>
        </div>
        <Button look="link" onPress={() => onChoose(null)}>
          {say('assign.another')}
        </Button>
      </div>
      <p>{chosen.summary}</p>
      <Caution program={chosen} />
      <details className={styles.fold}>
        <summary>{say('program.weeks')}</summary>
        <div className={styles.folded}>
          <Outline program={chosen} />
        </div>
      </details>
    </section>
  );
}
