import { isLanguage, languageValues, limits } from '@rejoin/domain';
import { languageName } from '../../lib/format.js';
import { Button, TextField } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import { useText } from '../text.js';
import { mostPeople, newInvitee, type Invitee, type PersonPlace } from './people.js';
import styles from '../Desk.module.css';

const newPerson = 'NEW';
const browsers = 'BROWSER';

/** Name and mail of each person to invite; of a couple, each may be somebody in care already. */
export function PeopleFields({
  people,
  onChange,
  known = [],
  areClients = true,
  trouble,
}: {
  people: readonly Invitee[];
  onChange: (people: Invitee[]) => void;
  /** Those in care already, by name. */
  known?: readonly { id: string; name: string }[];
  /** Staff are spoken to in English. */
  areClients?: boolean;
  trouble: (PersonPlace & { text: string }) | null;
}) {
  const say = useText();
  const change = (at: number, by: Partial<Invitee>): void =>
    onChange(people.map((person, index) => (index === at ? { ...person, ...by } : person)));
  const fieldsOf = (person: Invitee, at: number) => (
    <>
      {known.length > 0 ? (
        <Select
          label={say('invite.who')}
          value={person.clientId ?? newPerson}
          onChange={(id) => change(at, { clientId: id === newPerson ? null : id })}
          options={[
            { value: newPerson, label: say('invite.newPerson') },
            ...known
              .filter(({ id }) => id === person.clientId || !people.some(({ clientId }) => clientId === id))
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      {person.clientId ? null : (
        <>
          <TextField
            label={say('invite.name')}
            {...(people.length === 1 ? { description: say('invite.nameHint') } : {})}
            value={person.name}
            onChange={(name) => change(at, { name })}
            limit={limits.name}
            autoFocus={at === 0}
            autoComplete="off"
            error={trouble?.at === at && trouble.field === 'name' ? trouble.text : undefined}
          />
          <TextField
            label={say('invite.email')}
            type="email"
            value={person.email}
            onChange={(email) => change(at, { email })}
            autoComplete="off"
            error={trouble?.at === at && trouble.field === 'email' ? trouble.text : undefined}
          />
          {areClients ? (
            <Select
              label={say('invite.language')}
              value={person.language ?? browsers}
              onChange={(language) => change(at, { language: isLanguage(language) ? language : null })}
              options={[
                { value: browsers, label: say('invite.language.browser') },
                ...languageValues.map((value) => ({ value, label: languageName(value, say.language) })),
              ]}
            />
          ) : null}
        </>
      )}
    </>
  );

  const [only] = people;
  if (people.length === 1 && only) return fieldsOf(only, 0);
  return (
    <>
      {people.map((person, at) => (
        <fieldset key={person.key} className={styles.section}>
          <legend className={styles.legend}>{say('invite.person', { number: at + 1 })}</legend>
          {fieldsOf(person, at)}
          {people.length > 2 ? (
            <div>
              <Button look="link" onPress={() => onChange(people.filter(({ key }) => key !== person.key))}>
                {say('invite.removePerson', { number: at + 1 })}
              </Button>
            </div>
          ) : null}
        </fieldset>
      ))}
      {people.length < mostPeople ? (
        <div>
          <Button onPress={() => onChange([...people, newInvitee()])}>{say('invite.addPerson')}</Button>
        </div>
      ) : null}
    </>
  );
}
