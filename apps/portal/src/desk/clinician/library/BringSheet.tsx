import { useId, useState } from 'react';
import { limits } from '@rejoin/domain';
import { useNavigate } from 'react-router';
import { Button, Dialog, TextArea } from '../../../ui/index.js';
import { ImportExerciseDocument, type ImportExerciseMutation } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useUnsaved } from '../../unsaved.js';
import { useSubmit } from '../../use-submit.js';
import { problemLine } from '../editor/words.js';
import styles from './Library.module.css';
import desk from '../../Desk.module.css';

type Problems = NonNullable<ImportExerciseMutation['importExercise']['problems']>;

/** Brings an exercise from a file. What is wrong with it is told line by line, and nothing is changed by it. */
export function BringSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText();
  return (
    <Dialog shape="sheet" title={say('bring.title')} isOpen={isOpen} onClose={onClose}>
      <BringForm onDone={onClose} />
    </Dialog>
  );
}

function BringForm({ onDone }: { onDone: () => void }) {
  const say = useText();
  const navigate = useNavigate();
  const fileId = useId();
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<Problems>([]);
  const { submit, isBusy, refused } = useSubmit(
    ImportExerciseDocument,
    ({ importExercise }) => importExercise,
    { refetch: ['OwnExercises'] },
  );
  useUnsaved(text !== '');

  const bring = async (from: string): Promise<void> => {
    setProblems([]);
    const done = await submit({ text: from });
    if (done?.exercise) {
      onDone();
      void navigate(`/library/own/${done.exercise.id}`);
    } else setProblems(done?.problems ?? []);
  };
  return (
    <form
      className={desk.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void bring(text);
      }}
    >
      <p>{say('bring.lead')}</p>
      <div className={desk.section}>
        <label htmlFor={fileId} className={desk.legend}>
          {say('bring.file')}
        </label>
        <input
          id={fileId}
          type="file"
          accept=".yaml,.yml"
          className={styles.file}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (!file) return;
            // Longer than any exercise: it is not even read.
            if (file.size > limits.exerciseFile * 4) return setProblems([tooLong]);
            void file.text().then((read) => {
              setText(read);
              setProblems([]);
            });
          }}
        />
      </div>
      <TextArea
        label={say('bring.text')}
        rows={8}
        limit={limits.exerciseFile}
        value={text}
        onChange={(words) => {
          setText(words);
          setProblems([]);
        }}
      />
      <div role="alert" className={desk.section}>
        {refused ? <p className={desk.banner}>{refused.text}</p> : null}
        {problems.length > 0 ? (
          <section className={styles.care}>
            <h3>{say('bring.problems', { count: problems.length })}</h3>
            <ul>
              {problems.map(({ path, message, line }) => (
                <li key={`${path} ${message} ${String(line)}`}>
                  {line === null
                    ? problemLine(say, { path, message })
                    : say('bring.problemLine', { line, problem: problemLine(say, { path, message }) })}
                  {/* What is missing is looked for under the name that the file has for it. */}
                  {path === '' ? null : <code className={styles.place}>{path}</code>}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      <div>
        <Button look="primary" type="submit" isDisabled={isBusy || text.trim() === ''}>
          {say('bring.bring')}
        </Button>
      </div>
    </form>
  );
}

const tooLong: Problems[number] = {
  __typename: 'ExerciseProblem',
  path: '',
  message: `is longer than ${String(limits.exerciseFile)} characters`,
  line: null,
};
