import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { doorwayValues } from '@rejoin/domain';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button, EmptyState, ErrorState, Loading, Tag, TextField, Title } from '../../../ui/index.js';
import { LibraryScreenDocument, ProgramsDocument, type LibraryScreenQuery } from '../../gql/graphql.js';
import { holds } from '../../../lib/find.js';
import { useShortcuts } from '../../shortcuts.js';
import { useText } from '../../text.js';
import { findExercises } from './find-exercises.js';
import { BringSheet } from './BringSheet.js';
import { OwnExercises } from './OwnExercises.js';
import { Programs } from './Programs.js';
import styles from './Library.module.css';
import desk from '../../Desk.module.css';

type Doorway = (typeof doorwayValues)[number];
type Exercise = LibraryScreenQuery['library'][number] & { moments: string[] };

const isDoorway = (name: string): name is Doorway => (doorwayValues as readonly string[]).includes(name);

/**
 * What there is to give. It opens on the moments people come with, because that is how a clinician thinks of it; a search
 * looks through every word. Both stand in the address, so that the way back leads where one was.
 */
export function LibraryScreen() {
  const say = useText();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(LibraryScreenDocument);
  const programs = useQuery(ProgramsDocument);
  const [params, setParams] = useSearchParams();
  const [isBringing, setBringing] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLElement>(null);

  const kept = params.get('q') ?? '';
  // The address follows what is typed, and not at once: a field that waited for it would lose letters.
  const [typed, setTyped] = useState(kept);
  useEffect(() => {
    if (document.activeElement !== search.current) setTyped(kept);
  }, [kept]);
  const asked = params.get('moment') ?? '';
  const moment = isDoorway(asked) ? asked : null;
  const exercises = (data?.library ?? []).map((exercise): Exercise => ({
    ...exercise,
    moments: exercise.doorways.filter(isDoorway).map((doorway) => say(`moment.${doorway}`)),
  }));
  const whole = exercises.filter(({ isCheckIn }) => !isCheckIn);
  const checkIns = exercises.filter(({ isCheckIn }) => isCheckIn);
  const isSearching = typed.trim() !== '';
  const found = isSearching
    ? findExercises(exercises, typed)
    : moment
      ? whole.filter(({ doorways }) => doorways.includes(moment))
      : [];
  const first = isSearching ? found[0] : undefined;
  const offered = (programs.data?.programs ?? []).filter(
    ({ title, summary, weeks }) =>
      !isSearching || holds([title, summary, ...weeks.map((week) => week.title)].join(' '), typed),
  );
  const isTheme = (program: { isPinned: boolean }): boolean => program.isPinned && !isSearching;

  const links = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('a[data-exercise], a[data-moment]') ?? []),
  ];
  const step = (by: 1 | -1): void => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  };
  useShortcuts({ '/': () => search.current?.focus(), j: () => step(1), k: () => step(-1) });

  return (
    <>
      <div className={desk.top}>
        <Title>{say('library.title')}</Title>
        <div className={desk.acts}>
          <Button onPress={() => setBringing(true)}>{say('own.bring')}</Button>
        </div>
      </div>
      <div className={styles.search}>
        <TextField
          ref={search}
          label={say('library.search')}
          description={say('library.searchHint')}
          type="search"
          value={typed}
          onChange={(words) => {
            setTyped(words);
            setParams(words ? { q: words } : {}, { replace: true });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first) void navigate(`/library/${first.slug}`);
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              links()[0]?.focus();
            }
          }}
          autoComplete="off"
        />
      </div>
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      {data && !moment ? <Programs programs={offered.filter(isTheme)} /> : null}
      {data ? (
        <section ref={list} className={desk.section} aria-labelledby="exercises">
          <div role="status" className={desk.muted}>
            {isSearching ? say('library.found', { count: found.length }) : null}
          </div>
          {isSearching ? (
            <h2 id="exercises" className={styles.quiet}>
              {say('library.results')}
            </h2>
          ) : moment ? (
            <div className={desk.top}>
              <h2 id="exercises">{say(`moment.${moment}`)}</h2>
              <Link to="/library">{say('library.allMoments')}</Link>
            </div>
          ) : (
            <h2 id="exercises">{say('library.moments')}</h2>
          )}
          {moment && !isSearching && found.length === 0 ? (
            <EmptyState>{say('library.nothingYet')}</EmptyState>
          ) : isSearching || moment ? (
            <Exercises exercises={found} first={first} />
          ) : (
            <>
              <Moments exercises={whole} />
              <Fold summary={say('library.everything', { count: whole.length })} exercises={whole} />
              {checkIns.length > 0 ? (
                <Fold summary={say('library.checkIns', { count: checkIns.length })} exercises={checkIns} />
              ) : null}
            </>
          )}
        </section>
      ) : null}
      {data && !moment && !isSearching ? <OwnExercises /> : null}
      {data && !moment && !(isSearching && offered.length === 0) ? (
        <section className={desk.section} aria-labelledby="programs">
          <h2 id="programs">{say('library.programs')}</h2>
          {programs.data ? (
            <Programs programs={offered.filter((program) => !isTheme(program))} />
          ) : programs.error ? (
            <ErrorState error={programs.error} onRetry={() => void programs.refetch()} />
          ) : (
            <Loading />
          )}
        </section>
      ) : null}
      <BringSheet isOpen={isBringing} onClose={() => setBringing(false)} />
    </>
  );
}

/** The eight doorways, each with what stands behind it. */
function Moments({ exercises }: { exercises: readonly Exercise[] }) {
  const say = useText();
  return (
    <ul className={styles.moments}>
      {doorwayValues.map((doorway) => {
        const behind = exercises.filter(({ doorways }) => doorways.includes(doorway));
        return (
          <li key={doorway}>
            <Link to={`/library?moment=${doorway}`} className={styles.moment} data-moment="">
              <strong>{say(`moment.${doorway}`)}</strong>
              <span className={desk.muted}>{behind.map(({ title }) => title).join(' · ')}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** All of one sort, by title. */
function Fold({ summary, exercises }: { summary: string; exercises: readonly Exercise[] }) {
  const say = useText();
  return (
    <details className={desk.fold}>
      <summary>{summary}</summary>
      <div className={desk.folded}>
        <Exercises
          exercises={[...exercises].sort((one, other) => one.title.localeCompare(other.title, say.language))}
        />
      </div>
    </details>
  );
}

function Exercises({ exercises, first }: { exercises: readonly Exercise[]; first?: Exercise | undefined }) {
  const say = useText();
  return (
    <ul className={styles.exercises}>
      {exercises.map((exercise) => {
        const { slug, title, origin, summary, minutes, isForCouples, isCheckIn } = exercise;
        return (
          <li key={slug} className={styles.exercise} data-first={exercise === first}>
            <div className={desk.personName}>
              <Link to={`/library/${slug}`} data-exercise="">
                {title}
              </Link>
              <Tag>{say('assign.minutes', { minutes })}</Tag>
              {origin === 'BUILT_IN' ? null : <Tag tone="info">{say(`library.origin.${origin}`)}</Tag>}
              {isCheckIn ? <Tag tone="soft">{say('library.checkIn')}</Tag> : null}
              {isForCouples ? <Tag>{say('library.forCouples')}</Tag> : null}
            </div>
            <p>{summary}</p>
          </li>
        );
      })}
    </ul>
  );
}
