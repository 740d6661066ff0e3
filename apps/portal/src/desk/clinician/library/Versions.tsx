import { useQuery } from '@apollo/client/react';
import { moment } from '../../../lib/format.js';
import { ExerciseVersionsDocument } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import desk from '../../Desk.module.css';

/** How an own exercise came to be what it is. What was given keeps its version. */
export function Versions({ exerciseId }: { exerciseId: string }) {
  const say = useText();
  const { data } = useQuery(ExerciseVersionsDocument, { variables: { exerciseId } });
  const versions = data?.exerciseDraft?.versions ?? [];
  if (versions.length === 0) return null;
  return (
    <section className={desk.section} aria-labelledby="versions">
      <h2 id="versions">{say('own.versions')}</h2>
      <ul className={desk.list}>
        {versions.map(({ id, version, publishedAt, publishedByName, note }) => (
          <li key={id} className={desk.item}>
            <span className={desk.itemText}>
              <span>
                {say('own.versionLine', {
                  version,
                  name: publishedByName,
                  when: moment(publishedAt, say.language),
                })}
              </span>
              {note ? <span className={desk.muted}>{note}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
