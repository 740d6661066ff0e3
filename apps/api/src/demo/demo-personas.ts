import type { Role } from '../platform/auth/index.js';

/** An invented person one can be in the demo practice with one click. */
export interface DemoPersona {
  key: string;
  name: string;
  role: Role;
  email: string;
  password: string;
  about: string;
}

/** No secret: these exist only where invented people do, and the operating contract refuses a demo in production. */
const demoPassword = 'a way back is enough';

export const demoPractice = {
  name: 'Harbour Lane Practice',
  mailName: 'Harbour Lane',
  zone: 'Europe/Berlin',
} as const;

const mara = {
  name: 'Dr. Mara Lindqvist',
  email: 'mara@harbour-lane.example',
  password: demoPassword,
} as const;

export const demoPersonas: readonly DemoPersona[] = [
  {
    key: 'mara',
    ...mara,
    role: 'CLINICIAN',
    about: 'Clinician in a practice of her own. Noor is her client.',
  },
  {
    key: 'noor',
    name: 'Noor Haddad',
    email: 'noor@post.example',
    password: demoPassword,
    role: 'CLIENT',
    about: 'Client, with something waiting, something begun and a reply to read.',
  },
  {
    key: 'mara-admin',
    ...mara,
    role: 'PRACTICE_ADMIN',
    about: 'The same person as practice admin. Sees accounts, never a word anyone wrote.',
  },
];
