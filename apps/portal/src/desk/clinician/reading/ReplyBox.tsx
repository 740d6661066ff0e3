import { useEffect, useId, useRef, useState } from 'react';
import { limits } from '@rejoin/domain';
import { useNavigate } from 'react-router';
import { Button, TextArea, useToast } from '../../../ui/index.js';
import {
  MarkTalkedAboutDocument,
  ReplyToReflectionDocument,
  TakeBackReplyDocument,
  type ReadingScreenQuery,
} from '../../gql/graphql.js';
import { useShortcuts } from '../../shortcuts.js';
import { useText } from '../../text.js';
import { useUnsaved } from '../../unsaved.js';
import { useSubmit } from '../../use-submit.js';
import { afterReply } from './refetch.js';
import { takenBack } from './taken-back.js';
import styles from '../../Desk.module.css';

type Reflection = NonNullable<ReadingScreenQuery['reflection']>;

const stems = ['reply.stem.noticed', 'reply.stem.wonder', 'reply.stem.session'] as const;

/** The clinician's ways on: a reply with a stem to begin, "talked about in session", or the honest line. */
export function ReplyBox({
  reflection,
  onClosed,
}: {
  reflection: Reflection;
  onClosed: (() => void) | undefined;
}) {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const headingId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => takenBack.of(reflection.id));
  useEffect(() => takenBack.forget(reflection.id), [reflection.id]);
  const reply = useSubmit(ReplyToReflectionDocument, ({ replyToReflection }) => replyToReflection, {
    refetch: afterReply,
  });
  const takingBack = useSubmit(TakeBackReplyDocument, ({ takeBackReply }) => takeBackReply, {
    refetch: afterReply,
  });
  const talked = useSubmit(MarkTalkedAboutDocument, ({ markTalkedAbout }) => markTalkedAbout, {
    refetch: afterReply,
  });
  const isBusy = reply.isBusy || talked.isBusy;
  const refused = reply.refused ?? talked.refused;
  useUnsaved(text.trim() !== '');

  const undo = async (replyId: string, words: string): Promise<void> => {
    if (!(await takingBack.submit({ replyId }))) return toast({ text: say('reply.notUndone') });
    toast({ text: say('reply.undone') });
    // The field stands as it did, so that nothing has to be written twice.
    if (!onClosed) return setText(words);
    takenBack.keep(reflection.id, words);
    void navigate(`/to-read/${reflection.id}`);
  };
  const send = async (words: string): Promise<void> => {
    const typed = words.trim();
    if (!typed || isBusy) return;
    const done = await reply.submit({ reflectionId: reflection.id, text: typed });
    if (!done) return;
    setText('');
    const { reply: sent } = done;
    toast({
      text: say('reply.sent', { name: reflection.clientName }),
      ...(sent ? { undo: () => void undo(sent.id, typed) } : {}),
    });
    onClosed?.();
  };
  const markTalkedAbout = async (): Promise<void> => {
    if (isBusy || !reflection.viewerCanMarkTalkedAbout) return;
    if (!(await talked.submit({ reflectionId: reflection.id }))) return;
    toast({ text: say('reply.talkedAboutDone') });
    onClosed?.();
  };
  const begin = (stem: string): void => {
    setText((before) => (before.trim() ? `${before.trimEnd()}\n${stem} ` : `${stem} `));
    field.current?.focus();
  };
  useShortcuts({
    r: () => field.current?.focus(),
    e: () => void markTalkedAbout(),
  });

  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{say('reply.title', { name: reflection.clientName })}</h2>
      {reflection.viewerCanReply ? (
        <>
          <div className={styles.stems}>
            {stems.map((stem) => (
              <Button key={stem} onPress={() => begin(say(stem))}>
                {say(stem)}
              </Button>
            ))}
          </div>
          <TextArea
            ref={field}
            label={say('reply.label')}
            value={text}
            onChange={setText}
            limit={limits.reply}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                void send(text);
              }
            }}
          />
          <p className={styles.muted}>{say('reply.noNeed')}</p>
        </>
      ) : null}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div className={styles.acts}>
        {reflection.viewerCanReply ? (
          <Button
            look="primary"
            isDisabled={isBusy || !text.trim()}
            onPress={() => void send(text)}
            aria-keyshortcuts="Control+Enter Meta+Enter"
          >
            {say('reply.send')}
          </Button>
        ) : null}
        {reflection.viewerCanMarkTalkedAbout ? (
          <Button isDisabled={isBusy} onPress={() => void markTalkedAbout()} aria-keyshortcuts="e">
            {say('reply.talkedAbout')}
          </Button>
        ) : null}
        {reflection.viewerCanReply ? (
          <Button look="link" isDisabled={isBusy} onPress={() => void send(say('reply.notReadText'))}>
            {say('reply.notRead')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
