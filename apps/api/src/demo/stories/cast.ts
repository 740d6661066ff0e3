import type { Clinician } from '../people.js';
import type { Stage } from '../stage.js';

/** Who is there when a story begins: the two clinicians, and the membership of the practice's admin. */
export interface Cast {
  stage: Stage;
  mara: Clinician;
  teo: Clinician;
  inesId: string;
}

/** Some weeks of one person, or of one couple. Told in the order it happened. */
export type Story = (cast: Cast) => Promise<void>;
