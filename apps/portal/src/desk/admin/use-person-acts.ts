import { useToast } from '../../ui/index.js';
import {
  RenewPersonInvitationDocument,
  RestorePersonDocument,
  RevokePersonInvitationDocument,
  SignPersonOutDocument,
  SuspendPersonDocument,
  type PersonPartsFragment,
} from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit, type Refused } from '../use-submit.js';

export type Person = PersonPartsFragment;

/** What an admin does about somebody at once, because it can be undone or done again. */
export function usePersonActs(): {
  suspend: (person: Person) => Promise<void>;
  restore: (person: Person) => Promise<void>;
  signOut: (person: Person) => Promise<void>;
  renew: (person: Person, invitationId: string) => Promise<void>;
  revoke: (person: Person, invitationId: string) => Promise<void>;
  refused: Refused | null;
} {
  const say = useText();
  const toast = useToast();
  const suspending = useSubmit(SuspendPersonDocument, ({ suspendPerson }) => suspendPerson);
  const restoring = useSubmit(RestorePersonDocument, ({ restorePerson }) => restorePerson);
  const signingOut = useSubmit(SignPersonOutDocument, ({ signPersonOut }) => signPersonOut);
  const renewing = useSubmit(
    RenewPersonInvitationDocument,
    ({ renewPersonInvitation }) => renewPersonInvitation,
  );
  const revoking = useSubmit(
    RevokePersonInvitationDocument,
    ({ revokePersonInvitation }) => revokePersonInvitation,
  );
  const all = [suspending, restoring, signingOut, renewing, revoking];

  /** One act at a time is spoken of: what stood in the way of the one before is no longer the question. */
  const act = async (done: () => Promise<unknown>, text: string, undo?: () => void): Promise<void> => {
    for (const { clear } of all) clear();
    if (await done()) toast({ text, ...(undo ? { undo } : {}) });
  };
  const restore = (person: Person): Promise<void> =>
    act(
      () => restoring.submit({ membershipId: person.membershipId ?? '' }),
      say('people.restored', { name: person.name }),
    );
  return {
    suspend: (person) =>
      act(
        () => suspending.submit({ membershipId: person.membershipId ?? '' }),
        say('people.suspended', { name: person.name }),
        () => void restore(person),
      ),
    restore,
    signOut: (person) =>
      act(
        () => signingOut.submit({ membershipId: person.membershipId ?? '' }),
        say('people.signedOut', { name: person.name }),
      ),
    renew: (person, invitationId) =>
      act(() => renewing.submit({ invitationId }), say('people.renewed', { name: person.name })),
    revoke: (person, invitationId) =>
      act(() => revoking.submit({ invitationId }), say('people.revoked', { name: person.name })),
    refused: all.find(({ refused }) => refused)?.refused ?? null,
  };
}
