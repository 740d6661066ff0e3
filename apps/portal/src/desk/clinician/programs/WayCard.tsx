import { useState } from 'react';
import { Ellipsis } from 'lucide-react';
import { dayOf } from '../../../lib/format.js';
import { Button, Card, Dialog, Tag, useToast } from '../../../ui/index.js';
import { Menu } from '../../../ui/Menu.js';
import {
  CloseWeekDocument,
  EndEnrollmentDocument,
  OpenNextWeekDocument,
  RestoreEnrollmentDocument,
  type WeekRoleInput,
} from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import type { Target } from '../assign/use-recipients.js';
import { ArrangeForm } from './ArrangeForm.js';
import { NextWeek } from './NextWeek.js';
import { refetch } from './refetch.js';
import { nextOf, weekName, weeksOf, type Way, type Week } from './use-ways.js';
import styles from './Programs.module.css';
import desk from '../../Desk.module.css';

/** One way through a program: its weeks in their order, and the one that can be opened next. */
export function WayCard({ way, target, isReadOnly }: { way: Way; target: Target; isReadOnly: boolean }) {
  const say = useText();
  const toast = useToast();
  const [isArranging, setArranging] = useState(false);
  const opening = useSubmit(OpenNextWeekDocument, ({ openNextWeek }) => openNextWeek, { refetch });
  const closing = useSubmit(CloseWeekDocument, ({ closeWeek }) => closeWeek, { refetch });
  const ending = useSubmit(EndEnrollmentDocument, ({ endEnrollment }) => endEnrollment, { refetch });
  const going = useSubmit(RestoreEnrollmentDocument, ({ restoreEnrollment }) => restoreEnrollment, {
    refetch,
  });
  const refused = opening.refused ?? closing.refused ?? ending.refused ?? going.refused;
  const { id: enrollmentId, programTitle: title } = way;
  const weeks = weeksOf(way);
  const next = nextOf(weeks);

  const close = async (weekId: string): Promise<void> => {
    if (await closing.submit({ weekId })) toast({ text: say('program.closed') });
  };
  const open = async (week: Week, roles: WeekRoleInput[]): Promise<void> => {
    if (!(await opening.submit({ enrollmentId, ...(roles.length > 0 ? { roles } : {}) }))) return;
    toast({ text: say('program.opened', { week: weekName(say, week) }), undo: () => void close(week.id) });
  };
  const restore = async (): Promise<void> => {
    if (await going.submit({ enrollmentId })) toast({ text: say('program.restored', { title }) });
  };
  const end = async (): Promise<void> => {
    if (!(await ending.submit({ enrollmentId }))) return;
    toast({ text: say('program.ended', { title }), undo: () => void restore() });
  };
  return (
    <Card>
      <div className={styles.head}>
        <div>
          <h3>{title}</h3>
          <p className={desk.muted}>
            {[
              progressOf(say, weeks),
              way.opens === 'AFTER_REVIEW' && next ? say('program.afterReview') : null,
              way.cohortName ? say('program.inGroup', { name: way.cohortName }) : null,
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
        </div>
        {isReadOnly ? null : (
          <Menu
            label={say('program.menu', { title })}
            actions={[
              ...(weeks.some(({ openedAt }) => !openedAt)
                ? [{ id: 'arrange', label: say('program.arrange'), onAction: () => setArranging(true) }]
                : []),
              { id: 'end', label: say('program.end'), onAction: () => void end() },
            ]}
          >
            <Ellipsis size={20} aria-hidden="true" />
          </Menu>
        )}
      </div>
      <div role="alert">{refused ? <p className={desk.banner}>{refused.text}</p> : null}</div>
      <ol className={styles.weeks} aria-label={say('program.weeksOf', { title })}>
        {weeks.map((week) => (
          <li key={week.id} className={styles.week} data-next={week === next}>
            <div className={styles.weekLine}>
              <span className={week.isSkipped ? styles.skipped : undefined}>{weekName(say, week)}</span>
              <WeekState week={week} isNext={week === next} />
            </div>
            {week === next ? (
              <NextWeek
                week={week}
                target={target}
                canOpen={!isReadOnly && way.viewerCanOpenNext}
                isBusy={opening.isBusy}
                onOpen={(roles) => void open(week, roles)}
              />
            ) : null}
          </li>
        ))}
      </ol>
      <Dialog
        shape="sheet"
        title={say('program.arrange')}
        isOpen={isArranging}
        onClose={() => setArranging(false)}
      >
        <ArrangeForm way={way} onDone={() => setArranging(false)} />
      </Dialog>
    </Card>
  );
}

/** How far the way is open, without a word on what came of it. */
function progressOf(say: ReturnType<typeof useText>, weeks: readonly Week[]): string {
  const counted = weeks.filter(({ number }) => number !== null);
  const opened = counted.filter(({ openedAt }) => openedAt).length;
  if (opened === 0) return say('program.waits');
  return opened === counted.length
    ? say('program.allOpen', { count: opened })
    : say('program.progress', { opened, count: counted.length });
}

function WeekState({ week: { openedAt, isSkipped }, isNext }: { week: Week; isNext: boolean }) {
  const say = useText();
  if (openedAt)
    return <Tag tone="soft">{say('program.state.OPEN', { day: dayOf(openedAt, say.language) })}</Tag>;
  if (isSkipped) return <Tag>{say('program.state.SKIPPED')}</Tag>;
  return (
    <Tag tone={isNext ? 'info' : 'plain'}>{say(isNext ? 'program.state.NEXT' : 'program.state.TO_COME')}</Tag>
  );
}

/** A way that was ended, in one line; it can go on. */
export function EndedWay({ way, isReadOnly }: { way: Way; isReadOnly: boolean }) {
  const say = useText();
  const toast = useToast();
  const { submit, refused, isBusy } = useSubmit(
    RestoreEnrollmentDocument,
    ({ restoreEnrollment }) => restoreEnrollment,
    { refetch },
  );
  const { id: enrollmentId, programTitle: title, endedAt } = way;
  const restore = async (): Promise<void> => {
    if (await submit({ enrollmentId })) toast({ text: say('program.restored', { title }) });
  };
  return (
    <li className={desk.item}>
      <span className={desk.itemText}>
        <span>{title}</span>
        <span className={desk.muted}>
          {endedAt ? say('program.endedOn', { day: dayOf(endedAt, say.language) }) : null}
        </span>
        <span role="alert">{refused ? refused.text : null}</span>
      </span>
      {isReadOnly ? null : (
        <Button
          look="link"
          aria-label={say('program.restoreThis', { title })}
          isDisabled={isBusy}
          onPress={() => void restore()}
        >
          {say('program.restore')}
        </Button>
      )}
    </li>
  );
}
