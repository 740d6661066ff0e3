import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { limits } from '@rejoin/domain';
import {
  Button,
  ChooseOne,
  Dialog,
  EmptyState,
  ErrorState,
  Loading,
  TextArea,
  TextField,
  useToast,
} from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import {
  AssignClientDocument,
  AssignExerciseDocument,
  AssignTargetsDocument,
  LibraryDocument,
  WithdrawAssignmentDocument,
} from '../gql/graphql.js';
import { useSendKey } from '../shortcuts.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import { sessionShort } from './session-words.js';
import styles from '../Desk.module.css';

type Due = 'NEXT_SESSION' | 'ON_DATE' | 'NONE';

/** Three lines: exercise, who, why this for you. Nothing about the client is filled in beforehand. */
export function AssignSheet({
  isOpen,
  onClose,
  clientId,
}: {
  isOpen: boolean;
  onClose: () => void;
  /** Already chosen on that client's page. */
  clientId?: string;
}) {
  const say = useText();
  return (
    <Dialog shape="sheet" title={say('assign.title')} isOpen={isOpen} onClose={onClose}>
      <AssignForm onDone={onClose} {...(clientId ? { clientId } : {})} />
    </Dialog>
  );
}

function AssignForm({ onDone, clientId }: { onDone: () => void; clientId?: string }) {
  const say = useText();
  const toast = useToast();
  const library = useQuery(LibraryDocument);
  const targets = useQuery(AssignTargetsDocument, { variables: { first: 100 } });
  const [slug, setSlug] = useState<string | null>(null);
  const [who, setWho] = useState<string | null>(clientId ?? null);
  const [rationale, setRationale] = useState('');
  const [due, setDue] = useState<Due>('NEXT_SESSION');
  const [dueOn, setDueOn] = useState('');
  const [filter, setFilter] = useState('');
  const [gap, setGap] = useState<string | null>(null);
  const client = useQuery(AssignClientDocument, { variables: { id: who ?? '' }, skip: !who });
  const episode = client.data?.client?.episode;
  const { submit, isBusy, refused } = useSubmit(
    AssignExerciseDocument,
    ({ assignExercise }) => assignExercise,
    { refetch: ['ClientScreen', 'CaseloadScreen'] },
  );
  const withdrawing = useSubmit(WithdrawAssignmentDocument, ({ withdrawAssignment }) => withdrawAssignment, {
    refetch: ['ClientScreen', 'CaseloadScreen'],
  });
  useUnsaved(rationale !== '');

  const exercises = library.data?.library ?? [];
  const shown = exercises.filter(({ title, summary }) =>
    `${title} ${summary}`.toLowerCase().includes(filter.trim().toLowerCase()),
  );
  const chosen = exercises.find((exercise) => exercise.slug === slug);

  const assign = async (): Promise<void> => {
    if (!slug || !chosen) return setGap(say('assign.exerciseMissing'));
    if (!who) return setGap(say('assign.whoMissing'));
    if (!episode) return setGap(say('assign.wait'));
    if (due === 'ON_DATE' && !dueOn) return setGap(say('assign.dayMissing'));
    setGap(null);
    const done = await submit({
      episodeId: episode.id,
      exerciseSlug: slug,
      due,
      ...(due === 'ON_DATE' ? { dueOn } : {}),
      ...(rationale.trim() ? { rationale: rationale.trim() } : {}),
    });
    if (!done) return;
    const { assignment } = done;
    onDone();
    toast({
      text: say('assign.done', { title: chosen.title, name: client.data?.client?.chosenName ?? '' }),
      ...(assignment
        ? {
            undo: () => {
              void withdrawing
                .submit({ assignmentId: assignment.id })
                .then((withdrawn) => toast({ text: say(withdrawn ? 'assign.undone' : 'assign.notUndone') }));
            },
          }
        : {}),
    });
  };

  useSendKey(() => void assign());

  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
    >
      {library.error && !library.data ? (
        <ErrorState error={library.error} onRetry={() => void library.refetch()} />
      ) : null}
      {!library.data && !library.error ? <Loading /> : null}
      {exercises.length > 5 ? (
        <TextField label={say('assign.search')} type="search" value={filter} onChange={setFilter} autoFocus />
      ) : null}
      {library.data && exercises.length === 0 ? <EmptyState>{say('assign.noExercises')}</EmptyState> : null}
      {exercises.length > 0 ? (
        <ChooseOne
          label={say('assign.exercise')}
          value={slug}
          onChange={setSlug}
          options={shown.map((exercise) => ({
            value: exercise.slug,
            label: exercise.title,
            description: `${say('assign.minutes', { minutes: exercise.minutes })} · ${exercise.summary}`,
          }))}
        />
      ) : null}
      {chosen ? (
        <details className={styles.fold}>
          <summary>{say('assign.caution')}</summary>
          <div className={styles.folded}>
            <p>{chosen.contraindications}</p>
          </div>
        </details>
      ) : null}
      <Select
        label={say('assign.who')}
        placeholder={say('assign.whoChoose')}
        value={who}
        onChange={setWho}
        options={(targets.data?.caseload.edges ?? []).map(({ node }) => ({
          value: node.id,
          label: node.chosenName,
        }))}
      />
      <TextArea
        label={say('assign.why')}
        description={say('assign.whyHint')}
        rows={2}
        limit={limits.rationale}
        value={rationale}
        onChange={setRationale}
      />
      <details className={styles.fold}>
        <summary>
          {due === 'NEXT_SESSION'
            ? episode?.nextSession
              ? say('assign.dueSession', { when: sessionShort(say, episode.nextSession) })
              : say('assign.due.NEXT_SESSION')
            : say(`assign.due.${due}`)}
        </summary>
        <div className={styles.folded}>
          <ChooseOne<Due>
            label={say('assign.due')}
            value={due}
            onChange={setDue}
            options={[
              { value: 'NEXT_SESSION', label: say('assign.due.NEXT_SESSION') },
              { value: 'ON_DATE', label: say('assign.due.ON_DATE') },
              { value: 'NONE', label: say('assign.due.NONE') },
            ]}
          />
          {due === 'ON_DATE' ? (
            <TextField label={say('assign.day')} type="date" value={dueOn} onChange={setDueOn} />
          ) : null}
        </div>
      </details>
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {refused ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <Button look="primary" type="submit" isDisabled={isBusy} aria-keyshortcuts="Control+Enter Meta+Enter">
        {say('assign.assign')}
      </Button>
      <p className={styles.muted}>{say('assign.note')}</p>
    </form>
  );
}
