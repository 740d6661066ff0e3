import { send } from '../lib/send.js';
import { MyViewerDocument, type MyViewerQuery } from './gql/graphql.js';
import { speak } from './speech.js';

let asking: Promise<MyViewerQuery> | undefined;

/** Asks ahead of the first screen, which takes this answer. */
export function askWhoIsHere(): void {
  asking = send(MyViewerDocument, {});
  // Whoever takes it hears of a fault.
  asking.catch(() => undefined);
}

/** Who is signed in. A client's page speaks their language before anything is shown; if it cannot be had, as before. */
export async function whoIsHere(): Promise<MyViewerQuery['viewer']> {
  const asked = asking ?? send(MyViewerDocument, {});
  asking = undefined;
  const { viewer } = await asked;
  if (viewer?.role === 'CLIENT') await speak(viewer.language).catch(() => undefined);
  return viewer;
}
