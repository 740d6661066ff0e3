import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { limits } from '@rejoin/domain';
import { Button, ChooseOne, Dialog, TextField, Tick } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import {
  AssignTargetsDocument,
  InviteClientDocument,
  InviteCoupleDocument,
  type CoupleKind,
} from '../gql/graphql.js';
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

/** Invites one person or a couple: names, mail addresses, one tick. Links go out by mail and can be copied. */
export function InviteSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useText();
  return (
    <Dialog shape="sheet" title={say('invite.title')} isOpen={isOpen} onClose={onClose}>
      <InviteForm onDone={onClose} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const say = useText();
  const [isCouple, setCouple] = useState(false);
  const [everyone, setEveryone] = useState(() => [newInvitee(), newInvitee()]);
  const [kind, setKind] = useState<CoupleKind>('PARTNERS');
  const [label, setLabel] = useState('');
  const [isAdult, setAdult] = useState(false);
  const [gap, setGap] = useState<PersonPlace | 'isAdult' | null>(null);
  const [invited, setInvited] = useState<{ name: string; link: string }[] | null>(null);
  const inCare = useQuery(AssignTargetsDocument, { variables: { first: 100 }, skip: !isCouple });
  const refetch = ['CaseloadScreen', 'AssignTargets'];
  const one = useSubmit(InviteClientDocument, ({ inviteClient }) => inviteClient, { refetch });
  const couple = useSubmit(InviteCoupleDocument, ({ inviteCouple }) => inviteCouple, { refetch });
  const { isBusy, refused } = isCouple ? couple : one;
  const people = isCouple ? everyone : everyone.slice(0, 1);
  useUnsaved(!invited && (isTyped(people) || label !== ''));

  const send = async (): Promise<void> => {
    const missing = gapIn(people) ?? (isAdult ? null : ('isAdult' as const));
    setGap(missing);
    if (missing) return;
    const links = isCouple ? await inviteCouple() : await inviteOne();
    if (!links) return;
    const invitees = people.filter(({ clientId }) => !clientId);
    setInvited(invitees.map(({ name }, at) => ({ name: name.trim(), link: links[at] ?? '' })));
  };
  const inviteOne = async (): Promise<readonly string[] | null> => {
    const [person = newInvitee()] = people;
    const done = await one.submit({
      chosenName: person.name.trim(),
      email: person.email.trim(),
      ...languageOf(person),
      isAdult,
    });
    return done && [done.link ?? ''];
  };
  const inviteCouple = async (): Promise<readonly string[] | null> => {
    const done = await couple.submit({
      kind,
      isAdult,
      ...(label.trim() ? { label: label.trim() } : {}),
      people: people.map((person) =>
        person.clientId
          ? { clientId: person.clientId }
          : { chosenName: person.name.trim(), email: person.email.trim(), ...languageOf(person) },
      ),
    });
    return done && (done.links ?? []);
  };

  if (invited) return <InvitedLinks invited={invited} onDone={onDone} />;
  const place = gap && gap !== 'isAdult' ? gap : placeOf(refused);
  const missingText = gap && gap !== 'isAdult' ? say(`invite.missing.${gap.field}`) : refused?.text;
  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ChooseOne
        label={say('invite.whom')}
        hideLabel
        value={isCouple ? 'COUPLE' : 'INDIVIDUAL'}
        onChange={(chosen) => setCouple(chosen === 'COUPLE')}
        options={[
          { value: 'INDIVIDUAL', label: say('invite.one') },
          { value: 'COUPLE', label: say('invite.couple'), description: say('invite.coupleHint') },
        ]}
      />
      <PeopleFields
        people={people}
        onChange={(changed) => setEveryone(isCouple ? changed : [...changed, ...everyone.slice(1)])}
        known={
          isCouple
            ? (inCare.data?.caseload.edges ?? [])
                .map(({ node }) => node)
                .filter((row) => row.kind === 'INDIVIDUAL')
            : []
        }
        trouble={place && missingText ? { ...place, text: missingText } : null}
      />
      {isCouple ? (
        <>
          <Select
            label={say('invite.kind')}
            value={kind}
            onChange={setKind}
            options={coupleKinds.map((value) => ({ value, label: say(`couple.kind.${value}`) }))}
          />
          <TextField
            label={say('invite.label')}
            description={say('invite.labelHint')}
            value={label}
            onChange={setLabel}
            limit={limits.name}
            autoComplete="off"
          />
        </>
      ) : null}
      <Tick isSelected={isAdult} onChange={setAdult} isInvalid={gap === 'isAdult'}>
        {say(isCouple ? 'invite.adults' : 'invite.adult')}
      </Tick>
      <div role="alert">
        {gap === 'isAdult' ? <p className={styles.banner}>{say('invite.adultMissing')}</p> : null}
        {refused && !placeOf(refused) ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <p className={styles.muted}>{say('invite.note')}</p>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say(isCouple ? 'invite.sendEach' : 'invite.send')}
      </Button>
    </form>
  );
}
