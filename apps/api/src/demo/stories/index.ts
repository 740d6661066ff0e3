import type { Story } from './cast.js';
import { anExerciseOfMaras } from './an-exercise-of-maras.js';
import { boSandberg } from './bo-sandberg.js';
import { daraAndImani } from './dara-and-imani.js';
import { leonieAndFarid } from './leonie-and-farid.js';
import { noorHaddad } from './noor-haddad.js';
import { rafaelDuarte } from './rafael-duarte.js';
import { sunnivaAas } from './sunniva-aas.js';
import { walterBrandt } from './walter-brandt.js';

export type { Cast } from './cast.js';

/** Everything that happens in the demo practice. All of it is invented, and so is everybody in it. */
export const stories: readonly Story[] = [
  noorHaddad,
  daraAndImani,
  walterBrandt,
  rafaelDuarte,
  leonieAndFarid,
  boSandberg,
  sunnivaAas,
  anExerciseOfMaras,
];
