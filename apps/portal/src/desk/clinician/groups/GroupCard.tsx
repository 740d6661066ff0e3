import { Link } from 'react-router';
import { Button, Card, useToast } from '../../../ui/index.js';
import { CloseWeekDocument, OpenCohortWeekDocument, type CohortPartsFragment } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import { refetch } from '../programs/refetch.js';
import {
  currentOf,
  nextOf,
  openName,
  useWays,
  weekName,
  weeksOf,
  type Way,
  type Week,
} from '../programs/use-ways.js';
import styles from '../../Desk.module.css';

/** One group: where each of its members is, and the next week for all of them. */
export function GroupCard({ group }: { group: CohortPartsFragment }) {
  const say = useText();
  const toast = useToast();
  const ways = new Map(
    useWays(group.members.map(({ enrollment }) => enrollment)).map((way) => [way.id, way]),
  );
  const opening = useSubmit(OpenCohortWeekDocument, ({ openCohortWeek }) => openCohortWeek, { refetch });
  const closing = useSubmit(CloseWeekDocument, ({ closeWeek }) => closeWeek, { refetch });
  const refused = opening.refused ?? closing.refused;
  const opened = [...ways.values()].flatMap((way) => {
    const next = nextOf(weeksOf(way));
    return way.viewerCanOpenNext && next ? [next] : [];
  });

  const close = async (weeks: readonly Week[]): Promise<void> => {
    for (const { id: weekId } of weeks) if (!(await closing.submit({ weekId }))) return;
    toast({ text: say('program.closed') });
  };
  const open = async (): Promise<void> => {
    if (!(await opening.submit({ cohortId: group.id }))) return;
    toast({ text: say('groups.opened', { count: opened.length }), undo: () => void close(opened) });
  };
  return (
    <Card>
      <div>
        <h2>{group.name}</h2>
        <p className={styles.muted}>{group.programTitle}</p>
      </div>
      {group.members.length === 0 ? <p>{say('groups.nobody')}</p> : null}
      <ul className={styles.list}>
        {group.members.map(({ clientId, clientName, enrollment }) => {
          const way = ways.get(enrollment.id);
          return (
            <li key={clientId} className={styles.item}>
              <Link to={`/clients/${clientId}`}>{clientName}</Link>
              {way ? <Where way={way} /> : null}
            </li>
          );
        })}
      </ul>
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      {group.viewerCanOpenNext ? (
        <>
          <div>
            <Button isDisabled={opening.isBusy} onPress={() => void open()}>
              {labelOf(say, opened)}
            </Button>
          </div>
          <p className={styles.muted}>{say('groups.openNote')}</p>
        </>
      ) : null}
    </Card>
  );
}

/** The week itself where it is the same for everybody. */
function labelOf(say: ReturnType<typeof useText>, opened: readonly Week[]): string {
  const [name, ...others] = new Set(opened.map((week) => openName(say, week)));
  return name && others.length === 0 ? say('groups.openThis', { open: name }) : say('groups.open');
}

/** In words that may wrap: titles are long, and phones narrow. */
function Where({ way }: { way: Way }) {
  const say = useText();
  const current = currentOf(weeksOf(way));
  return (
    <span className={styles.muted}>
      {way.endedAt
        ? say('groups.ended')
        : current
          ? say('groups.at', { week: weekName(say, current) })
          : say('groups.nothingOpen')}
    </span>
  );
}
