import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Button, ChooseOne, Dialog, useToast } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import {
  AssignTargetsDocument,
  CloseWeekDocument,
  EnrollInProgramDocument,
  ProgramsDocument,
  type WeekOpening,
} from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import { OtherLanguage } from '../assign/OtherLanguage.js';
import { useRecipients, type Target } from '../assign/use-recipients.js';
import { FirstWeek } from './FirstWeek.js';
import { ProgramPicker } from './ProgramPicker.js';
import { refetch } from './refetch.js';
import type { Program } from './use-ways.js';
import styles from '../../Desk.module.css';

/** Begins a program: on somebody's page the program is chosen, on a program's line the person. */
export function BeginSheet({
  isOpen,
  onClose,
  ...given
}: {
  isOpen: boolean;
  onClose: () => void;
  target?: Target;
  program?: Program;
}) {
  const say = useText();
  return (
    <Dialog shape="sheet" title={say('program.begin')} isOpen={isOpen} onClose={onClose}>
      <BeginForm {...given} onDone={onClose} />
    </Dialog>
  );
}

function BeginForm({
  target: givenTarget,
  program,
  onDone,
}: {
  target?: Target;
  program?: Program;
  onDone: () => void;
}) {
  const say = useText();
  const toast = useToast();
  const [target, setTarget] = useState<Target | null>(givenTarget ?? null);
  const [slug, setSlug] = useState<string | null>(program?.slug ?? null);
  const [opens, setOpens] = useState<WeekOpening>('BY_HAND');
  const [isBegun, setBegun] = useState(true);
  const [gap, setGap] = useState<string | null>(null);
  const { recipients } = useRecipients(target);
  const chosen = useQuery(ProgramsDocument).data?.programs.find((one) => one.slug === slug);
  const beginning = useSubmit(EnrollInProgramDocument, ({ enrollInProgram }) => enrollInProgram, { refetch });
  const closing = useSubmit(CloseWeekDocument, ({ closeWeek }) => closeWeek, { refetch });
  const care = program?.care ?? target?.kind ?? null;

  const begin = async (): Promise<void> => {
    if (!slug) return setGap(say('program.missing'));
    if (!target) return setGap(say('assign.whoMissing'));
    if (!recipients) return setGap(say('assign.wait'));
    setGap(null);
    const done = await beginning.submit({
      episodeId: recipients.episodeId,
      programSlug: slug,
      opens: care === 'COUPLE' ? 'BY_HAND' : opens,
      isBegun,
    });
    if (!done) return;
    onDone();
    const opened = done.enrollment?.weeks.find(({ openedAt }) => openedAt);
    const undo = async (weekId: string): Promise<void> => {
      const closed = await closing.submit({ weekId });
      toast({ text: say(closed ? 'program.closed' : 'program.notClosed') });
    };
    toast(
      opened
        ? {
            text: say('program.begunOpen', { name: recipients.name }),
            undo: () => void undo(opened.id),
          }
        : { text: say('program.begun', { name: recipients.name }) },
    );
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
      {recipients?.kind === 'COUPLE' && !recipients.isGateOpen ? (
        <p className={styles.banner}>{say('program.gateShut')}</p>
      ) : null}
      {givenTarget ? null : <Whom care={care} target={target} onTarget={setTarget} />}
      <ProgramPicker care={care} slug={slug} onChoose={setSlug} autoFocus={givenTarget !== undefined} />
      {givenTarget && recipients ? <p>{say('assign.for', { name: recipients.name })}</p> : null}
      {chosen && recipients ? (
        <OtherLanguage languages={chosen.languages} people={recipients.people} />
      ) : null}
      <FirstWeek isNow={isBegun} onChange={setBegun} />
      {care === 'COUPLE' ? (
        <p className={styles.muted}>{say('program.byHandForTwo')}</p>
      ) : (
        <ChooseOne<WeekOpening>
          label={say('program.opens')}
          value={opens}
          onChange={setOpens}
          options={(['BY_HAND', 'AFTER_REVIEW'] as const).map((value) => ({
            value,
            label: say(`program.opens.${value}`),
            description: say(`program.opensHint.${value}`),
          }))}
        />
      )}
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {beginning.refused ? <p className={styles.banner}>{beginning.refused.text}</p> : null}
      </div>
      <Button look="primary" type="submit" isDisabled={beginning.isBusy}>
        {say('program.beginIt')}
      </Button>
      <p className={styles.muted}>{say('program.tenSeconds')}</p>
    </form>
  );
}

/** Those in care whom the program is for. */
function Whom({
  care,
  target,
  onTarget,
}: {
  care: Target['kind'] | null;
  target: Target | null;
  onTarget: (target: Target) => void;
}) {
  const say = useText();
  const { data } = useQuery(AssignTargetsDocument, { variables: { first: 100 } });
  const rows = (data?.caseload.edges ?? []).map(({ node }) => node).filter(({ kind }) => kind === care);
  return (
    <Select
      label={say('assign.who')}
      placeholder={say(care === 'COUPLE' ? 'program.whichCouple' : 'program.whichClient')}
      autoFocus
      value={target?.id ?? null}
      onChange={(chosenId) => {
        const row = rows.find(({ id }) => id === chosenId);
        if (row) onTarget({ kind: row.kind, id: row.id });
      }}
      options={rows.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
