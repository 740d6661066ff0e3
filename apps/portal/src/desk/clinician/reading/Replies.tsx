import { useState } from 'react';
import { moment } from '../../../lib/format.js';
import { Button, Card, Dialog, useToast } from '../../../ui/index.js';
import { TakeBackReplyDocument, type ReadingScreenQuery } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import { afterReply } from './refetch.js';
import styles from '../../Desk.module.css';

type Reflection = NonNullable<ReadingScreenQuery['reflection']>;
type Reply = Reflection['replies'][number];

/** What was written back. One's own reply can be taken back; the client finds a line of apology in its place. */
export function Replies({ reflection }: { reflection: Reflection }) {
  return reflection.replies.map((reply) => (
    <ReplyCard key={reply.id} reply={reply} clientName={reflection.clientName} />
  ));
}

function ReplyCard({ reply, clientName }: { reply: Reply; clientName: string }) {
  const say = useText();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const { submit, isBusy, refused } = useSubmit(TakeBackReplyDocument, ({ takeBackReply }) => takeBackReply, {
    refetch: afterReply,
  });
  const takeBack = async (): Promise<void> => {
    if (!(await submit({ replyId: reply.id }))) return;
    setAsking(false);
    toast({ text: say('reply.takenBackDone') });
  };
  return (
    <Card tone="soft">
      <h2>{say('reading.replyFrom', { name: reply.authorName })}</h2>
      {reply.takenBackAt ? (
        <p>{say('reading.replyTakenBack', { when: moment(reply.takenBackAt, say.language) })}</p>
      ) : (
        <p className={styles.personal}>{reply.text}</p>
      )}
      <p className={styles.muted}>{moment(reply.sentAt, say.language)}</p>
      {reply.viewerCanTakeBack ? (
        <div>
          <Button look="link" onPress={() => setAsking(true)}>
            {say('reply.takeBack')}
          </Button>
        </div>
      ) : null}
      <Dialog title={say('reply.takeBackTitle')} isOpen={isAsking} onClose={() => setAsking(false)}>
        <p>{say('reply.takeBackLead', { name: clientName })}</p>
        <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
        <div className={styles.acts}>
          <Button look="primary" isDisabled={isBusy} onPress={() => void takeBack()}>
            {say('reply.takeBack')}
          </Button>
          <Button onPress={() => setAsking(false)}>{say('reply.leaveIt')}</Button>
        </div>
      </Dialog>
    </Card>
  );
}
