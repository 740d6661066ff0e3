import { useEffect, useRef } from 'react';
import { useToast, Title } from '../ui/index.js';
import type { OwnReflectionPartsFragment } from './gql/graphql.js';
import { GoButton } from './navigation.js';
import type { Occurrence } from './PieceScreen.js';
import { useTakeBack } from './take-back.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** After sharing: thanks for trust, nothing counted, and ten seconds to take it back with one press. */
export function SharedScreen({
  occurrence,
  reflection,
  reload,
}: {
  occurrence: Occurrence;
  reflection: OwnReflectionPartsFragment;
  reload: () => void;
}) {
  const say = useText();
  const toast = useToast();
  const { takeBack, trouble } = useTakeBack(occurrence.id, reflection, reload);
  const told = useRef(false);
  const isShared = reflection.outcome !== 'NOT_THIS_WEEK';

  useEffect(() => {
    if (told.current || !reflection.viewerCanTakeBack) return;
    told.current = true;
    toast({ text: say(isShared ? 'shared.toast' : 'shared.toastNotThisWeek'), undo: () => void takeBack() });
  }, [toast, say, takeBack, isShared, reflection.viewerCanTakeBack]);

  return (
    <>
      <Title>{say(isShared ? 'shared.title' : 'shared.titleNotThisWeek')}</Title>
      <p className={styles.lead}>{say(isShared ? 'shared.finish' : 'shared.finishNotThisWeek')}</p>
      {isShared ? <p>{say('shared.noReply')}</p> : null}
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <GoButton to={{ at: 'TODAY' }} look="primary" wide>
        {say('shared.done')}
      </GoButton>
      <GoButton to={{ at: 'PIECE', id: occurrence.id }} wide>
        {say('shared.look')}
      </GoButton>
    </>
  );
}
