import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Button, ChooseOne, Dialog, Tick, useToast } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import { CliniciansDocument, InvitePeopleDocument, type CoupleKind, type Role } from '../gql/graphql.js';
import { InvitedLinks } from '../invite/InvitedLinks.js';
import {
  coupleKinds,
  gapIn,
  isTyped,
  languageOf,
  newInvitee,
  placeOf,
  type PersonPlace,
} from '../invite/people.js';
import { PeopleFields } from '../invite/PeopleFields.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

const kinds = ['COLLEAGUE', 'CLIENT', 'COUPLE'] as const;
type Kind = (typeof kinds)[number];

/** Invites a colleague, a client or a couple. Whoever invites treats nobody by it: a clinician is named who will. */
export function InvitePeopleSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText();
  return (
    <Dialog shape="sheet" title={say('people.inviteTitle')} isOpen={isOpen} onClose={onClose}>
      <InviteForm onDone={onClose} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const say = useText();
  const toast = useToast();
  const [kind, setKind] = useState<Kind>('COLLEAGUE');
  const [everyone, setEveryone] = useState(() => [newInvitee(), newInvitee()]);
  const [role, setRole] = useState<Exclude<Role, 'CLIENT'>>('CLINICIAN');
  const [coupleKind, setCoupleKind] = useState<CoupleKind>('PARTNERS');
  const [clinicianId, setClinician] = useState<string | null>(null);
  const [isAdult, setAdult] = useState(false);
  const [gap, setGap] = useState<PersonPlace | 'clinicianId' | 'isAdult' | null>(null);
  const [invited, setInvited] = useState<{ name: string; link: string }[] | null>(null);
  const clinicians = useQuery(CliniciansDocument, { skip: kind === 'COLLEAGUE' });
  const { submit, isBusy, refused } = useSubmit(InvitePeopleDocument, ({ invitePeople }) => invitePeople, {
    refetch: ['PeopleScreen'],
  });
  const isColleague = kind === 'COLLEAGUE';
  const people = kind === 'COUPLE' ? everyone : everyone.slice(0, 1);
  useUnsaved(!invited && isTyped(people));

  const missing = (): typeof gap => {
    const inPeople = gapIn(people);
    if (inPeople || isColleague) return inPeople;
    if (!clinicianId) return 'clinicianId';
    return isAdult ? null : 'isAdult';
  };
  const send = async (): Promise<void> => {
    const found = missing();
    setGap(found);
    if (found) return;
    const done = await submit({
      role: isColleague ? role : 'CLIENT',
      people: people.map((person) => ({
        name: person.name.trim(),
        email: person.email.trim(),
        ...(isColleague ? {} : languageOf(person)),
      })),
      ...(isColleague ? {} : { clinicianId, isAdult }),
      ...(kind === 'COUPLE' ? { coupleKind } : {}),
    });
    if (!done) return;
    // A colleague's link is in the mail alone: nobody else here may join by it.
    if (isColleague) {
      onDone();
      toast({ text: say('people.mailed', { name: people[0]?.name.trim() ?? '' }) });
      return;
    }
    const links = done.links ?? [];
    setInvited(people.map(({ name }, at) => ({ name: name.trim(), link: links[at] ?? '' })));
  };

  if (invited) return <InvitedLinks invited={invited} onDone={onDone} />;
  const isPlace = gap !== null && typeof gap === 'object';
  const place = isPlace ? gap : placeOf(refused);
  const placeText = isPlace ? say(`invite.missing.${gap.field}`) : refused?.text;
  const options = clinicians.data?.clinicians ?? [];
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ChooseOne<Kind>
        label={say('invite.whom')}
        hideLabel
        value={kind}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: say(`people.kind.${value}`) }))}
      />
      {isColleague ? (
        <Select
          label={say('people.role')}
          value={role}
          onChange={setRole}
          options={(['CLINICIAN', 'PRACTICE_ADMIN'] as const).map((value) => ({
            value,
            label: say(`role.${value}`),
          }))}
        />
      ) : null}
      <PeopleFields
        people={people}
        onChange={(changed) => setEveryone(kind === 'COUPLE' ? changed : [...changed, ...everyone.slice(1)])}
        areClients={!isColleague}
        trouble={place && placeText ? { ...place, text: placeText } : null}
      />
      {kind === 'COUPLE' ? (
        <Select
          label={say('invite.kind')}
          value={coupleKind}
          onChange={setCoupleKind}
          options={coupleKinds.map((value) => ({ value, label: say(`couple.kind.${value}`) }))}
        />
      ) : null}
      {isColleague ? null : (
        <>
          <Select
            label={say('people.whoTreats')}
            placeholder={say('people.chooseClinician')}
            value={clinicianId}
            onChange={setClinician}
            options={options.map(({ id, name }) => ({ value: id, label: name }))}
            {...(clinicians.data && options.length === 0 ? { description: say('people.moveNobody') } : {})}
            error={gap === 'clinicianId' ? say('people.clinicianMissing') : undefined}
          />
          <Tick isSelected={isAdult} onChange={setAdult} isInvalid={gap === 'isAdult'}>
            {say(kind === 'COUPLE' ? 'invite.adults' : 'invite.adult')}
          </Tick>
        </>
      )}
      <div role="alert">
        {gap === 'isAdult' ? <p className={styles.banner}>{say('invite.adultMissing')}</p> : null}
        {refused && !placeOf(refused) ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <p className={styles.muted}>{say(isColleague ? 'people.inviteNote' : 'invite.note')}</p>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say(kind === 'COUPLE' ? 'invite.sendEach' : 'invite.send')}
      </Button>
    </form>
  );
}
