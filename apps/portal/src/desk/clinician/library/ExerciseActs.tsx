import type { ReactNode } from 'react';
import { useApolloClient } from '@apollo/client/react';
import { useNavigate } from 'react-router';
import { Button, useToast } from '../../../ui/index.js';
import { Menu, type MenuAction } from '../../../ui/Menu.js';
import {
  ArchiveExerciseDocument,
  DuplicateExerciseDocument,
  ExerciseFileDocument,
  MakeExercisePersonalDocument,
  RestoreExerciseDocument,
  ShareExerciseWithPracticeDocument,
  type ExerciseScreenQuery,
} from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import desk from '../../Desk.module.css';

type Own = NonNullable<ExerciseScreenQuery['exercise']>['own'];
const refetch = ['LibraryScreen', 'OwnExercises', 'ExerciseScreen', 'Library'];

/** What can be done with an exercise besides giving it: making it one's own, writing on, handing it on, putting it away. */
export function ExerciseActs({
  slug,
  own,
  children,
}: {
  slug: string;
  own: Own;
  /** What else there is to do, before what is done less often. */
  children?: ReactNode;
}) {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const apollo = useApolloClient();
  const duplicating = useSubmit(DuplicateExerciseDocument, ({ duplicateExercise }) => duplicateExercise, {
    refetch,
  });
  const archiving = useSubmit(ArchiveExerciseDocument, ({ archiveExercise }) => archiveExercise, { refetch });
  const restoring = useSubmit(RestoreExerciseDocument, ({ restoreExercise }) => restoreExercise, { refetch });
  const sharing = useSubmit(
    ShareExerciseWithPracticeDocument,
    ({ shareExerciseWithPractice }) => shareExerciseWithPractice,
    { refetch },
  );
  const keeping = useSubmit(
    MakeExercisePersonalDocument,
    ({ makeExercisePersonal }) => makeExercisePersonal,
    { refetch },
  );
  const refused = [duplicating, archiving, restoring, sharing, keeping].find((act) => act.refused)?.refused;
  const exerciseId = own?.id ?? '';

  const duplicate = async (): Promise<void> => {
    const done = await duplicating.submit({ slug });
    if (done?.exercise) void navigate(`/library/own/${done.exercise.id}`);
  };
  const saveFile = async (): Promise<void> => {
    const { data } = await apollo
      .query({ query: ExerciseFileDocument, variables: { slug } })
      .catch(() => ({ data: undefined }));
    if (data?.exerciseFile) download(data.exerciseFile);
    else toast({ text: say('own.noFile') });
  };
  const putAway = async (): Promise<void> => {
    if (!(await archiving.submit({ exerciseId }))) return;
    toast({ text: say('own.isPutAway'), undo: () => void restoring.submit({ exerciseId }) });
  };
  const share = async (): Promise<void> => {
    if (!(await sharing.submit({ exerciseId }))) return;
    toast({ text: say('own.isShared'), undo: () => void keeping.submit({ exerciseId }) });
  };
  const file: MenuAction = { id: 'file', label: say('own.file'), onAction: () => void saveFile() };
  const actions: MenuAction[] = own
    ? [
        { id: 'duplicate', label: say('own.duplicate'), onAction: () => void duplicate() },
        file,
        ...(own.isMine && own.version !== null
          ? [
              own.scope === 'PERSONAL'
                ? { id: 'share', label: say('own.share'), onAction: () => void share() }
                : {
                    id: 'keep',
                    label: say('own.keep'),
                    onAction: () => void keeping.submit({ exerciseId }),
                  },
            ]
          : []),
        own.archivedAt
          ? {
              id: 'restore',
              label: say('own.restore'),
              onAction: () => void restoring.submit({ exerciseId }),
            }
          : { id: 'archive', label: say('own.archive'), onAction: () => void putAway() },
      ]
    : [file];
  return (
    <>
      {own ? (
        own.archivedAt ? null : (
          <Button onPress={() => void navigate(`/library/own/${own.id}`)}>{say('own.write')}</Button>
        )
      ) : (
        <Button isDisabled={duplicating.isBusy} onPress={() => void duplicate()}>
          {say('own.duplicate')}
        </Button>
      )}
      {children}
      <Menu label={say('own.more')} actions={actions}>
        {say('own.more')}
      </Menu>
      <div role="alert">{refused ? <p className={desk.banner}>{refused.text}</p> : null}</div>
    </>
  );
}

function download({ name, text }: { name: string; text: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
