import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { moment } from '../../../lib/format.js';
import { Tag } from '../../../ui/index.js';
import { OwnExercisesDocument, type OwnExercisesQuery } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import desk from '../../Desk.module.css';

type Own = OwnExercisesQuery['ownExercises'][number];

/** What the viewer and the practice have of their own: what is written on comes with it, what was put away is folded. */
export function OwnExercises() {
  const say = useText();
  const { data } = useQuery(OwnExercisesDocument);
  const all = data?.ownExercises ?? [];
  const kept = all.filter(({ archivedAt }) => !archivedAt);
  const away = all.filter(({ archivedAt }) => archivedAt);
  if (all.length === 0) return null;
  return (
    <section className={desk.section} aria-labelledby="own">
      <h2 id="own">{say('own.title')}</h2>
      <OwnList exercises={kept} />
      {away.length > 0 ? (
        <details className={desk.fold}>
          <summary>{say('own.away', { count: away.length })}</summary>
          <OwnList exercises={away} />
        </details>
      ) : null}
    </section>
  );
}

function OwnList({ exercises }: { exercises: readonly Own[] }) {
  const say = useText();
  return (
    <ul className={desk.list}>
      {exercises.map(({ id, slug, title, scope, isMine, ownerName, version, hasDraft, savedAt }) => (
        <li key={id} className={desk.item}>
          <span className={desk.itemText}>
            <Link to={`/library/${slug}`}>{title.trim() || say('editor.untitled')}</Link>
            <span className={desk.muted}>
              {say(isMine ? 'own.savedLine' : 'own.savedLineOf', {
                name: ownerName,
                when: moment(savedAt, say.language),
              })}
            </span>
          </span>
          <span className={desk.tags}>
            <Tag tone="info">{say(`library.origin.${scope}`)}</Tag>
            {version === null ? (
              <Tag>{say('own.draft')}</Tag>
            ) : hasDraft ? (
              <Tag>{say('own.changed')}</Tag>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
