import { useState } from 'react';
import { limits } from '@rejoin/domain';
import { Button, Card, Dialog, TextField, useToast } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import { ChangePracticeDocument, type PracticePartsFragment } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

/** What the practice is called, here and on mails, and in which zone it keeps its days. */
export function PracticeCard({ practice }: { practice: PracticePartsFragment }) {
  const say = useText();
  const [isChanging, setChanging] = useState(false);
  return (
    <Card>
      <h2>{say('practice.about')}</h2>
      <dl className={styles.facts}>
        <dt>{say('practice.name')}</dt>
        <dd>{practice.name}</dd>
        <dt>{say('practice.mailName')}</dt>
        <dd>{practice.mailName}</dd>
        <dt>{say('practice.zone')}</dt>
        <dd>{practice.zone}</dd>
      </dl>
      <p className={styles.muted}>{say('practice.mailNote')}</p>
      <div>
        <Button onPress={() => setChanging(true)} aria-label={say('practice.changeAbout')}>
          {say('practice.change')}
        </Button>
      </div>
      <Dialog
        shape="sheet"
        title={say('practice.about')}
        isOpen={isChanging}
        onClose={() => setChanging(false)}
      >
        <PracticeForm practice={practice} onDone={() => setChanging(false)} />
      </Dialog>
    </Card>
  );
}

function PracticeForm({ practice, onDone }: { practice: PracticePartsFragment; onDone: () => void }) {
  const say = useText();
  const toast = useToast();
  const [name, setName] = useState(practice.name);
  const [mailName, setMailName] = useState(practice.mailName);
  const [zone, setZone] = useState(practice.zone);
  const { submit, isBusy, refused } = useSubmit(
    ChangePracticeDocument,
    ({ changePractice }) => changePractice,
    // The header names the practice, too.
    { refetch: ['DeskShell'] },
  );
  useUnsaved(name !== practice.name || mailName !== practice.mailName);
  const fields = ['name', 'mailName', 'zone'];
  const errorAt = (field: string): string | undefined =>
    refused?.field === field ? refused.text : undefined;
  const save = async (): Promise<void> => {
    if (!(await submit({ name: name.trim(), mailName: mailName.trim(), zone }))) return;
    onDone();
    toast({ text: say('practice.kept') });
  };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={say('practice.name')}
        description={say('practice.nameHint')}
        value={name}
        onChange={setName}
        limit={limits.name}
        autoFocus
        autoComplete="off"
        error={errorAt('name')}
      />
      <TextField
        label={say('practice.mailName')}
        description={say('practice.mailNameHint')}
        value={mailName}
        onChange={setMailName}
        limit={limits.name}
        autoComplete="off"
        error={errorAt('mailName')}
      />
      <Select
        label={say('practice.zone')}
        description={say('practice.zoneHint')}
        value={zone}
        onChange={setZone}
        options={zones(practice.zone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
        error={errorAt('zone')}
      />
      <div role="alert">
        {refused && !fields.includes(refused.field ?? '') ? (
          <p className={styles.banner}>{refused.text}</p>
        ) : null}
      </div>
      <Button look="primary" type="submit" isDisabled={isBusy || !name.trim() || !mailName.trim()}>
        {say('practice.keep')}
      </Button>
    </form>
  );
}

/** The zones this browser knows, and the practice's own in any case. */
function zones(own: string): string[] {
  return [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].sort();
}
