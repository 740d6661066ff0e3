import { useState } from 'react';
import { Button, Card, ChooseOne, useToast } from '../../ui/index.js';
import { ChangePracticeDocument, type AgreementKind, type PracticePartsFragment } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

/** The confidentiality agreement each person in joint work reads and accepts: one of two texts, readable in place. */
export function AgreementCard({ practice }: { practice: PracticePartsFragment }) {
  const say = useText();
  const toast = useToast();
  const [chosen, setChosen] = useState<AgreementKind | null>(practice.agreement);
  const { submit, isBusy, refused } = useSubmit(
    ChangePracticeDocument,
    ({ changePractice }) => changePractice,
  );
  const { name, mailName, zone } = practice;
  const isChanged = chosen !== null && chosen !== practice.agreement;
  const keep = async (): Promise<void> => {
    if (chosen && (await submit({ name, mailName, zone, agreement: chosen })))
      toast({ text: say('agreement.kept') });
  };
  return (
    <Card>
      <h2>{say('agreement.title')}</h2>
      <p className={styles.muted}>{say('agreement.lead')}</p>
      {practice.agreement === null ? <p className={styles.banner}>{say('agreement.notChosen')}</p> : null}
      <ChooseOne<AgreementKind>
        label={say('agreement.which')}
        hideLabel
        value={chosen}
        onChange={setChosen}
        options={practice.agreements.map(({ kind, title }) => ({
          value: kind,
          label: title,
          description: say(`agreement.${kind}`),
        }))}
      />
      {practice.agreements.map(({ kind, title, paragraphs }) => (
        <details key={kind} className={styles.fold}>
          <summary>{say('agreement.read', { title })}</summary>
          <div className={styles.folded}>
            {paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </details>
      ))}
      {isChanged && practice.agreement !== null ? <p>{say('agreement.anew')}</p> : null}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div>
        <Button isDisabled={isBusy || !isChanged} onPress={() => void keep()}>
          {say('agreement.keep')}
        </Button>
      </div>
    </Card>
  );
}
