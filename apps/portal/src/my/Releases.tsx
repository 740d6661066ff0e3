import { BlockRead } from '../blocks/index.js';
import { Stack } from '../ui/index.js';
import type { ReadingRoomQuery } from './gql/graphql.js';
import { useText } from './text.js';
import styles from './My.module.css';

export type Release = Pick<
  NonNullable<ReadingRoomQuery['jointPart']>['releases'][number],
  'id' | 'authorName' | 'authorIndex' | 'isOwn' | 'kind' | 'wording' | 'language' | 'value'
>;

/** What was opened, by who wrote it. The preview before an opening is drawn by the same, so that it cannot differ from it. */
export function Releases({ releases, level = 2 }: { releases: readonly Release[]; level?: 2 | 3 }) {
  const say = useText();
  const Heading = `h${level}` as const;
  return (
    <div className={styles.released}>
      {byAuthor(releases).map((own) => (
        <article key={own[0].id} className={styles.answer}>
          <Heading>
            {own[0].isOwn ? say('reading.own') : say('reading.from', { name: own[0].authorName })}
          </Heading>
          <Stack gap={4}>
            {own.map(({ id, kind, wording, language, value }) => (
              <BlockRead key={id} {...{ kind, wording, language, value }} level={level === 2 ? 3 : 4} />
            ))}
          </Stack>
        </article>
      ))}
    </div>
  );
}

type OfOne = [Release, ...Release[]];

/** They come author by author. */
function byAuthor(releases: readonly Release[]): OfOne[] {
  const authors: OfOne[] = [];
  for (const release of releases) {
    const before = authors.at(-1);
    if (before?.[0].authorIndex === release.authorIndex) before.push(release);
    else authors.push([release]);
  }
  return authors;
}
