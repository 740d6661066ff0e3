import { useState } from 'react';
import { Button, TextField, useToast } from '../../ui/index.js';
import { SetHelpInformationDocument, type PracticePartsFragment } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

/** A line as it is typed; the key keeps its place while others come and go. */
interface TypedLine {
  key: string;
  name: string;
  number: string;
  hours: string;
  language: string;
  note: string;
}

const mostLines = 12;
const lineFields = ['name', 'number', 'hours', 'language', 'note'] as const;
const emptyLine = (): TypedLine => ({
  key: crypto.randomUUID(),
  name: '',
  number: '',
  hours: '',
  language: '',
  note: '',
});

/** Numbers that somebody here looked up and tried, and the day they did. None is filled in for them. */
export function HelpForm({ help, onDone }: { help: PracticePartsFragment['help']; onDone: () => void }) {
  const say = useText();
  const toast = useToast();
  const [emergencyNumber, setEmergency] = useState(help.emergencyNumber ?? '');
  const [lines, setLines] = useState<TypedLine[]>(() =>
    help.lines.map((line) => ({
      ...emptyLine(),
      name: line.name,
      number: line.number,
      hours: line.hours,
      language: line.language ?? '',
      note: line.note ?? '',
    })),
  );
  const [practiceHours, setHours] = useState(help.practiceHours ?? '');
  const [checkedOn, setCheckedOn] = useState(help.checkedOn ?? '');
  const [isTyped, setTyped] = useState(false);
  const { submit, isBusy, refused } = useSubmit(
    SetHelpInformationDocument,
    ({ setHelpInformation }) => setHelpInformation,
  );
  useUnsaved(isTyped);

  const errorAt = (field: string): string | undefined =>
    refused?.field === field ? refused.text : undefined;
  const isPlaced = /^(?:emergencyNumber|practiceHours|checkedOn|lines\.\d+\.\w+)$/.test(refused?.field ?? '');
  const change = (at: number, by: Partial<TypedLine>): void =>
    setLines((before) => before.map((line, index) => (index === at ? { ...line, ...by } : line)));
  const save = async (): Promise<void> => {
    const done = await submit({
      emergencyNumber: emergencyNumber.trim(),
      checkedOn,
      practiceHours: practiceHours.trim() || null,
      lines: lines.map(({ name, number, hours, language, note }) => ({
        name: name.trim(),
        number: number.trim(),
        hours: hours.trim(),
        language: language.trim() || null,
        note: note.trim() || null,
      })),
    });
    if (!done) return;
    onDone();
    toast({ text: say('practice.kept') });
  };

  return (
    <form
      className={styles.section}
      noValidate
      onChange={() => setTyped(true)}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className={styles.muted}>{say('help.lead')}</p>
      <TextField
        label={say('practice.emergency')}
        value={emergencyNumber}
        onChange={setEmergency}
        autoFocus
        autoComplete="off"
        error={errorAt('emergencyNumber')}
      />
      {lines.map((line, at) => (
        <fieldset key={line.key} className={styles.section}>
          <legend className={styles.legend}>{say('help.line', { number: at + 1 })}</legend>
          {lineFields.map((field) => (
            <TextField
              key={field}
              label={say(`help.line.${field}`)}
              value={line[field]}
              onChange={(value) => change(at, { [field]: value })}
              autoComplete="off"
              error={errorAt(`lines.${String(at)}.${field}`)}
            />
          ))}
          <div>
            <Button look="link" onPress={() => setLines(lines.filter(({ key }) => key !== line.key))}>
              {say('help.removeLine', { number: at + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {lines.length < mostLines ? (
        <div>
          <Button onPress={() => setLines([...lines, emptyLine()])}>{say('help.addLine')}</Button>
        </div>
      ) : null}
      <TextField
        label={say('practice.hours')}
        description={say('help.hoursHint')}
        value={practiceHours}
        onChange={setHours}
        autoComplete="off"
        error={errorAt('practiceHours')}
      />
      <TextField
        label={say('practice.checked')}
        description={say('help.checkedHint')}
        type="date"
        value={checkedOn}
        onChange={setCheckedOn}
        error={errorAt('checkedOn')}
      />
      <div role="alert">{refused && !isPlaced ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <Button look="primary" type="submit" isDisabled={isBusy || !emergencyNumber.trim() || !checkedOn}>
        {say('practice.keep')}
      </Button>
    </form>
  );
}
