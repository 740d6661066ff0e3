import type { CoupleKind, Language } from '../gql/graphql.js';
import type { Refused } from '../use-submit.js';

/** Somebody to invite, as an open sheet holds them: a new person with name and mail, or somebody in care already. */
export interface Invitee {
  key: string;
  /** Null: a new person. */
  clientId: string | null;
  name: string;
  email: string;
  /** What they read; null: as their browser wishes. */
  language: Language | null;
}

export const newInvitee = (): Invitee => ({
  key: crypto.randomUUID(),
  clientId: null,
  name: '',
  email: '',
  language: null,
});

/** What is sent of a language: nothing where nobody has said. */
export const languageOf = ({ language }: Invitee): { language?: Language } => (language ? { language } : {});

/** What people of a couple are to each other, in the order a form offers it. */
export const coupleKinds: readonly CoupleKind[] = ['PARTNERS', 'CO_PARENTS', 'OTHER'];

/** The most people one couple is begun with. */
export const mostPeople = 6;

/** A field of somebody's, by their place among those who are invited. */
export interface PersonPlace {
  at: number;
  field: 'name' | 'email';
}

/** The first thing that is not there yet. */
export function gapIn(people: readonly Invitee[]): PersonPlace | null {
  for (const [at, { clientId, name, email }] of people.entries()) {
    if (clientId) continue;
    if (!name.trim()) return { at, field: 'name' };
    if (!email.trim()) return { at, field: 'email' };
  }
  return null;
}

/** Whose field the server means: `people.1.email`, `people.1`, or of one person `email` and `chosenName`. */
export function placeOf(refused: Refused | null): PersonPlace | null {
  const [, at = '0', field = ''] = /^(?:people\.(\d+)\.?)?(\w*)$/.exec(refused?.field ?? '-') ?? [];
  if (field === 'email') return { at: Number(at), field };
  if (field === 'name' || field === 'chosenName') return { at: Number(at), field: 'name' };
  return refused?.field?.startsWith('people.') && field === '' ? { at: Number(at), field: 'name' } : null;
}

/** Whether closing the sheet would lose words. */
export const isTyped = (people: readonly Invitee[]): boolean =>
  people.some(({ name, email }) => name !== '' || email !== '');
