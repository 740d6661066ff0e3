import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Button, Card, ErrorState, Loading, useToast } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import { PinProgramDocument, ProgramsDocument, type ProgramsQuery } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

/** The practice's theme for now: the one program that every clinician's library shows first, or none. */
export function PinCard() {
  const say = useText();
  const { data, error, refetch } = useQuery(ProgramsDocument);
  return (
    <Card>
      <h2>{say('pin.title')}</h2>
      <p className={styles.muted}>{say('pin.lead')}</p>
      {data ? (
        <PinForm programs={data.programs} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading lines={2} />
      )}
    </Card>
  );
}

/** What stands for no program in the list. */
const none = 'none';

function PinForm({ programs }: { programs: ProgramsQuery['programs'] }) {
  const say = useText();
  const toast = useToast();
  const pinned = programs.find(({ isPinned }) => isPinned)?.slug ?? none;
  const [chosen, setChosen] = useState(pinned);
  const { submit, isBusy, refused } = useSubmit(PinProgramDocument, ({ pinProgram }) => pinProgram);
  const keep = async (): Promise<void> => {
    if (await submit(chosen === none ? {} : { slug: chosen })) toast({ text: say('pin.kept') });
  };
  return (
    <>
      <Select
        label={say('pin.which')}
        value={chosen}
        onChange={setChosen}
        options={[
          { value: none, label: say('pin.none') },
          ...[...programs]
            .sort((one, other) => one.title.localeCompare(other.title, say.language))
            .map(({ slug, title }) => ({ value: slug, label: title })),
        ]}
      />
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div>
        <Button isDisabled={isBusy || chosen === pinned} onPress={() => void keep()}>
          {say('pin.keep')}
        </Button>
      </div>
    </>
  );
}
