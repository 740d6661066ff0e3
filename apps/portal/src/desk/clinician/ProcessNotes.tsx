import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { limits } from '@rejoin/domain';
import { moment } from '../../lib/format.js';
import { Button, Card, ErrorState, Loading, TextArea } from '../../ui/index.js';
import { ProcessNotesDocument, WriteProcessNoteDocument, type ProcessNotesQuery } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

const NEW_NOTE = 'NEW';

type Note = ProcessNotesQuery['processNotes'][number];

/** The clinician's private notes on one client: kept apart from the record, read by their author alone. */
export function ProcessNotes({ clientId }: { clientId: string }) {
  const say = useText();
  const { data, error, refetch } = useQuery(ProcessNotesDocument, { variables: { clientId } });
  const [editing, setEditing] = useState<string | null>(null);
  const notes = data?.processNotes ?? [];
  return (
    <Card>
      <h2>{say('notes.title')}</h2>
      <p className={styles.muted}>{say('notes.lead')}</p>
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={2} /> : null}
      {editing === NEW_NOTE ? (
        <NoteForm clientId={clientId} onDone={() => setEditing(null)} />
      ) : (
        <div>
          <Button onPress={() => setEditing(NEW_NOTE)}>{say('notes.new')}</Button>
        </div>
      )}
      {notes.map((note) =>
        editing === note.id ? (
          <NoteForm key={note.id} clientId={clientId} note={note} onDone={() => setEditing(null)} />
        ) : (
          <article key={note.id} className={styles.section}>
            <p className={styles.personal}>{note.text}</p>
            <div className={styles.item}>
              <span className={styles.muted}>
                {note.changedAt
                  ? say('notes.changed', { when: moment(note.changedAt, say.language) })
                  : moment(note.writtenAt, say.language)}
              </span>
              <Button look="link" onPress={() => setEditing(note.id)}>
                {say('notes.change')}
              </Button>
            </div>
          </article>
        ),
      )}
    </Card>
  );
}

function NoteForm({ clientId, note, onDone }: { clientId: string; note?: Note; onDone: () => void }) {
  const say = useText();
  const [text, setText] = useState(note?.text ?? '');
  const { submit, isBusy, refused } = useSubmit(
    WriteProcessNoteDocument,
    ({ writeProcessNote }) => writeProcessNote,
    { refetch: ['ProcessNotes'] },
  );
  useUnsaved(text !== (note?.text ?? ''));
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault();
        void submit({ clientId, text: text.trim(), ...(note ? { noteId: note.id } : {}) }).then((done) => {
          if (done) onDone();
        });
      }}
    >
      <TextArea label={say('notes.label')} value={text} onChange={setText} limit={limits.note} autoFocus />
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div className={styles.acts}>
        <Button look="primary" type="submit" isDisabled={isBusy || !text.trim()}>
          {say('notes.save')}
        </Button>
        <Button onPress={onDone}>{say('notes.cancel')}</Button>
      </div>
    </form>
  );
}
