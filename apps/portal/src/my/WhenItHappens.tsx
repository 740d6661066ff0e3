import { useEffect } from 'react';
import { Button, Card, Stack } from '../ui/index.js';
import { forgetAnswers } from './ask.js';
import type { TodayScreenQuery } from './gql/graphql.js';
import { go, GoButton } from './navigation.js';
import { outbox, useStarting } from './outbox/index.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** An exercise for when it happens: always there to begin, and nothing that asks. */
export function WhenItHappens({ given }: { given: TodayScreenQuery['today']['whenItHappens'][number] }) {
  const say = useText();
  const { assignmentId, language, title, readyId } = given;
  const starting = useStarting(assignmentId);

  useEffect(
    () =>
      outbox.onStarted((started, id) => {
        if (started !== assignmentId) return;
        // Today has changed as well: it is asked for anew when it is opened.
        forgetAnswers();
        go({ at: 'PIECE', id });
      }),
    [assignmentId],
  );

  return (
    <Card tone="soft">
      <Stack gap={2}>
        <h2 lang={language}>{title}</h2>
        <p className={styles.muted}>{say('happens.lead')}</p>
      </Stack>
      {readyId ? (
        <GoButton to={{ at: 'PIECE', id: readyId }} wide>
          {say('happens.begin')}
        </GoButton>
      ) : (
        <Button wide isDisabled={starting?.is === 'SENDING'} onPress={() => outbox.start(assignmentId)}>
          {say('happens.begin')}
        </Button>
      )}
      <div role="status">
        {starting?.is === 'WAITING' ? <p>{say('happens.waiting')}</p> : null}
        {starting?.is === 'REFUSED' ? <p>{say('happens.refused')}</p> : null}
      </div>
    </Card>
  );
}
