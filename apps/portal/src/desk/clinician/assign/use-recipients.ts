import { useQuery } from '@apollo/client/react';
import {
  AssignClientDocument,
  AssignCoupleDocument,
  type AssignClientQuery,
  type CareKind,
  type Language,
} from '../../gql/graphql.js';
import { openFor } from '../use-given.js';

/** A row of the caseload to give something to: one person, or a couple. */
export interface Target {
  kind: CareKind;
  id: string;
}

/** One of those, with the language they read; null: nobody has said. */
export interface Recipient {
  id: string;
  name: string;
  openCount: number;
  language: Language | null;
}

/** Those an exercise can be given to, and what the sheet must know of their course of care. */
export interface Recipients {
  kind: CareKind;
  name: string;
  episodeId: string;
  nextSession: NonNullable<NonNullable<AssignClientQuery['client']>['episode']>['nextSession'];
  people: readonly Recipient[];
  /** Whether an exercise for couples may be given. */
  isGateOpen: boolean;
}

/** Null while nobody is chosen, while it loads, and where nothing can be given. */
export function useRecipients(target: Target | null): { recipients: Recipients | null; error: unknown } {
  const id = target?.id ?? '';
  const ofClient = useQuery(AssignClientDocument, {
    variables: { id },
    skip: target?.kind !== 'INDIVIDUAL',
  });
  const ofCouple = useQuery(AssignCoupleDocument, { variables: { id }, skip: target?.kind !== 'COUPLE' });
  if (target?.kind === 'INDIVIDUAL') {
    const client = ofClient.data?.client;
    if (!client?.episode) return { recipients: null, error: ofClient.error };
    const { id: personId, chosenName: name, language, assignments } = client;
    return {
      recipients: {
        kind: 'INDIVIDUAL',
        name,
        episodeId: client.episode.id,
        nextSession: client.episode.nextSession,
        people: [{ id: personId, name, language, openCount: openFor(personId, assignments) }],
        isGateOpen: false,
      },
      error: null,
    };
  }
  const couple = ofCouple.data?.couple;
  if (!couple) return { recipients: null, error: ofCouple.error };
  return {
    recipients: {
      kind: 'COUPLE',
      name: couple.name,
      episodeId: couple.episode.id,
      nextSession: couple.episode.nextSession,
      people: couple.partners
        .filter(({ until }) => !until)
        .map(({ client }) => ({
          id: client.id,
          name: client.chosenName,
          language: client.language,
          openCount: openFor(client.id, couple.assignments),
        })),
      isGateOpen: couple.isGateOpen,
    },
    error: null,
  };
}

/**
 * What of the library fits: exercises for couples only where the gate is open; where it is shut each is offered something
 * of their own, and what is kind to oneself comes first.
 */
export function fitting<Exercise extends { isForCouples: boolean; focus: string }>(
  library: readonly Exercise[],
  recipients: Pick<Recipients, 'kind' | 'isGateOpen'> | null,
): Exercise[] {
  if (!recipients || recipients.isGateOpen) return [...library];
  const alone = library.filter(({ isForCouples }) => !isForCouples);
  if (recipients.kind === 'INDIVIDUAL') return alone;
  const isKind = ({ focus }: Exercise): boolean => focus === 'SELF_COMPASSION';
  return [...alone.filter(isKind), ...alone.filter((exercise) => !isKind(exercise))];
}
