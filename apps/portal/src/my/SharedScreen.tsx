import { useEffect, useRef } from 'react';
import { Stack, useToast, Title } from '../ui/index.js';
import type { OwnReflectionPartsFragment } from './gql/graphql.js';
import { GoButton } from './navigation.js';
import type { Occurrence } from './PieceScreen.js';
import { useTakeBack } from './take-back.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** What became of the piece: words were shared, it was kept for the session without any, or left for that week. */
function wayOf({
  outcome,
  answers,
}: Pick<OwnReflectionPartsFragment, 'outcome' | 'answers'>): 'SHARED' | 'KEPT' | 'LEFT' {
  if (outcome === 'NOT_THIS_WEEK') return 'LEFT';
  return outcome === 'PARTLY' && answers.length === 0 ? 'KEPT' : 'SHARED';
}

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
  const way = wayOf(reflection);

  useEffect(() => {
    if (told.current || !reflection.viewerCanTakeBack) return;
    told.current = true;
    toast({ text: say(`shared.toast.${way}`), undo: () => void takeBack() });
  }, [toast, say, takeBack, way, reflection.viewerCanTakeBack]);

  return (
    <>
      <Title>{say(`shared.title.${way}`)}</Title>
      <p className={styles.lead}>{say(`shared.finish.${way}`)}</p>
      {way === 'SHARED' ? <p>{say('shared.noReply')}</p> : null}
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <GoButton to={{ at: 'TODAY' }} look="primary" wide>
        {say('shared.done')}
      </GoButton>
      {reflection.hasOpening ? (
        <Stack gap={2}>
          <p className={styles.muted}>{say('opening.some')}</p>
          <GoButton to={{ at: 'OPENING', id: reflection.id }} wide>
            {say('opening.title')}
          </GoButton>
        </Stack>
      ) : null}
      <GoButton to={{ at: 'PIECE', id: occurrence.id }} wide>
        {say('shared.look')}
      </GoButton>
    </>
  );
}
