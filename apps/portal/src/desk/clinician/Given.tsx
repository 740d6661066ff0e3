import { dayOf, listed } from '../../lib/format.js';
import { Button, Card, EmptyState, useToast } from '../../ui/index.js';
import {
  OpenInSessionDocument,
  RestoreAssignmentDocument,
  WithdrawAssignmentDocument,
} from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import { RhythmLine } from './rhythm/RhythmLine.js';
import { inputAgain } from './rhythm/rhythm-draft.js';
import { rhythmWords } from './rhythm/rhythm-words.js';
import { SharedLine } from './SharedLine.js';
import type { Assignment } from './use-given.js';
import styles from '../Desk.module.css';

const refetch = ['ClientScreen', 'CoupleScreen', 'CaseloadScreen'];

/** What was given, newest first. Whether anything was opened or begun is nobody's business but the client's. */
export function Given({
  given,
  ofCouple,
  isReadOnly,
}: {
  given: readonly Assignment[];
  /** Each line says for whom; what came back stands in that person's room. */
  ofCouple?: boolean;
  isReadOnly?: boolean;
}) {
  const say = useText();
  return (
    <section className={styles.section} aria-labelledby="given">
      <h2 id="given">{say(ofCouple ? 'couple.given' : 'client.given')}</h2>
      {given.length === 0 ? <EmptyState>{say('client.nothingGiven')}</EmptyState> : null}
      {given.map((assignment) => (
        <AssignmentCard
          key={assignment.id}
          assignment={assignment}
          ofCouple={ofCouple ?? false}
          isReadOnly={isReadOnly ?? false}
        />
      ))}
    </section>
  );
}

function AssignmentCard({
  assignment,
  ofCouple,
  isReadOnly,
}: {
  assignment: Assignment;
  ofCouple: boolean;
  isReadOnly: boolean;
}) {
  const say = useText();
  const toast = useToast();
  const withdrawing = useSubmit(WithdrawAssignmentDocument, ({ withdrawAssignment }) => withdrawAssignment, {
    refetch,
  });
  const restoring = useSubmit(RestoreAssignmentDocument, ({ restoreAssignment }) => restoreAssignment, {
    refetch,
  });
  const opening = useSubmit(OpenInSessionDocument, ({ openInSession }) => openInSession, { refetch });
  const refused = withdrawing.refused ?? restoring.refused ?? opening.refused;
  const { id: assignmentId, exerciseTitle: title } = assignment;

  const restore = async (): Promise<void> => {
    if (await restoring.submit({ assignmentId })) toast({ text: say('client.restored', { title }) });
  };
  const withdraw = async (): Promise<void> => {
    if (!(await withdrawing.submit({ assignmentId }))) return;
    toast({ text: say('client.withdrawn', { title }), undo: () => void restore() });
  };
  const open = async (): Promise<void> => {
    if (await opening.submit({ assignmentId })) toast({ text: say('client.opened', { title }) });
  };
  const about = [
    say('client.givenOn', { day: dayOf(assignment.assignedAt, say.language) }),
    assignment.rhythm.kind === 'ONCE' ? null : rhythmWords(say, inputAgain(assignment.rhythm)),
    ofCouple
      ? say('client.givenTo', {
          names: listed(
            assignment.turns.map(({ clientName, role }) =>
              role ? say('client.asRole', { name: clientName, role: say(`role.${role}`) }) : clientName,
            ),
            say.language,
          ),
        })
      : null,
    assignment.withdrawnAt ? say('client.isWithdrawn') : null,
    assignment.viewerCanOpenInSession ? say('client.waits') : null,
  ].filter(Boolean);
  return (
    <Card>
      <RhythmLine
        assignment={assignment}
        isReadOnly={isReadOnly}
        head={
          <>
            <h3>{title}</h3>
            <p className={styles.muted}>{about.join(' · ')}</p>
            <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
          </>
        }
      >
        {isReadOnly ? null : assignment.withdrawnAt ? (
          assignment.viewerCanRestore ? (
            <Button
              look="link"
              aria-label={say('client.restoreThis', { title })}
              onPress={() => void restore()}
            >
              {say('client.restore')}
            </Button>
          ) : null
        ) : assignment.viewerCanWithdraw ? (
          <Button
            look="link"
            aria-label={say('client.withdrawThis', { title })}
            onPress={() => void withdraw()}
          >
            {say('client.withdraw')}
          </Button>
        ) : null}
      </RhythmLine>
      {assignment.viewerCanOpenInSession && !isReadOnly ? (
        <div className={styles.acts}>
          <Button
            aria-label={say('client.openThis', { title })}
            isDisabled={opening.isBusy}
            onPress={() => void open()}
          >
            {say('client.openNow')}
          </Button>
        </div>
      ) : null}
      {ofCouple ? null : assignment.reflections.length === 0 ? (
        <p className={styles.muted}>{say('client.nothingShared')}</p>
      ) : (
        <ul className={styles.list}>
          {assignment.reflections.map((shared) => (
            <SharedLine key={shared.id} shared={shared} />
          ))}
        </ul>
      )}
    </Card>
  );
}
