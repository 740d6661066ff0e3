import { useState } from 'react';
import { lookOver, parseDraftBody, readingLines, type ExerciseDefinition } from '@rejoin/domain';
import { moment } from '../lib/format.js';
import { reload as reloadPage } from '../lib/signed-out.js';
import { Button, Card, Title } from '../ui/index.js';
import { forgetAnswers } from './ask.js';
import { outbox } from './outbox/index.js';
import type { Occurrence } from './PieceScreen.js';
import { shareTrouble } from './share-trouble.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** Two devices wrote apart. Both texts are here; the author chooses, and nothing is mixed. */
export function ApartScreen({
  occurrence,
  definition,
  reload,
  notice,
}: {
  occurrence: Occurrence;
  definition: ExerciseDefinition;
  reload: () => void;
  /** What led here, such as a share that was refused. */
  notice: string | null;
}) {
  const say = useText();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(notice);

  const choose = async (lane: string): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      for (const draft of occurrence.drafts) {
        if (draft.lane !== lane) await outbox.deleteDraft(occurrence.id, draft.lane);
      }
      forgetAnswers();
      reload();
    } catch (error) {
      setTrouble(shareTrouble(say, error));
      setBusy(false);
    }
  };

  return (
    <>
      <Title>{say('apart.title')}</Title>
      <p>{say('apart.lead')}</p>
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      {occurrence.drafts.map((draft, index) => {
        const parsed = parseDraftBody(definition, draft.body);
        const written = parsed.ok ? lookOver(definition, parsed.body).filter(({ isEmpty }) => !isEmpty) : [];
        return (
          <Card key={draft.lane}>
            <h2>{say('apart.draft', { number: index + 1, when: moment(draft.savedAt, say.language) })}</h2>
            {parsed.ok ? null : <p>{say('apart.unreadable')}</p>}
            {parsed.ok && written.length === 0 ? (
              <p className={styles.muted}>{say('lookOver.blank')}</p>
            ) : null}
            {written.map((answer) => (
              <div key={answer.key} lang={parsed.ok ? parsed.body.language : undefined}>
                <h3>{answer.wording}</h3>
                <p className={styles.answerText}>
                  {readingLines(answer.kind, answer.wording, answer.value, say.language).slice(1).join('\n')}
                </p>
              </div>
            ))}
            {parsed.ok ? (
              <Button isDisabled={isBusy} onPress={() => void choose(draft.lane)}>
                {say('apart.choose', { number: index + 1 })}
              </Button>
            ) : (
              <Button onPress={reloadPage}>{say('unreadable.reload')}</Button>
            )}
          </Card>
        );
      })}
      <p className={styles.muted}>{say('apart.note')}</p>
    </>
  );
}
