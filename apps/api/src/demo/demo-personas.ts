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
export const demoPassword = 'a way back is enough';

export const demoPractice = {
  name: 'Harbour Lane Practice',
  mailName: 'Harbour Lane',
  zone: 'Europe/Berlin',
} as const;

const somebody = (person: Omit<DemoPersona, 'email' | 'password'>, address = person.key): DemoPersona => ({
  ...person,
  email: `${address}@${person.role === 'CLIENT' ? 'post' : 'harbour-lane'}.example`,
  password: demoPassword,
});

export const demoPersonas: readonly DemoPersona[] = [
  somebody({
    key: 'mara',
    name: 'Dr. Mara Lindqvist',
    role: 'CLINICIAN',
    about: 'Founded the practice. Cares for Noor, Walter and Farid, and for Dara and Imani together.',
  }),
  somebody({
    key: 'noor',
    name: 'Noor Haddad',
    role: 'CLIENT',
    about: 'Asks a lot of herself. Eight weeks of work, something begun and a reply to read.',
  }),
  somebody({
    key: 'dara',
    name: 'Dara Quinn',
    role: 'CLIENT',
    about: 'In joint work with Imani. Has begun her own side of an evening.',
  }),
  somebody({
    key: 'imani',
    name: 'Imani Osei',
    role: 'CLIENT',
    about: 'In joint work with Dara. Has shared her own side of that evening.',
  }),
  somebody({
    key: 'walter',
    name: 'Walter Brandt',
    role: 'CLIENT',
    about: 'Said twice in a row that the words felt wrong. So his pages come first in To read.',
  }),
  somebody({
    key: 'teo',
    name: 'Teo Almeida',
    role: 'CLINICIAN',
    about: 'Cares for Rafael, Leonie and Bo. The joint work with Leonie and Farid has ended.',
  }),
  somebody({
    key: 'rafael',
    name: 'Rafael Duarte',
    role: 'CLIENT',
    about: 'Foster parent of two. Comes back after loud mornings.',
  }),
  somebody({
    key: 'leonie',
    name: 'Leonie Baum',
    role: 'CLIENT',
    about: 'Lives apart from Farid now. What she wrote is still hers.',
  }),
  somebody({
    key: 'farid',
    name: 'Farid Rahimi',
    role: 'CLIENT',
    about: 'Lives apart from Leonie now, and works with another clinician.',
  }),
  somebody({
    key: 'ines',
    name: 'Ines Kowalski',
    role: 'PRACTICE_ADMIN',
    about: 'Runs the office. Sees accounts, never a word anyone wrote.',
  }),
  somebody(
    {
      key: 'mara-admin',
      name: 'Dr. Mara Lindqvist',
      role: 'PRACTICE_ADMIN',
      about: 'The same person as practice admin. The switch is at the top of every page.',
    },
    'mara',
  ),
];

/** A persona by key. */
export function personaOf(key: string): DemoPersona {
  const persona = demoPersonas.find((one) => one.key === key);
  if (!persona) throw new Error(`The demo has nobody called ${key}`);
  return persona;
}
