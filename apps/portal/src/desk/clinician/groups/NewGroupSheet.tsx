import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { limits } from '@rejoin/domain';
import { Button, ChooseSome, Dialog, TextField, useToast } from '../../../ui/index.js';
import { AssignTargetsDocument, EnrollCohortDocument } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useUnsaved } from '../../unsaved.js';
import { useSubmit } from '../../use-submit.js';
import { FirstWeek } from '../programs/FirstWeek.js';
import { ProgramPicker } from '../programs/ProgramPicker.js';
import { refetch } from '../programs/refetch.js';
import styles from '../../Desk.module.css';

/** Begins a program with several people of the caseload at once. */
export function NewGroupSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText();
  return (
    <Dialog shape="sheet" title={say('groups.new')} isOpen={isOpen} onClose={onClose}>
      <NewGroupForm onDone={onClose} />
    </Dialog>
  );
}

function NewGroupForm({ onDone }: { onDone: () => void }) {
  const say = useText();
  const toast = useToast();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const [clientIds, setClientIds] = useState<string[]>([]);
  const [isBegun, setBegun] = useState(true);
  const [gap, setGap] = useState<string | null>(null);
  const caseload = useQuery(AssignTargetsDocument, { variables: { first: 100 } });
  const clients = (caseload.data?.caseload.edges ?? [])
    .map(({ node }) => node)
    .filter(({ kind }) => kind === 'INDIVIDUAL');
  const { submit, isBusy, refused } = useSubmit(EnrollCohortDocument, ({ enrollCohort }) => enrollCohort, {
    refetch,
  });
  useUnsaved(name !== '');

  const begin = async (): Promise<void> => {
    if (!name.trim()) return setGap(say('groups.nameMissing'));
    if (!slug) return setGap(say('program.missing'));
    if (clientIds.length === 0) return setGap(say('groups.whoMissing'));
    setGap(null);
    if (!(await submit({ name: name.trim(), programSlug: slug, clientIds, isBegun }))) return;
    onDone();
    toast({ text: say('groups.made', { name: name.trim() }) });
  };
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <TextField
        label={say('groups.name')}
        description={say('groups.nameHint')}
        value={name}
        onChange={setName}
        limit={limits.name}
        autoFocus
        autoComplete="off"
      />
      <ProgramPicker care="INDIVIDUAL" slug={slug} onChoose={setSlug} />
      <ChooseSome
        label={say('groups.who')}
        description={say('groups.whoHint')}
        value={clientIds}
        onChange={setClientIds}
        options={clients.map(({ id, name: clientName }) => ({ value: id, label: clientName }))}
      />
      <FirstWeek isNow={isBegun} onChange={setBegun} />
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {refused ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say('groups.begin')}
      </Button>
      <p className={styles.muted}>{say('program.tenSeconds')}</p>
    </form>
  );
}
