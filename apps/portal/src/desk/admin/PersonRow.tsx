import { Ellipsis } from 'lucide-react';
import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { dayOf } from '../../lib/format.js';
import { Tag } from '../../ui/index.js';
import { Menu, type MenuAction } from '../../ui/Menu.js';
import {
  InvitationPartsFragmentDoc,
  PersonPartsFragmentDoc,
  type InvitationPartsFragment,
  type PersonPartsFragment,
  type Role,
} from '../gql/graphql.js';
import { useText } from '../text.js';
import type { Asking } from './PersonDialogs.js';
import type { Person, usePersonActs } from './use-person-acts.js';
import styles from '../Desk.module.css';

/** Somebody of the practice: name, roles, state, who treats them, and what an admin can do about their account. */
export function PersonRow({
  person: from,
  acts,
  onAsk,
}: {
  person: FragmentType<PersonPartsFragment> & { id: string };
  acts: ReturnType<typeof usePersonActs>;
  onAsk: (asking: Asking) => void;
}) {
  const say = useText();
  const { data: person, complete } = useFragment({
    fragment: PersonPartsFragmentDoc,
    fragmentName: 'PersonParts',
    from,
  });
  const { data: invitation, complete: isInvited } = useFragment({
    fragment: InvitationPartsFragmentDoc,
    fragmentName: 'InvitationParts',
    from: complete ? person.invitation : null,
  });
  if (!complete) return null;
  const open = isInvited ? invitation : null;
  const actions = [
    ...(open ? invitationActs(person, open) : []),
    ...(person.viewerCanManage && person.membershipId ? accountActs(person) : []),
    ...person.courses.map((course) => ({
      id: `move-${course.episodeId}`,
      label:
        person.courses.length > 1 || course.kind === 'COUPLE'
          ? say('people.act.moveOf', { name: course.name })
          : say('people.act.move'),
      onAction: () => onAsk({ is: 'MOVE', person, course }),
    })),
  ];

  return (
    <>
      <div className={styles.personName}>
        <strong>{person.name}</strong>
        <span className={styles.muted}>
          {say(`role.${person.role}`)}
          {person.otherRoles.map((role) => ` · ${say(`people.also.${role}`)}`)}
        </span>
      </div>
      <div className={styles.itemText}>
        {person.courses.map((course) => (
          <span key={course.episodeId}>
            {course.clinicianName
              ? say(`people.course.${course.kind}`, { clinician: course.clinicianName, name: course.name })
              : say('people.course.nobody', { name: course.name })}
          </span>
        ))}
      </div>
      <div className={styles.rowEnd}>
        <span className={styles.tags}>
          <Tag tone={person.state === 'SUSPENDED' ? 'caution' : 'plain'}>
            {say(`account.${person.state}`)}
          </Tag>
          {open?.state === 'OPEN' ? (
            <span className={styles.muted}>
              {say('people.linkUntil', { day: dayOf(open.expiresAt, say.language) })}
            </span>
          ) : null}
          {open?.state === 'EXPIRED' ? <span className={styles.muted}>{say('people.linkEnded')}</span> : null}
        </span>
        {actions.length > 0 ? (
          <Menu label={say('people.more', { name: person.name })} actions={actions}>
            <Ellipsis size={20} aria-hidden="true" />
          </Menu>
        ) : null}
      </div>
    </>
  );

  function invitationActs(of: Person, { id, state }: InvitationPartsFragment): MenuAction[] {
    const isOpen = state === 'OPEN';
    return [
      {
        id: 'link',
        label: say('people.act.link'),
        onAction: () => onAsk({ is: 'LINK', person: of, invitationId: id }),
      },
      { id: 'renew', label: say('people.act.renew'), onAction: () => void acts.renew(of, id) },
      { id: 'revoke', label: say('people.act.revoke'), onAction: () => void acts.revoke(of, id) },
    ].filter(({ id: act }) => (act === 'link' ? isOpen && of.role === 'CLIENT' : isOpen || act === 'renew'));
  }

  function accountActs(of: Person): MenuAction[] {
    if (of.state === 'SUSPENDED') {
      return [{ id: 'restore', label: say('people.act.restore'), onAction: () => void acts.restore(of) }];
    }
    return [
      ...furtherRoles(of).map((role) => ({
        id: `role-${role}`,
        label: say(`people.act.role.${role}`),
        onAction: () => onAsk({ is: 'ROLE', person: of, role }),
      })),
      { id: 'reset', label: say('people.act.reset'), onAction: () => onAsk({ is: 'RESET', person: of }) },
      { id: 'signOut', label: say('people.act.signOut'), onAction: () => void acts.signOut(of) },
      { id: 'suspend', label: say('people.act.suspend'), onAction: () => void acts.suspend(of) },
    ];
  }
}

/** A role more for somebody of the staff. Clients stay clients. */
function furtherRoles({ role, otherRoles }: Person): Exclude<Role, 'CLIENT'>[] {
  if (role === 'CLIENT') return [];
  return (['CLINICIAN', 'PRACTICE_ADMIN'] as const).filter(
    (further) => further !== role && !otherRoles.includes(further),
  );
}
