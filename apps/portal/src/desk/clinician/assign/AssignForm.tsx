import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { limits } from '@rejoin/domain';
import { listed } from '../../../lib/format.js';
import { Button, TextArea, useToast } from '../../../ui/index.js';
import {
  AssignExerciseDocument,
  LibraryDocument,
  WithdrawAssignmentDocument,
  type ExerciseRole,
} from '../../gql/graphql.js';
import { useSendKey } from '../../shortcuts.js';
import { useText } from '../../text.js';
import { useUnsaved } from '../../unsaved.js';
import { useSubmit } from '../../use-submit.js';
import { ExercisePicker } from './ExercisePicker.js';
import { HowOften, Meant, type Until } from './Folds.js';
import { OtherLanguage } from './OtherLanguage.js';
import { Roles } from './Roles.js';
import { type Choice, inputOf, once } from '../rhythm/rhythm-draft.js';
import type { Started } from './StartedTogether.js';
import { fitting, useRecipients, type Target } from './use-recipients.js';
import { Who } from './Who.js';
import styles from '../../Desk.module.css';

const refetch = ['ClientScreen', 'CoupleScreen', 'CaseloadScreen'];

/** The sheet's form. Once chosen, an exercise folds to one line; everyone is preselected; the rest may stay as it is. */
export function AssignForm({
  target: given,
  exercise: givenExercise,
  onDone,
  onStarted,
}: {
  target?: Target;
  exercise?: string;
  onDone: () => void;
  onStarted: (started: Started) => void;
}) {
  const say = useText();
  const toast = useToast();
  const why = useRef<HTMLTextAreaElement>(null);
  const library = useQuery(LibraryDocument);
  const [target, setTarget] = useState<Target | null>(given ?? null);
  const [slug, setSlug] = useState<string | null>(givenExercise ?? null);
  /** Null: everyone. */
  const [chosenIds, setChosenIds] = useState<readonly string[] | null>(null);
  const [roles, setRoles] = useState<Record<string, ExerciseRole>>({});
  const [rationale, setRationale] = useState('');
  const [rhythm, setRhythm] = useState(once);
  const [until, setUntil] = useState<Until>({ due: 'NEXT_SESSION', dueOn: '' });
  const [gap, setGap] = useState<string | null>(null);
  /** Pressed before it was known whom it can be given to. */
  const [wanted, setWanted] = useState<{ isStartedNow: boolean } | null>(null);
  const { recipients } = useRecipients(target);
  const assigning = useSubmit(AssignExerciseDocument, ({ assignExercise }) => assignExercise, { refetch });
  const withdrawing = useSubmit(WithdrawAssignmentDocument, ({ withdrawAssignment }) => withdrawAssignment, {
    refetch,
  });
  useUnsaved(rationale !== '');

  const offered = library.data && fitting(library.data.library, recipients);
  const chosen = offered?.find((exercise) => exercise.slug === slug);
  const people = recipients?.people ?? [];
  const recipientsNow = people.filter(({ id }) => !chosenIds || chosenIds.includes(id));
  const names = listed(
    recipientsNow.map(({ name }) => name),
    say.language,
  );

  const choose = (picked: string | null): void => {
    setSlug(picked);
    // The caret goes on to the one line there is to write.
    if (picked) requestAnimationFrame(() => why.current?.focus());
  };
  const assign = async (isStartedNow: boolean): Promise<void> => {
    if (!chosen) return setGap(say('assign.exerciseMissing'));
    if (!target) return setGap(say('assign.whoMissing'));
    // Whoever is quicker than that person's page has been heard all the same.
    if (!recipients) {
      setWanted({ isStartedNow });
      return setGap(say('assign.wait'));
    }
    if (recipientsNow.length === 0) return setGap(say('assign.whoMissing'));
    const isRoleless = ({ id }: { id: string }): boolean => !chosen.roles.some((role) => role === roles[id]);
    if (chosen.roles.length > 0 && recipientsNow.some(isRoleless)) return setGap(say('assign.roleMissing'));
    const isOnce = rhythm.choice === 'ONCE';
    const input = inputOf(rhythm);
    if (!input || (isOnce && until.due === 'ON_DATE' && !until.dueOn))
      return setGap(say('assign.dayMissing'));
    setGap(null);
    const done = await assigning.submit({
      episodeId: recipients.episodeId,
      exerciseSlug: chosen.slug,
      ...dueOf(rhythm.choice, until),
      ...(chosenIds ? { clientIds: recipientsNow.map(({ id }) => id) } : {}),
      ...(chosen.roles.length > 0
        ? {
            roles: recipientsNow.flatMap(({ id: clientId }) =>
              roles[clientId] ? [{ clientId, role: roles[clientId] }] : [],
            ),
          }
        : {}),
      ...(rationale.trim() ? { rationale: rationale.trim() } : {}),
      ...(isOnce ? {} : { rhythm: input }),
      ...(isStartedNow ? { isStartedNow } : {}),
    });
    if (!done) return;
    const { assignment } = done;
    if (isStartedNow && assignment) {
      onStarted({ title: chosen.title, turns: assignment.turns });
      return;
    }
    onDone();
    const undo = async (assignmentId: string): Promise<void> => {
      const withdrawn = await withdrawing.submit({ assignmentId });
      toast({ text: say(withdrawn ? 'assign.undone' : 'assign.notUndone') });
    };
    toast({
      text: say(chosen.opensInSession ? 'assign.waits' : 'assign.done', { title: chosen.title, name: names }),
      ...(assignment ? { undo: () => void undo(assignment.id) } : {}),
    });
  };
  useSendKey(() => void assign(false));
  const hasArrived = recipients !== null && wanted !== null;
  const goOn = useRef<() => void>(() => undefined);
  useEffect(() => {
    goOn.current = () => {
      setWanted(null);
      void assign(wanted?.isStartedNow ?? false);
    };
  });
  useEffect(() => {
    if (hasArrived) goOn.current();
  }, [hasArrived]);

  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void assign(false);
      }}
    >
      {recipients?.kind === 'COUPLE' && !recipients.isGateOpen ? (
        <p className={styles.banner}>{say('assign.gateShut')}</p>
      ) : null}
      <ExercisePicker
        offered={offered}
        chosen={chosen}
        onChoose={choose}
        error={library.error}
        onRetry={() => void library.refetch()}
      />
      <Who
        isGiven={given !== undefined}
        isFirst={givenExercise !== undefined}
        target={target}
        onTarget={(next) => {
          setTarget(next);
          setWanted(null);
          setChosenIds(null);
        }}
        recipients={recipients}
        chosenIds={chosenIds}
        onChoose={setChosenIds}
      />
      {chosen ? <OtherLanguage languages={chosen.languages} people={recipientsNow} /> : null}
      <Roles roles={chosen?.roles ?? []} people={recipientsNow} chosen={roles} onChoose={setRoles} />
      {chosen?.opensInSession ? <p className={styles.muted}>{say('assign.opensInSession')}</p> : null}
      <TextArea
        ref={why}
        label={say('assign.why')}
        description={say('assign.whyHint')}
        rows={2}
        limit={limits.rationale}
        value={rationale}
        onChange={setRationale}
      />
      <HowOften rhythm={rhythm} onChange={setRhythm} />
      {rhythm.choice === 'ONCE' ? (
        <Meant until={until} onChange={setUntil} nextSession={recipients?.nextSession ?? null} />
      ) : null}
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {assigning.refused ? <p className={styles.banner}>{assigning.refused.text}</p> : null}
      </div>
      <div className={styles.acts}>
        <Button
          look="primary"
          type="submit"
          isDisabled={assigning.isBusy}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          {say('assign.assign')}
        </Button>
        <Button isDisabled={assigning.isBusy} onPress={() => void assign(true)}>
          {say('assign.startNow')}
        </Button>
      </div>
      <p className={styles.muted}>{say('assign.note')}</p>
    </form>
  );
}

/** A rhythm says by itself when a turn is meant for. */
function dueOf(choice: Choice, { due, dueOn }: Until): { due: Until['due']; dueOn?: string } {
  if (choice === 'BEFORE_EACH_SESSION') return { due: 'NEXT_SESSION' };
  if (choice !== 'ONCE') return { due: 'NONE' };
  return { due, ...(due === 'ON_DATE' ? { dueOn } : {}) };
}
