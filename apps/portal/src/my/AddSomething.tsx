import { useEffect, useState } from 'react';
import { limits } from '@rejoin/domain';
import { TroubleError } from '../lib/send.js';
import { Button, ChooseOne, Stack, TextArea, useToast } from '../ui/index.js';
import type { OwnReflectionPartsFragment } from './gql/graphql.js';
import { outbox, useAddition } from './outbox/index.js';
import type { Occurrence } from './PieceScreen.js';
import { shareTrouble } from './share-trouble.js';
import { ReadersLine } from './StepScreen.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** Room for more beside what was shared, whose words stay as they are. What is typed waits here until it is there. */
export function AddSomething({
  occurrence,
  reflectionId,
  onAdded,
}: {
  occurrence: Occurrence;
  reflectionId: string;
  onAdded: (reflection: OwnReflectionPartsFragment) => void;
}) {
  const say = useText();
  const toast = useToast();
  const {
    content: { text, sharing },
    isSending,
    error,
  } = useAddition(reflectionId);
  const isBlank = text.trim() === '';
  const [opened, setOpened] = useState<'NOT_YET' | 'OPEN' | 'CLOSED'>(isBlank ? 'NOT_YET' : 'OPEN');

  useEffect(
    () =>
      outbox.onAdded((id, reflection) => {
        if (id !== reflectionId) return;
        setOpened('CLOSED');
        toast({ text: say('add.done') });
        onAdded(reflection);
      }),
    [reflectionId, toast, say, onAdded],
  );

  if (opened !== 'OPEN') {
    return (
      <Button wide autoFocus={opened === 'CLOSED'} onPress={() => setOpened('OPEN')}>
        {say(isBlank ? 'add.open' : 'add.goOn')}
      </Button>
    );
  }
  const isOffline = error instanceof TroubleError && error.trouble === 'NO_CONNECTION';
  return (
    <section aria-labelledby="add">
      <Stack gap={4}>
        <h2 id="add">{say('add.open')}</h2>
        <TextArea
          label={say('add.label')}
          description={say('add.hint')}
          limit={limits.block}
          value={text}
          onChange={(words) => outbox.writeAddition(reflectionId, { text: words })}
          isDisabled={isSending}
          autoFocus
        />
        <ReadersLine occurrence={occurrence} readers="THERAPIST" />
        <ChooseOne
          label={say('share.how')}
          hideLabel
          value={sharing}
          onChange={(chosen) => outbox.writeAddition(reflectionId, { sharing: chosen })}
          options={[
            { value: 'FOR_SESSION', label: say('share.forSession') },
            { value: 'READ_BEFORE', label: say('share.readBefore') },
          ]}
        />
        <p className={styles.muted}>{say('share.notRightAway')}</p>
        <div role="alert">
          {error ? (
            <p className={styles.banner}>{isOffline ? say('add.offline') : shareTrouble(say, error)}</p>
          ) : null}
        </div>
        <Button
          look="primary"
          wide
          isDisabled={isBlank || isSending}
          onPress={() => outbox.add(reflectionId)}
        >
          {say(isSending ? 'add.sending' : 'add.add')}
        </Button>
        <Button wide isDisabled={isSending} onPress={() => setOpened('CLOSED')}>
          {say('add.close')}
        </Button>
      </Stack>
    </section>
  );
}
