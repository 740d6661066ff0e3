import { useState } from 'react';
import { limits } from '@rejoin/domain';
import { today } from '../../lib/format.js';
import { Button, ChooseOne, ChooseSome, TextArea, TextField, Tick } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import { RecordSafetyConversationDocument, type SafetyTopic, type SafetyVerdict } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import { safetyTopics, safetyVerdicts } from './safety-words.js';
import styles from '../Desk.module.css';

/** Keeps a talk with one person, seen alone: when, what was raised, what it came to. */
export function SafetyForm({
  clientId,
  couples,
  onDone,
}: {
  clientId: string;
  couples: readonly { id: string; name: string }[];
  onDone: () => void;
}) {
  const say = useText();
  const [coupleId, setCouple] = useState(couples[0]?.id ?? '');
  const [heldOn, setHeldOn] = useState(() => today());
  const [isSeenAlone, setSeenAlone] = useState(false);
  const [topics, setTopics] = useState<SafetyTopic[]>([]);
  const [verdict, setVerdict] = useState<SafetyVerdict | null>(null);
  const [note, setNote] = useState('');
  const [gap, setGap] = useState<string | null>(null);
  const { submit, isBusy, refused } = useSubmit(
    RecordSafetyConversationDocument,
    ({ recordSafetyConversation }) => recordSafetyConversation,
  );
  useUnsaved(note !== '' || topics.length > 0);

  const record = async (): Promise<void> => {
    if (!heldOn) return setGap(say('safety.missing.heldOn'));
    if (!isSeenAlone) return setGap(say('safety.missing.alone'));
    if (!verdict) return setGap(say('safety.missing.verdict'));
    setGap(null);
    const words = note.trim();
    const done = await submit({
      coupleId,
      clientId,
      heldOn,
      isSeenAlone,
      topics,
      verdict,
      ...(words ? { note: words } : {}),
    });
    if (done) onDone();
  };

  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <p className={styles.muted}>{say('safety.recordLead')}</p>
      {couples.length > 1 ? (
        <Select
          label={say('safety.couple')}
          value={coupleId}
          onChange={setCouple}
          options={couples.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <TextField label={say('safety.heldOn')} type="date" value={heldOn} onChange={setHeldOn} autoFocus />
      <Tick isSelected={isSeenAlone} onChange={setSeenAlone}>
        {say('safety.alone')}
      </Tick>
      <ChooseSome
        beside
        label={say('safety.topics')}
        description={say('safety.topicsHint')}
        value={topics}
        onChange={setTopics}
        options={safetyTopics.map((value) => ({ value, label: say(`safety.topic.${value}`) }))}
      />
      <ChooseOne
        label={say('safety.verdict')}
        value={verdict}
        onChange={setVerdict}
        options={safetyVerdicts.map((value) => ({ value, label: say(`safety.verdict.${value}`) }))}
      />
      <TextArea
        label={say('safety.note')}
        description={say('safety.noteHint')}
        value={note}
        onChange={setNote}
        limit={limits.reply}
      />
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {refused ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say('safety.save')}
      </Button>
    </form>
  );
}
