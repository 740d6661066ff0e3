import { useEffect, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Button, Dialog, ErrorState, Loading, useToast } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import {
  AddRoleDocument,
  CliniciansDocument,
  MoveCareDocument,
  StartPasswordResetDocument,
  type Role,
} from '../gql/graphql.js';
import { CopyLink } from '../invite/CopyLink.js';
import { useInvitationLink } from '../invite/use-invitation-link.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import type { Person } from './use-person-acts.js';
import styles from '../Desk.module.css';

/** What is asked before an act that cannot come back, or that needs an answer. */
export type Asking =
  | { is: 'LINK'; person: Person; invitationId: string }
  | { is: 'RESET'; person: Person }
  | { is: 'ROLE'; person: Person; role: Exclude<Role, 'CLIENT'> }
  | { is: 'MOVE'; person: Person; course: Person['courses'][number] };

/** The one question that is open, if one is. */
export function PersonDialogs({ asking, onClose }: { asking: Asking | null; onClose: () => void }) {
  const say = useText();
  if (!asking) return null;
  const titles = {
    LINK: say('people.linkTitle', { name: asking.person.name }),
    RESET: say('people.resetTitle', { name: asking.person.name }),
    ROLE: say('people.roleTitle', { name: asking.person.name }),
    MOVE: asking.is === 'MOVE' ? say('people.moveTitle', { name: asking.course.name }) : '',
  };
  return (
    <Dialog title={titles[asking.is]} isOpen onClose={onClose}>
      {asking.is === 'LINK' ? <LinkAsked invitationId={asking.invitationId} /> : null}
      {asking.is === 'RESET' ? <ResetAsked person={asking.person} onClose={onClose} /> : null}
      {asking.is === 'ROLE' ? (
        <RoleAsked person={asking.person} role={asking.role} onClose={onClose} />
      ) : null}
      {asking.is === 'MOVE' ? <MoveAsked course={asking.course} onClose={onClose} /> : null}
    </Dialog>
  );
}

function LinkAsked({ invitationId }: { invitationId: string }) {
  const say = useText();
  const { link, show } = useInvitationLink();
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    let isHere = true;
    void show(invitationId).then((found) => {
      if (isHere && !found) setGone(true);
    });
    return () => {
      isHere = false;
    };
  }, [invitationId, show]);
  if (isGone) return <p role="alert">{say('invitation.noLink')}</p>;
  if (!link) return <Loading lines={1} />;
  return (
    <>
      <CopyLink link={link} />
      <p className={styles.muted}>{say('invite.sentNote')}</p>
    </>
  );
}

/** Two ways on under a question. */
function Ways({
  act,
  isBusy,
  refused,
  onAct,
  onClose,
}: {
  act: string;
  isBusy: boolean;
  refused: string | undefined;
  onAct: () => void;
  onClose: () => void;
}) {
  const say = useText();
  return (
    <>
      <div role="alert">{refused ? <p className={styles.banner}>{refused}</p> : null}</div>
      <div className={styles.acts}>
        <Button look="primary" isDisabled={isBusy} onPress={onAct}>
          {act}
        </Button>
        <Button onPress={onClose}>{say('people.leaveIt')}</Button>
      </div>
    </>
  );
}

function ResetAsked({ person, onClose }: { person: Person; onClose: () => void }) {
  const say = useText();
  const toast = useToast();
  const { submit, isBusy, refused } = useSubmit(
    StartPasswordResetDocument,
    ({ startPasswordReset }) => startPasswordReset,
  );
  const send = async (): Promise<void> => {
    if (!(await submit({ membershipId: person.membershipId ?? '' }))) return;
    onClose();
    toast({ text: say('people.resetSent', { name: person.name }) });
  };
  return (
    <>
      <p>{say('people.resetLead')}</p>
      <Ways
        act={say('people.resetSend')}
        isBusy={isBusy}
        refused={refused?.text}
        onAct={() => void send()}
        onClose={onClose}
      />
    </>
  );
}

function RoleAsked({
  person,
  role,
  onClose,
}: {
  person: Person;
  role: Exclude<Role, 'CLIENT'>;
  onClose: () => void;
}) {
  const say = useText();
  const toast = useToast();
  const { submit, isBusy, refused } = useSubmit(AddRoleDocument, ({ addRole }) => addRole, {
    refetch: ['PeopleScreen'],
  });
  const add = async (): Promise<void> => {
    if (!(await submit({ membershipId: person.membershipId ?? '', role }))) return;
    onClose();
    toast({ text: say('people.roleAdded', { name: person.name, role: say(`role.${role}`) }) });
  };
  return (
    <>
      <p>{say(`people.roleLead.${role}`)}</p>
      <Ways
        act={say(`people.act.role.${role}`)}
        isBusy={isBusy}
        refused={refused?.text}
        onAct={() => void add()}
        onClose={onClose}
      />
    </>
  );
}

function MoveAsked({ course, onClose }: { course: Person['courses'][number]; onClose: () => void }) {
  const say = useText();
  const toast = useToast();
  const [clinicianId, setClinician] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(CliniciansDocument);
  const { submit, isBusy, refused } = useSubmit(MoveCareDocument, ({ moveCare }) => moveCare);
  if (!data) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={2} />;
  }
  const others = data.clinicians.filter(({ id }) => id !== course.clinicianId);
  const chosen = others.find(({ id }) => id === clinicianId);
  const move = async (): Promise<void> => {
    if (!chosen || !(await submit({ episodeId: course.episodeId, clinicianId: chosen.id }))) return;
    onClose();
    toast({ text: say('people.moved', { name: course.name, clinician: chosen.name }) });
  };
  if (others.length === 0) return <p>{say('people.moveNobody')}</p>;
  return (
    <>
      <p>
        {course.clinicianName
          ? say('people.moveLead', { clinician: course.clinicianName })
          : say('people.moveLeadNobody')}
      </p>
      <Select
        label={say('people.moveTo')}
        placeholder={say('people.chooseClinician')}
        value={clinicianId}
        onChange={setClinician}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Ways
        act={say('people.move')}
        isBusy={isBusy || !chosen}
        refused={refused?.text}
        onAct={() => void move()}
        onClose={onClose}
      />
    </>
  );
}
