import { BlockRead } from '../../blocks/index.js';
import { TroubleError } from '../../lib/send.js';
import { Card, ErrorState, Loading, Stack, Title } from '../../ui/index.js';
import { useAsk } from '../ask.js';
import { JointNotesDocument } from '../gql/graphql.js';
import { Nowhere } from '../Nowhere.js';
import { useText } from '../text.js';
import styles from '../My.module.css';

const neverAgain = (): boolean => false;

/** What partners kept of one thing they did together. */
export function KeptScreen({ id }: { id: string }) {
  const say = useText();
  return (
    <>
      <Stack gap={2}>
        <Title>{say('kept.title')}</Title>
        <p className={styles.muted}>{say('kept.lead')}</p>
      </Stack>
      <KeptList id={id} isPage />
    </>
  );
}

/** The same as a list; of some questions alone where they are being answered. */
export function KeptList({
  id,
  only,
  isPage = false,
}: {
  id: string;
  only?: readonly string[];
  /** It is all there is on the page: then it says why nothing is there. */
  isPage?: boolean;
}) {
  const say = useText();
  const { asked, again } = useAsk(JointNotesDocument, { jointPartId: id }, neverAgain);
  if (asked.is === 'ASKING') return isPage ? <Loading lines={3} /> : null;
  if (asked.is === 'FAILED') {
    if (!isPage) return null;
    return asked.error instanceof TroubleError && asked.error.trouble === 'NOT_FOUND' ? (
      <Nowhere />
    ) : (
      <ErrorState error={asked.error} onRetry={again} />
    );
  }
  const notes = (asked.data.jointNotes ?? []).filter(({ key }) => only?.includes(key) ?? true);
  if (notes.length === 0) return isPage ? <p>{say('kept.none')}</p> : null;
  return (
    <section aria-labelledby="kept">
      <Stack gap={2}>
        <h2 id="kept" className={isPage ? styles.muted : undefined}>
          {say('kept.heading')}
        </h2>
        {notes.map(({ id: noteId, kind, wording, value, language }) => (
          <Card key={noteId} tone="soft">
            <BlockRead {...{ kind, wording, value, language }} />
          </Card>
        ))}
      </Stack>
    </section>
  );
}
