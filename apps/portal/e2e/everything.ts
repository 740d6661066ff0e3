// All one person is ever answered: every query and every mutation of the schema, with every id in every place of it.
import { operationsOf } from '../../../tools/surface.mjs';
import { Person } from '../../../tools/wire.mjs';
import type { Rejoin } from './rejoin.js';

/** One question that was asked, and what came back, word for word. */
export interface Answered {
  name: string;
  text: string;
}

interface Somebody {
  email: string;
  password: string;
}

const queries = operationsOf('Query');
const mutations = operationsOf('Mutation');
/** What ends or changes the sign-in that asks. */
const endsSignIn = /signOut|signIn|acceptInvitation|resetPassword/;

/** Looks at all there is to look at. */
export async function lookedAtEverything(
  { url }: Rejoin,
  who: Somebody,
  ids: readonly string[],
): Promise<Answered[]> {
  const person = new Person(url);
  await enter(person, who);
  return answersOf(person, queries, ids);
}

/**
 * Asks everything there is to ask: all queries, then all mutations, some of which are done, and all queries once more. It is
 * the last thing that happens in a practice.
 */
export async function askedEverything(
  { url }: Rejoin,
  who: Somebody,
  ids: readonly string[],
): Promise<Answered[]> {
  const person = new Person(url);
  const acts = mutations.filter(({ name }) => !endsSignIn.test(name));
  const answered: Answered[] = [];
  await enter(person, who);
  for (const operations of [queries, acts, queries])
    answered.push(...(await answersOf(person, operations, ids)));
  for (const mutation of mutations.filter((one) => !acts.includes(one))) {
    answered.push(...(await answersOf(person, [mutation], ids)));
    await enter(person, who);
  }
  return answered;
}

const enter = (person: Person, who: Somebody): Promise<unknown> =>
  person.act('signIn', 'SignInInput', { ...who }, 'step');

async function answersOf(
  person: Person,
  operations: typeof queries,
  ids: readonly string[],
): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const { name, document: query, asks } of operations)
    for (const variables of asks(ids)) {
      const { text } = await person.send(JSON.stringify({ query, variables }));
      answered.push({ name, text });
    }
  return answered;
}
