// All one person is ever answered: every query and every mutation of the schema, with every id in every place of it.
import { operationsOf } from '../../../tools/surface.mjs';
import { Person } from '../../../tools/wire.mjs';
import type { Rejoin } from './rejoin.js';

/** One question that was asked, and what came back, word for word. */
export interface Answered {
  name: string;
  text: string;
}

/** What ends or changes the sign-in that asks. */
const endsSignIn = /signOut|signIn|acceptInvitation|resetPassword/;

/**
 * Asks everything there is to ask: all queries, then all mutations, some of which are done, and all queries once more. It is
 * the last thing that happens in a practice.
 */
export async function askedEverything(
  { url }: Rejoin,
  who: { email: string; password: string },
  ids: readonly string[],
): Promise<Answered[]> {
  const person = new Person(url);
  const enter = (): Promise<unknown> => person.act('signIn', 'SignInInput', who, 'step');
  const queries = operationsOf('Query');
  const mutations = operationsOf('Mutation');
  const answered: Answered[] = [];
  const ask = async ({ name, document: query, asks }: (typeof queries)[number]): Promise<void> => {
    for (const variables of asks(ids)) {
      const { text } = await person.send(JSON.stringify({ query, variables }));
      answered.push({ name, text });
    }
  };
  await enter();
  for (const query of queries) await ask(query);
  for (const mutation of mutations.filter(({ name }) => !endsSignIn.test(name))) await ask(mutation);
  for (const query of queries) await ask(query);
  for (const mutation of mutations.filter(({ name }) => endsSignIn.test(name))) {
    await ask(mutation);
    await enter();
  }
  return answered;
}
