import pg, { type Client } from 'pg';
import { bytes, days, id, named } from './rls-practice.js';

/** Under which login a claim speaks SQL. */
export type Login = 'app' | 'worker' | 'owner';

/** Whom a transaction says it runs for; the names are explained in rls-practice.ts. */
type Viewer =
  | 'mara'
  | 'jonas'
  | 'ines'
  | 'admin'
  | 'noor'
  | 'sami'
  | 'petra'
  | 'kai'
  | 'rui'
  | 'tam'
  | 'mara elsewhere'
  | 'a stranger'
  | 'nobody'
  | 'migrating';

/** What the database must answer: rows by their names, how many rows an act touched, or the refusal's code. */
type Answer = { rows: string[] } | { touched: number } | { refused: string };

/** One thing the database must do for one viewer. Claims stand apart: each is rolled back. */
export interface Claim {
  name: string;
  login: Login;
  viewer: Viewer;
  /** The last one is what is looked at. */
  statements: string[];
  answer: Answer;
}

const contexts: Record<Viewer, Record<string, string>> = {
  mara: context('A', 'mara', 'CLINICIAN'),
  jonas: context('A', 'jonas', 'CLINICIAN'),
  ines: context('A', 'ines', 'CLINICIAN'),
  admin: context('A', 'mara as admin', 'PRACTICE_ADMIN'),
  noor: context('A', 'membership of noor', 'CLIENT', 'noor'),
  sami: context('A', 'membership of sami', 'CLIENT', 'sami'),
  petra: context('A', 'petra', 'CLINICIAN'),
  kai: context('A', 'membership of kai', 'CLIENT', 'kai'),
  rui: context('A', 'membership of rui', 'CLIENT', 'rui'),
  tam: context('A', 'membership of tam', 'CLIENT', 'tam'),
  'mara elsewhere': context('B', 'mara', 'CLINICIAN'),
  'a stranger': context('C', 'mara', 'CLINICIAN', 'noor'),
  nobody: {},
  migrating: { 'app.migrating': 'on' },
};

function context(
  practice: string,
  membership: string,
  role: string,
  client?: string,
): Record<string, string> {
  return {
    'app.practice_id': id(practice),
    'app.membership_id': id(membership),
    'app.client_id': client ? id(client) : '',
    'app.role': role,
  };
}

/** How a row of a table is named; every other table's rows go by their id. */
const rowNames: Record<string, string> = {
  practices: 'id::text',
  practice_keys: 'practice_id::text',
  session_changes: `practice_id || '/' || episode_id`,
  care_team_members: `practice_id || '/' || id`,
  reviews: `practice_id || '/' || id`,
  idempotency_keys: `practice_id || '/' || key`,
};
const nameOfRow = (table: string): string => rowNames[table] ?? `practice_id || '/' || id`;

// --- who sees which rows ---------------------------------------------------------------------------------------------

const people = ['mara', 'jonas', 'ines', 'admin', 'noor', 'sami', 'petra', 'kai', 'rui', 'tam'] as const;
type Seen = Partial<Record<(typeof people)[number], string[]>>;

const staff = ['mara', 'mara as admin', 'jonas', 'ines', 'petra', 'gil'];
const everyClient = ['noor', 'sami', 'lea', 'nia', 'una', 'kai', 'rui', 'tam'];
const everyMember = ['noor', 'sami', 'kai', 'rui', 'tam'].map((name) => `membership of ${name}`);
const everyEpisode = ['noor', 'sami', 'lea', 'una', 'kai', 'the two', 'the parted'].map(
  (name) => `episode of ${name}`,
);
const teamOfNoor = ['mara for noor', 'jonas for noor', 'ines for noor'];
const answersOfNoor = ['shared answer', 'kept answer'];
const ratingsOfNoor = ['shared rating', 'kept rating'];
const weeksOfNoor = ['open week of noor', 'week of noor', 'rest of noor', 'rest of noor that came'];
const turnsOfNoor = ['untouched turn', 'begun turn', 'shared turn', 'read turn', 'ready turn'];
const turnsOfSami = ['turn of sami', 'untouched turn of sami'];
const turnsOfRui = ['turn of rui', 'turn of rui alone'];

const turnsTogether = (name: string) => ['evening', 'closed', 'past'].map((slot) => `${slot} of ${name}`);
const sharedTurns = [...turnsTogether('kai'), ...turnsTogether('rui')];
const openings = ['opening of the evening', 'closed opening', 'past opening'];
const offersOfKai = [
  ...['offer of kai', 'late offer of kai', 'withdrawn by kai'],
  ...['closed offer of kai', 'past offer of kai', 'unopened offer of kai'],
];
const sittingsOfTheTwo = ['sitting of the two', 'closed sitting', 'past sitting'];
const notesOfTheTwo = ['note of the two', 'closed note of the two'];
const offersOfRui = ['offer of rui', 'offer of rui in the parted'];

/** All rows of a table that each person sees; who is not named sees none. */
const seen: Record<string, Seen> = {
  memberships: {
    mara: [...staff, 'membership of noor'],
    jonas: [...staff, 'membership of sami', 'membership of kai'],
    ines: staff,
    admin: [...staff, ...everyMember],
    noor: [...staff, 'membership of noor'],
    sami: [...staff, 'membership of sami'],
    petra: [...staff, 'membership of kai', 'membership of rui', 'membership of tam'],
    kai: [...staff, 'membership of kai'],
    rui: [...staff, 'membership of rui'],
    tam: [...staff, 'membership of tam'],
  },
  clients: {
    mara: ['noor', 'lea'],
    jonas: ['sami', 'kai'],
    admin: everyClient,
    noor: ['noor'],
    sami: ['sami'],
    petra: ['kai', 'rui', 'tam'],
    kai: ['kai'],
    rui: ['rui'],
    tam: ['tam'],
  },
  // No partner is told of a couple, nor of who is in it; an admin knows who is in it.
  couples: { petra: ['the two', 'the parted'] },
  partners: {
    admin: ['kai of the two', 'rui of the two', 'rui of the parted', 'tam of the parted'],
    petra: ['kai of the two', 'rui of the two', 'rui of the parted', 'tam of the parted'],
  },
  episodes: {
    mara: ['episode of noor', 'episode of lea'],
    jonas: ['episode of sami', 'episode of kai'],
    admin: everyEpisode,
    noor: ['episode of noor'],
    sami: ['episode of sami'],
    petra: ['episode of the two', 'episode of the parted'],
    kai: ['episode of kai', 'episode of the two'],
    rui: ['episode of the two', 'episode of the parted'],
    tam: ['episode of the parted'],
  },
  agreement_acceptances: {
    petra: ['yes of kai', 'yes of rui', 'yes of tam'],
    kai: ['yes of kai'],
    rui: ['yes of rui'],
    tam: ['yes of tam'],
  },
  // What couples are asked to accept says nothing about any of them; what is being written of it is the admins’.
  agreement_texts: Object.fromEntries(people.map((viewer) => [viewer, ['own text']])),
  agreement_drafts: { admin: ['own draft'] },
  // Neither the person it is about, nor who treats them alone.
  couple_tellings: { petra: ['tam was told', 'kai was told'] },
  safety_conversations: { petra: ['talk with kai', 'talk with rui', 'talk with tam'] },
  session_changes: {
    mara: ['episode of noor'],
    jonas: ['episode of sami'],
    noor: ['episode of noor'],
    sami: ['episode of sami'],
  },
  care_team_members: {
    mara: [...teamOfNoor, 'mara for lea'],
    jonas: ['jonas for sami', 'jonas for kai'],
    admin: [
      ...teamOfNoor,
      ...['jonas for sami', 'mara for lea', 'jonas for kai', 'petra for the two', 'petra for the parted'],
    ],
    noor: teamOfNoor,
    sami: ['jonas for sami'],
    petra: ['petra for the two', 'petra for the parted'],
    kai: ['jonas for kai', 'petra for the two'],
    rui: ['petra for the two', 'petra for the parted'],
    tam: ['petra for the parted'],
  },
  invitations: {
    mara: ['open for lea', 'accepted by noor'],
    admin: ['open for lea', 'accepted by noor', 'open for a colleague'],
  },
  // What nobody gave a client tells them nothing of what another was given.
  // A personal exercise is its owner's alone to know of.
  exercises: {
    mara: ['own of mara', 'of the practice'],
    jonas: ['own of jonas', 'of the practice'],
    ines: ['of the practice'],
    petra: ['of the practice'],
  },
  // What was given of it is known to who cares for that person, and to that person.
  exercise_versions: {
    mara: ['pause', 'letter', 'version of mara', 'version of the practice'],
    jonas: ['pause', 'letter', 'version of jonas', 'version of the practice'],
    ines: ['pause', 'letter', 'version of the practice'],
    petra: ['pause', 'letter', 'version of the practice', 'version of gil'],
    rui: ['pause', 'letter'],
    tam: ['version of gil'],
    ...Object.fromEntries((['noor', 'sami', 'kai'] as const).map((viewer) => [viewer, ['pause']])),
  },
  program_versions: {
    ...Object.fromEntries(
      (['mara', 'jonas', 'ines', 'petra'] as const).map((viewer) => [viewer, ['first', 'second']]),
    ),
    ...Object.fromEntries((['noor', 'sami'] as const).map((viewer) => [viewer, ['first']])),
    ...Object.fromEntries((['kai', 'rui'] as const).map((viewer) => [viewer, ['second']])),
  },
  // Nobody of a group knows of it; nobody who left a couple sees how it goes on.
  cohorts: { mara: ['group of mara'] },
  enrollments: {
    mara: ['way of noor'],
    jonas: ['way of sami'],
    noor: ['way of noor'],
    sami: ['way of sami'],
    petra: ['way of the two', 'way of the parted'],
    kai: ['way of the two'],
    rui: ['way of the two'],
  },
  enrollment_weeks: {
    mara: weeksOfNoor,
    jonas: ['week of sami'],
    noor: weeksOfNoor,
    sami: ['week of sami'],
    petra: ['week of the two', 'week of the parted'],
    kai: ['week of the two'],
    rui: ['week of the two'],
  },
  // What is given to one of the two is that one’s alone to know of.
  assignments: {
    mara: ['given to noor', 'not yet told noor', 'for when it happens', 'paused'],
    jonas: ['given to sami'],
    noor: ['given to noor', 'for when it happens', 'paused'],
    sami: ['given to sami'],
    petra: ['given to the two', 'given to rui alone', 'given to tam'],
    kai: ['given to the two'],
    rui: ['given to the two', 'given to rui alone'],
    tam: ['given to tam'],
  },
  occurrences: {
    mara: [...turnsOfNoor, 'turn to come', 'turn for a session'],
    jonas: turnsOfSami,
    noor: [...turnsOfNoor, 'later turn', 'started turn'],
    sami: turnsOfSami,
    petra: ['turn of kai', ...turnsOfRui, 'turn of tam', ...sharedTurns, 'parted turn of tam'],
    kai: ['turn of kai', ...turnsTogether('kai')],
    rui: [...turnsOfRui, ...turnsTogether('rui')],
    tam: ['turn of tam', 'parted turn of tam'],
  },
  reflections: {
    mara: ['shared', 'read'],
    jonas: ['shared by sami'],
    noor: ['begun', 'shared', 'read'],
    sami: ['shared by sami'],
    petra: ['shared by kai', 'shared by rui'],
    kai: ['shared by kai'],
    rui: ['shared by rui'],
  },
  addenda: {
    mara: ['added by noor'],
    noor: ['added by noor', 'added to what was taken back'],
    petra: ['added by rui'],
    rui: ['added by rui'],
  },
  drafts: { noor: ['draft of noor'], sami: ['draft of sami'] },
  answers: {
    mara: ['shared answer'],
    jonas: ['answer of sami'],
    noor: answersOfNoor,
    sami: ['answer of sami'],
    petra: ['answer of kai', 'narrowed by kai', 'answer of rui'],
    kai: ['answer of kai', 'narrowed by kai'],
    rui: ['answer of rui'],
  },
  ratings: {
    mara: ['shared rating'],
    jonas: ['rating of sami'],
    noor: ratingsOfNoor,
    sami: ['rating of sami'],
  },
  reviews: {
    mara: ['look of mara', 'look of jonas'],
    jonas: ['look at sami'],
    noor: ['look of mara', 'look of jonas'],
    sami: ['look at sami'],
  },
  replies: {
    mara: ['reply to noor', 'reply to come', 'reply taken back', 'reply never told', 'reply of jonas'],
    jonas: ['reply to sami'],
    noor: ['reply to noor', 'reply taken back', 'reply of jonas'],
    sami: ['reply to sami'],
    petra: ['reply to rui'],
    rui: ['reply to rui'],
  },
  process_notes: { mara: ['note of mara'], jonas: ['note of jonas', 'note about sami'] },
  consents: { noor: ['consent of noor'], sami: ['consent of sami'] },
  // That something was opened is known to everyone who took part.
  own_turns: { petra: ['own turn of kai'], kai: ['own turn of kai'] },
  joint_parts: {
    petra: [...openings, 'opening of the parted'],
    kai: openings,
    rui: openings,
    tam: ['opening of the parted'],
  },
  // Of what was withdrawn, offered later, closed, or opened in work that has ended, a partner sees nothing.
  releases: {
    petra: [...offersOfKai, ...offersOfRui],
    kai: [...offersOfKai, 'offer of rui'],
    rui: [...offersOfRui, 'offer of kai'],
  },
  // What has ended is no partner's any more; what only closed stays where they were.
  joint_sittings: {
    petra: [...sittingsOfTheTwo, 'sitting of the parted'],
    kai: sittingsOfTheTwo,
    rui: sittingsOfTheTwo,
  },
  joint_notes: {
    petra: [...notesOfTheTwo, 'note of the parted'],
    kai: notesOfTheTwo,
    rui: notesOfTheTwo,
  },
  ending_wishes: { petra: ['wish of kai', 'wish of tam'], kai: ['wish of kai'], tam: ['wish of tam'] },
  joint_checks: {
    petra: ['check of kai', 'check of rui', 'check of tam'],
    kai: ['check of kai'],
    rui: ['check of rui'],
    tam: ['check of tam'],
  },
  // Not even whoever asked.
  clinician_only_marks: { petra: ['mark of kai', 'hold of rui', 'no mail to rui', 'mail to kai again'] },
  data_keys: {
    mara: ['noor', 'mara about noor', 'notes of mara about noor', 'jonas about noor'],
    jonas: [
      ...['jonas about noor', 'notes of jonas about noor', 'jonas about sami', 'sami'],
      ...['kai', 'petra apart about kai'],
    ],
    noor: ['noor', 'mara about noor', 'jonas about noor'],
    sami: ['sami', 'jonas about sami'],
    petra: [
      ...['kai', 'petra about the two', 'petra about the parted', 'notes of petra about the two'],
      ...['petra apart about kai', 'petra apart about rui'],
      ...['offers of kai', 'offers of rui', 'offers of rui in the parted'],
      ...['kept by the two', 'kept by the parted'],
    ],
    kai: ['kai', 'petra about the two', 'offers of kai', 'offers of rui', 'kept by the two'],
    rui: [
      ...['petra about the two', 'petra about the parted'],
      ...['offers of rui', 'offers of rui in the parted', 'offers of kai', 'kept by the two'],
    ],
    tam: ['petra about the parted'],
  },
  idempotency_keys: { mara: ['act of mara'], noor: ['act of noor'] },
};

function sees(
  viewer: Viewer,
  table: string,
  rows: string[],
  login: Login = 'app',
  what = nameOfRow(table),
): Claim {
  return {
    name: `${viewer} (${login}) sees of ${table}: ${rows.join(', ') || 'nothing'}`,
    login,
    viewer,
    statements: [`select ${what} as row from ${table}`],
    answer: { rows },
  };
}

const readings: Claim[] = [
  ...['practices', 'practice_keys'].flatMap((table) => [
    ...people.map((viewer) => sees(viewer, table, ['A'])),
    sees('mara elsewhere', table, ['B']),
    sees('a stranger', table, ['C']),
    sees('nobody', table, []),
  ]),
  ...Object.entries(seen).flatMap(([table, by]) => [
    ...people.map((viewer) =>
      sees(
        viewer,
        table,
        (by[viewer] ?? []).map((row) => `A/${row}`),
      ),
    ),
    // The mirrored practice answers with its own rows, although every id is the same.
    sees(
      'mara elsewhere',
      table,
      (by.mara ?? []).map((row) => `B/${row}`),
    ),
    // The ids of Mara and of Noor, and a third practice: nothing.
    sees('a stranger', table, []),
    sees('nobody', table, []),
  ]),
];

// --- who may write which rows ----------------------------------------------------------------------------------------

const refused = '42501';
const notThere = 'RJ404';

function writes(viewer: Viewer, what: string, statement: string, answer: Answer): Claim {
  return { name: `${viewer}: ${what}`, login: 'app', viewer, statements: [statement], answer };
}

type Value = string | number | boolean | null;
const literal = (value: Value): string =>
  typeof value === 'string' ? pg.escapeLiteral(value) : String(value);

function insertInto(table: string, practice: string, row: Record<string, Value>): string {
  const whole: Record<string, Value> = { practice_id: id(practice), ...row };
  return `insert into ${table} (${Object.keys(whole).join(', ')}) values (${Object.values(whole).map(literal).join(', ')})`;
}

/** An insert that is right in every way; the same into another practice, and each of its wrong turns, are refused. */
function inserts(
  viewer: Viewer,
  table: string,
  row: Record<string, Value>,
  wrong: [what: string, Record<string, Value>, Viewer?, code?: string][] = [],
): Claim[] {
  return [
    writes(viewer, `writes a row of ${table}`, insertInto(table, 'A', row), { touched: 1 }),
    writes(viewer, `writes a row of ${table} into another practice`, insertInto(table, 'B', row), {
      refused: table === 'reviews' ? notThere : refused,
    }),
    ...wrong.map(([what, change, other, code]) =>
      writes(
        other ?? viewer,
        `writes a row of ${table}: ${what}`,
        insertInto(table, 'A', { ...row, ...change }),
        {
          refused: code ?? refused,
        },
      ),
    ),
  ];
}

/** An update or delete of all there is: it touches exactly the rows it may. */
function touches(table: string, act: string, by: Partial<Record<Viewer, number>>): Claim[] {
  const statement = act.startsWith('delete')
    ? act.replace('delete', `delete from ${table}`)
    : `update ${table} set ${act}`;
  return ([...people, 'mara elsewhere', 'a stranger', 'nobody'] as const).map((viewer) =>
    writes(viewer, `${statement}: ${by[viewer] ?? 0} rows`, statement, { touched: by[viewer] ?? 0 }),
  );
}

const ofNoor = { episode_id: id('episode of noor'), client_id: id('noor') };
const ofSami = { episode_id: id('episode of sami'), client_id: id('sami') };
const sealed = { sealed: bytes('words'), data_key_id: id('key') };
const fresh = { id: id('new') };

const ofKai = {
  episode_id: id('episode of the two'),
  client_id: id('kai'),
  reflection_id: id('shared by kai'),
};
const wishOfRui = {
  ...fresh,
  couple_id: id('the two'),
  episode_id: id('episode of the two'),
  client_id: id('rui'),
};
const wishOfTam = {
  couple_id: id('the parted'),
  episode_id: id('episode of the parted'),
  client_id: id('tam'),
};
const talkedBy = (who: string) => `talked_at = now(), talked_by_id = '${id(who)}'`;
const offerOfKai = {
  ...fresh,
  ...ofKai,
  ...sealed,
  assignment_id: id('given to the two'),
  slot: 'evening',
  author_name: 'kai',
  position: 0,
  key: 'answer of kai',
  kind: 'TEXT',
  wording: 'What came up?',
  language: 'en',
  is_edited: false,
};
const holdOfKai = {
  ...fresh,
  ...sealed,
  episode_id: id('episode of the two'),
  client_id: id('kai'),
  kind: 'COUPLE_HOLD',
  set_by_id: id('petra'),
};
const markOfKai = { ...fresh, ...ofKai, kind: 'DO_NOT_OPEN' };

const ofTheEvening = { joint_part_id: id('opening of the evening'), episode_id: id('episode of the two') };
const ofTheParted = { joint_part_id: id('opening of the parted'), episode_id: id('episode of the parted') };
const sittingOfTheTwo = { ...fresh, ...ofTheEvening, nth: 2, places: 3 };
const noteOfTheTwo = {
  ...fresh,
  ...ofTheEvening,
  ...sealed,
  position: 0,
  key: 'pick',
  kind: 'TEXT',
  wording: 'What do you pick?',
  language: 'en',
};
const checkOfKai = { ...fresh, ...ofTheEvening, nth: 1, client_id: id('kai'), feeling: 'FINE' };
const keyOfTheTwo = {
  ...fresh,
  author_id: id('the two'),
  subject_id: id('the two'),
  purpose: 'JOINT_NOTE',
  wrapped: bytes('new'),
};
/** Where nobody walks or keeps anything: not open, not theirs, not under way. */
const notTogether: [what: string, Record<string, Value>, Viewer?][] = [
  ['of what was closed', { joint_part_id: id('closed opening') }],
  ['of what is past', { joint_part_id: id('past opening') }],
  ['in work that has ended', ofTheParted, 'tam'],
  ['in another episode', { episode_id: id('episode of kai') }],
  ['as somebody else’s client', {}, 'noor'],
  ['for the partners', {}, 'petra'],
  ['as admin', {}, 'admin'],
];

const ownText = {
  ...fresh,
  kind: 'NO_SECRETS',
  version: 102,
  definition: '{}',
  published_by_id: id('mara as admin'),
};
const ownDraft = { ...fresh, kind: 'LIMITED_SECRETS', words: '{}', saved_by_id: id('mara as admin') };

const acts: Claim[] = [
  ...touches('practices', 'zone = zone', { admin: 1 }),
  ...inserts('admin', 'agreement_texts', ownText, [
    ['in the name of a colleague', { published_by_id: id('jonas') }],
    ['as clinician', { published_by_id: id('mara') }, 'mara'],
    ['as a client', { published_by_id: id('membership of noor') }, 'noor'],
    ['under a number of the library', { version: 1 }, 'admin', '23514'],
  ]),
  // Somebody said yes to it.
  writes('admin', 'changes what was published', `update agreement_texts set definition = '{}'`, { refused }),
  writes('admin', 'takes back what was published', 'delete from agreement_texts', { refused }),
  ...inserts('admin', 'agreement_drafts', ownDraft, [
    ['in the name of a colleague', { saved_by_id: id('jonas') }],
    ['as clinician', { saved_by_id: id('mara') }, 'mara'],
    ['as a client', { saved_by_id: id('membership of noor') }, 'noor'],
  ]),
  ...touches('agreement_drafts', 'saved_by_id = app.membership_id()', { admin: 1 }),
  writes(
    'admin',
    'saves a draft in the name of a colleague',
    `update agreement_drafts set saved_by_id = '${id('jonas')}'`,
    { refused },
  ),
  ...inserts('mara', 'clients', { ...fresh, chosen_name: 'new', created_by_id: id('mara') }, [
    ['in the name of a colleague', { created_by_id: id('jonas') }],
    ['as admin, in another’s name', {}, 'admin'],
    ['as a client', { created_by_id: id('membership of noor') }, 'noor'],
  ]),
  ...inserts('admin', 'clients', { ...fresh, chosen_name: 'new', created_by_id: id('mara as admin') }),
  ...touches('clients', "language = 'es'", { noor: 1, sami: 1, kai: 1, rui: 1, tam: 1 }),
  writes('noor', 'changes their name', `update clients set chosen_name = 'new'`, { refused }),
  ...inserts('mara', 'couples', { ...fresh, kind: 'PARTNERS', created_by_id: id('mara') }, [
    ['in the name of a colleague', { created_by_id: id('jonas') }],
    ['as a client', { created_by_id: id('membership of noor') }, 'noor'],
  ]),
  ...inserts('admin', 'couples', { ...fresh, kind: 'PARTNERS', created_by_id: id('mara as admin') }),
  // What has ended stays so.
  ...touches('couples', "status = 'ENDED', status_at = now()", { petra: 1 }),
  ...inserts(
    'petra',
    'couple_tellings',
    {
      ...{ ...fresh, couple_id: id('the two'), client_id: id('kai'), status: 'ENDED' },
      ...{ told_on: '2026-02-01', recorded_by_id: id('petra') },
    },
    [
      ['in the name of a colleague', { recorded_by_id: id('jonas') }],
      ['of who is not in it', { client_id: id('noor') }],
      ['of a couple in nobody’s care', { couple_id: id('the new') }],
      ['as who treats one of them alone', { recorded_by_id: id('jonas') }, 'jonas'],
      ['as one of them', { recorded_by_id: id('membership of kai') }, 'kai'],
      ['as admin', { recorded_by_id: id('mara as admin') }, 'admin'],
    ],
  ),
  ...inserts('mara', 'partners', { ...fresh, couple_id: id('the new'), client_id: id('noor') }, [
    ['with somebody in another’s care', { client_id: id('sami') }],
    ['with somebody whose cover ended', {}, 'jonas'],
    ['in a couple whose care has begun', { couple_id: id('the two') }],
    ['with somebody in care, as admin', {}, 'admin'],
    ['as a client', {}, 'noor'],
  ]),
  ...touches('partners', 'until = now()', { petra: 3 }),
  writes('petra', 'lets somebody stay who is in it', 'update partners set until = null', { refused }),
  ...(['mara', 'admin'] as const).map((viewer): Claim => {
    const by = id(viewer === 'admin' ? 'mara as admin' : viewer);
    return {
      name: `${viewer} begins a couple with somebody new`,
      login: 'app',
      viewer,
      statements: [
        insertInto('clients', 'A', { ...fresh, chosen_name: 'new', created_by_id: by }),
        insertInto('partners', 'A', {
          id: id('new partner'),
          couple_id: id('the new'),
          client_id: id('new'),
        }),
      ],
      answer: { touched: 1 },
    };
  }),
  ...inserts('mara', 'episodes', { ...fresh, client_id: id('nia'), started_on: '2026-01-01' }, [
    ['for a client who is in care already', { client_id: id('noor') }],
    ['for a client who is in joint care', { client_id: id('rui') }],
    ['for a couple that is in care already', { client_id: null, couple_id: id('the two') }],
    ['as a client', {}, 'noor'],
  ]),
  ...inserts('admin', 'episodes', { ...fresh, client_id: id('nia'), started_on: '2026-01-01' }),
  ...inserts('mara', 'episodes', { ...fresh, couple_id: id('the new'), started_on: '2026-01-01' }),
  ...inserts('petra', 'episodes', { ...fresh, client_id: id('rui'), started_on: '2026-01-01' }),
  writes(
    'mara',
    'makes an own course the course of a couple',
    `update episodes set client_id = null, couple_id = '${id('the two')}' where id = '${id('episode of noor')}'`,
    { refused },
  ),
  ...touches('episodes', 'discharged_at = null', { mara: 2, jonas: 2, petra: 2, 'mara elsewhere': 2 }),

  ...inserts(
    'kai',
    'agreement_acceptances',
    {
      ...fresh,
      couple_id: id('the two'),
      client_id: id('kai'),
      kind: 'NO_SECRETS',
      version: 2,
      zone: 'UTC',
    },
    [
      ['for the other one', { client_id: id('rui') }],
      ['where the joint work has ended', { couple_id: id('the parted'), client_id: id('tam') }, 'tam'],
      ['where they left', { couple_id: id('the parted'), client_id: id('rui') }, 'rui'],
      ['of a couple that is not theirs', { client_id: id('noor') }, 'noor'],
      ['for a client', {}, 'petra'],
    ],
  ),

  ...inserts(
    'petra',
    'safety_conversations',
    {
      ...fresh,
      episode_id: id('episode of the two'),
      client_id: id('kai'),
      clinician_id: id('petra'),
      held_on: '2026-02-01',
      verdict: 'GO',
      ...sealed,
    },
    [
      ['in the name of a colleague', { clinician_id: id('jonas') }],
      ['in an episode of somebody else', { episode_id: id('episode of kai') }],
      ['about a client of somebody else', { client_id: id('noor') }],
      ['as who treats one of them alone', { clinician_id: id('jonas') }, 'jonas'],
      ['as the client', { clinician_id: id('membership of kai') }, 'kai'],
      ['as admin', { clinician_id: id('mara as admin') }, 'admin'],
    ],
  ),

  ...inserts(
    'mara',
    'session_changes',
    { ...pick(ofNoor, 'episode_id'), session_on: '2026-02-05', changed_by_id: id('mara') },
    [
      ['in the name of a colleague', { changed_by_id: id('jonas') }],
      ['for an episode of somebody else', { episode_id: id('episode of sami') }],
      ['after the cover ended', { changed_by_id: id('jonas') }, 'jonas'],
      ['as the client', { changed_by_id: id('membership of noor') }, 'noor'],
    ],
  ),
  ...touches(
    'session_changes',
    `moved_to = null, changed_by_id = nullif(current_setting('app.membership_id', true), '')::uuid`,
    {
      mara: 1,
      jonas: 1,
      'mara elsewhere': 1,
    },
  ),
  writes(
    'jonas',
    'changes a session in the name of a colleague',
    `update session_changes set moved_to = null`,
    { refused },
  ),
  ...touches('session_changes', 'delete', { mara: 1, jonas: 1, 'mara elsewhere': 1 }),

  ...inserts(
    'mara',
    'care_team_members',
    { ...fresh, episode_id: id('episode of una'), clinician_id: id('mara'), part: 'PRIMARY' },
    [
      ['for a colleague', { clinician_id: id('jonas') }],
      ['as one who covers', { part: 'COVERING' }],
      ['where somebody cares already', { episode_id: id('episode of sami') }],
      ['as admin', { clinician_id: id('mara as admin') }, 'admin'],
      ['as a client', { clinician_id: id('membership of noor') }, 'noor'],
    ],
  ),
  ...inserts(
    'admin',
    'care_team_members',
    { ...fresh, episode_id: id('episode of sami'), clinician_id: id('petra'), part: 'PRIMARY' },
    [
      ['giving it to themselves', { clinician_id: id('mara') }],
      ['as one who covers', { part: 'COVERING' }],
      ['giving it to somebody suspended', { clinician_id: id('gil') }],
      ['giving it to a client', { clinician_id: id('membership of noor') }],
      ['as a clinician', {}, 'mara'],
    ],
  ),
  // What has ended has ended: seven of the eight parts.
  ...touches('care_team_members', 'until = now()', { admin: 7 }),
  writes(
    'admin',
    'ends a part in care at a day to come',
    `update care_team_members set until = now() + interval '1 day'`,
    { refused },
  ),
  writes('admin', 'makes a part in care endless', 'update care_team_members set until = null', { refused }),

  ...inserts(
    'mara',
    'invitations',
    {
      ...fresh,
      role: 'CLIENT',
      client_id: id('lea'),
      name: 'Lea',
      email_sealed: bytes('lea'),
      email_index: bytes('lea'),
      token_hash: bytes('new'),
      invited_by_id: id('mara'),
      expires_at: '2100-01-01',
    },
    [
      ['to be a colleague', { role: 'CLINICIAN' }],
      ['for a client of somebody else', { client_id: id('sami') }],
      ['in the name of a colleague', { invited_by_id: id('jonas') }],
      ['for nobody', { client_id: null }],
      ['as admin, in another’s name', {}, 'admin'],
      ['as a client', { invited_by_id: id('membership of noor') }, 'noor'],
    ],
  ),
  ...inserts('admin', 'invitations', {
    ...fresh,
    role: 'CLINICIAN',
    name: 'A colleague',
    email_sealed: bytes('new'),
    email_index: bytes('new'),
    token_hash: bytes('new'),
    invited_by_id: id('mara as admin'),
    expires_at: '2100-01-01',
  }),
  ...touches('invitations', 'revoked_at = now()', { mara: 2, admin: 3, 'mara elsewhere': 2 }),

  ...inserts(
    'mara',
    'exercises',
    { ...fresh, slug: 'new', owner_id: id('mara'), saved_by_id: id('mara'), title: '{}', version: 1 },
    [
      ['in the name of a colleague', { owner_id: id('jonas') }],
      ['for everybody at once', { scope: 'PRACTICE' }],
      ['as admin', { owner_id: id('mara as admin') }, 'admin'],
      ['as a client', { owner_id: id('membership of noor') }, 'noor'],
    ],
  ),
  ...touches('exercises', `title = '{}'`, { mara: 2, jonas: 2, ines: 1, petra: 1, 'mara elsewhere': 2 }),
  writes('mara', 'takes what is the practice’s out of it', `update exercises set scope = 'PERSONAL'`, {
    refused,
  }),
  writes('petra', 'takes back what she gave to the practice', `update exercises set scope = 'PERSONAL'`, {
    touched: 1,
  }),
  writes('mara', 'makes somebody else’s her own', `update exercises set owner_id = '${id('mara')}'`, {
    refused,
  }),

  ...inserts(
    'mara',
    'exercise_versions',
    { ...fresh, slug: 'new', version: 1, focus: 'REPAIR', title: '{}', definition: '{}' },
    [
      ['as admin', {}, 'admin'],
      ['as a client', {}, 'noor'],
    ],
  ),
  ...inserts(
    'mara',
    'exercise_versions',
    {
      ...fresh,
      slug: 'new',
      version: 2,
      focus: 'REPAIR',
      title: '{}',
      definition: '{}',
      exercise_id: id('own of mara'),
      published_by_id: id('mara'),
    },
    [
      ['of what is a colleague’s own', { exercise_id: id('own of jonas') }],
      ['in the name of a colleague', { published_by_id: id('jonas') }],
    ],
  ),

  ...inserts(
    'mara',
    'program_versions',
    { ...fresh, slug: 'new', version: 1, title: '{}', definition: '{}' },
    [
      ['as admin', {}, 'admin'],
      ['as a client', {}, 'noor'],
    ],
  ),
  ...inserts(
    'mara',
    'cohorts',
    { ...fresh, name: 'new', program_version_id: id('first'), created_by_id: id('mara') },
    [
      ['in the name of a colleague', { created_by_id: id('jonas') }],
      ['as admin', { created_by_id: id('mara as admin') }, 'admin'],
      ['as a client', { created_by_id: id('membership of noor') }, 'noor'],
    ],
  ),
  ...inserts(
    'mara',
    'enrollments',
    {
      ...fresh,
      episode_id: id('episode of noor'),
      program_version_id: id('first'),
      opens: 'BY_HAND',
      enrolled_by_id: id('mara'),
    },
    [
      ['in the name of a colleague', { enrolled_by_id: id('jonas') }],
      ['for a client of somebody else', { episode_id: id('episode of sami') }],
      ['after the cover ended', { enrolled_by_id: id('jonas') }, 'jonas'],
      ['as the client', { enrolled_by_id: id('membership of noor') }, 'noor'],
      ['as admin', { enrolled_by_id: id('mara as admin') }, 'admin'],
    ],
  ),
  ...touches('enrollments', 'ended_at = now()', { mara: 1, jonas: 1, petra: 2, 'mara elsewhere': 1 }),
  ...inserts(
    'mara',
    'enrollment_weeks',
    { ...fresh, enrollment_id: id('way of noor'), episode_id: id('episode of noor'), position: 9 },
    [
      ['in an episode of somebody else', { episode_id: id('episode of sami') }],
      ['on another’s way', { enrollment_id: id('way of sami') }],
      ['as the client', {}, 'noor'],
    ],
  ),
  ...touches('enrollment_weeks', 'position = 1', { mara: 4, jonas: 1, petra: 2, 'mara elsewhere': 4 }),
  // Only a rest that never came.
  ...touches('enrollment_weeks', 'delete', { mara: 1, 'mara elsewhere': 1 }),

  ...inserts(
    'mara',
    'assignments',
    {
      ...fresh,
      episode_id: id('episode of noor'),
      exercise_version_id: id('pause'),
      assigned_by_id: id('mara'),
      announce_at: '2026-01-01',
      starts_on: '2026-01-01',
      due: 'NONE',
    },
    [
      ['in the name of a colleague', { assigned_by_id: id('jonas') }],
      ['to a client of somebody else', { episode_id: id('episode of sami') }],
      ['after the cover ended', { assigned_by_id: id('jonas') }, 'jonas'],
      ['before the cover begins', { assigned_by_id: id('ines') }, 'ines'],
      ['as the client', { assigned_by_id: id('membership of noor') }, 'noor'],
    ],
  ),
  ...touches('assignments', 'withdrawn_at = now()', { mara: 4, jonas: 1, petra: 3, 'mara elsewhere': 4 }),

  ...inserts(
    'mara',
    'occurrences',
    {
      ...fresh,
      ...ofNoor,
      assignment_id: id('given to noor'),
      slot: 'new',
      sitting: 'FIRST',
      opens_at: '2026-01-01',
    },
    [
      ['for a client of somebody else', ofSami],
      ['after the cover ended', {}, 'jonas'],
      ['as the client', {}, 'noor'],
    ],
  ),
  ...inserts(
    'noor',
    'occurrences',
    {
      ...fresh,
      ...ofNoor,
      assignment_id: id('given to noor'),
      slot: 'new',
      sitting: 'NEXT_SESSION',
      opens_at: '2026-01-01',
    },
    [
      ['as another client', { client_id: id('sami') }],
      ['of what was given to another', { assignment_id: id('given to sami') }],
      ['of what is not yet told', { assignment_id: id('not yet told noor') }],
      ['in an episode of somebody else', { episode_id: id('episode of sami') }],
      ['as admin', {}, 'admin'],
    ],
  ),
  ...inserts(
    'noor',
    'occurrences',
    {
      ...fresh,
      ...ofNoor,
      assignment_id: id('for when it happens'),
      slot: id('another key of noor'),
      sitting: 'FIRST',
      opens_at: '2026-01-01',
    },
    [
      ['by a date', { slot: '2026-01-01' }],
      ['that is still to come', { opens_at: days(1) }],
      ['of what comes by itself', { assignment_id: id('given to noor') }],
      ['of what is paused', { assignment_id: id('paused') }],
      ['as another client', { client_id: id('sami') }],
      ['in an episode of somebody else', { episode_id: id('episode of sami') }],
      ['as admin', {}, 'admin'],
    ],
  ),
  ...inserts(
    'kai',
    'occurrences',
    {
      ...fresh,
      episode_id: id('episode of the two'),
      client_id: id('kai'),
      assignment_id: id('given to the two'),
      slot: 'new',
      sitting: 'NEXT_SESSION',
      opens_at: '2026-01-01',
    },
    [
      ['for the other one', { client_id: id('rui') }],
      ['of what the other one was given alone', { assignment_id: id('given to rui alone') }],
    ],
  ),
  ...touches('occurrences', `opens_at = now() where opens_at is null`, { mara: 1, 'mara elsewhere': 1 }),
  ...touches('occurrences', `opens_at = now() where opens_at is not null`, {}),
  writes(
    'mara',
    'opens for tomorrow what waits for a session',
    `update occurrences set opens_at = now() + interval '1 day' where opens_at is null`,
    { refused },
  ),
  ...touches('occurrences', `delete where slot <> 'read turn'`, { noor: 1 }),

  ...inserts(
    'noor',
    'reflections',
    { ...fresh, ...ofNoor, occurrence_id: id('untouched turn'), exercise_version_id: id('pause') },
    [
      ['as another client', { ...ofSami, occurrence_id: id('untouched turn of sami') }],
      ['for a client', {}, 'mara'],
      ['as admin', {}, 'admin'],
    ],
  ),
  ...touches('reflections', 'felt_wrong_at = null', {
    mara: 2,
    jonas: 1,
    noor: 3,
    sami: 1,
    petra: 2,
    kai: 1,
    rui: 1,
    'mara elsewhere': 2,
  }),
  writes(
    'mara',
    'turns a shared reflection back into a draft',
    `update reflections set state = 'DRAFT', outcome = null, sharing = null, submitted_at = null where id = '${id('shared')}'`,
    { refused },
  ),

  ...inserts(
    'noor',
    'drafts',
    { ...fresh, reflection_id: id('begun'), client_id: id('noor'), revision: 1, ...sealed },
    [
      ['as another client', { client_id: id('sami') }],
      ['for a client', {}, 'mara'],
    ],
  ),
  ...touches('drafts', 'revision = 2', { noor: 1, sami: 1 }),
  ...touches('drafts', 'delete', { noor: 1, sami: 1 }),

  ...inserts(
    'noor',
    'answers',
    {
      ...fresh,
      ...ofNoor,
      reflection_id: id('read'),
      position: 0,
      key: 'new',
      kind: 'TEXT',
      wording: '',
      readers: 'THERAPIST',
      ...sealed,
    },
    [
      ['as another client', ofSami],
      ['for a client', {}, 'mara'],
    ],
  ),
  ...touches('answers', 'position = 1', { noor: 2, sami: 1, kai: 2, rui: 1 }),
  ...touches('answers', 'delete', { noor: 2, sami: 1, kai: 2, rui: 1 }),

  ...inserts(
    'noor',
    'ratings',
    { ...fresh, ...ofNoor, reflection_id: id('read'), key: 'new', label: '', readers: 'THERAPIST', value: 1 },
    [
      ['as another client', ofSami],
      ['for a client', {}, 'mara'],
    ],
  ),
  ...touches('ratings', 'value = 1', { noor: 2, sami: 1 }),
  ...touches('ratings', 'delete', { noor: 2, sami: 1 }),

  ...inserts(
    'mara',
    'reviews',
    { ...fresh, ...ofNoor, reflection_id: id('shared'), reviewer_id: id('mara') },
    [
      ['in the name of a colleague', { reviewer_id: id('jonas') }],
      ['of another episode than the one cared for', { ...ofSami }],
      ['of what is not shared', { reflection_id: id('begun') }, 'mara', notThere],
      ['after the cover ended', { reviewer_id: id('jonas') }, 'jonas', notThere],
      ['as its author', { reviewer_id: id('membership of noor') }, 'noor'],
    ],
  ),
  ...touches('reviews', 'talked_about_at = now()', { mara: 1, jonas: 1, 'mara elsewhere': 1 }),
  writes('mara', 'hands an own look to a colleague', `update reviews set reviewer_id = '${id('ines')}'`, {
    refused,
  }),

  ...inserts(
    'mara',
    'replies',
    {
      ...fresh,
      ...ofNoor,
      reflection_id: id('shared'),
      author_id: id('mara'),
      ...sealed,
      announce_at: '2026-01-01',
    },
    [
      ['in the name of a colleague', { author_id: id('jonas') }],
      ['to a client of somebody else', ofSami],
      ['after the cover ended', { author_id: id('jonas') }, 'jonas'],
      ['as the client', { author_id: id('membership of noor') }, 'noor'],
    ],
  ),
  // Only the own ones, and only while in the care team: what Jonas wrote to Noor stays as it is.
  ...touches('replies', 'taken_back_at = now()', { mara: 4, jonas: 1, petra: 1, 'mara elsewhere': 4 }),

  ...inserts('noor', 'addenda', { ...fresh, ...ofNoor, reflection_id: id('read'), ...sealed }, [
    ['as another client', { client_id: id('sami') }],
    ['in an episode of somebody else', { episode_id: id('episode of sami') }],
    ['to what somebody else wrote', { reflection_id: id('shared by sami') }],
    ['for a client', {}, 'mara'],
    ['as admin', {}, 'admin'],
  ]),

  ...inserts(
    'petra',
    'joint_parts',
    {
      ...fresh,
      assignment_id: id('given to the two'),
      episode_id: id('episode of the two'),
      slot: 'new',
      place: 'SESSION',
      opened_by_id: id('petra'),
    },
    [
      ['in the name of a colleague', { opened_by_id: id('jonas') }],
      ['in an episode of somebody else', { episode_id: id('episode of noor') }],
      ['by a partner', {}, 'kai'],
      ['by who treats one of them alone', {}, 'jonas'],
      ['as admin', {}, 'admin'],
    ],
  ),
  ...touches('joint_parts', 'closes_at = now()', { petra: 4 }),
  ...inserts('kai', 'releases', offerOfKai, [
    ['as the other', { client_id: id('rui') }],
    ['of what the other shared', { reflection_id: id('shared by rui'), key: 'answer of rui' }],
    ['of what is for the therapist', { key: 'narrowed by kai' }],
    ['of what was not asked', { key: 'nothing' }],
    ['for a partner', {}, 'petra'],
    ['as admin', {}, 'admin'],
  ]),
  writes('kai', 'opens by offering: says when it was offered', `update releases set offered_at = now()`, {
    refused,
  }),
  ...touches('releases', 'sealed = null, withdrawn_at = now()', { kai: 6, rui: 2, petra: 2 }),
  writes(
    'petra',
    'keeps what was offered of a turn that is each one’s own',
    'update releases set sealed = sealed',
    {
      refused,
    },
  ),
  ...inserts(
    'petra',
    'own_turns',
    {
      ...{ ...fresh, episode_id: id('episode of the two'), assignment_id: id('given to the two') },
      ...{ slot: 'evening', turned_by_id: id('petra') },
    },
    [
      ['in the name of a colleague', { turned_by_id: id('jonas') }],
      ['in an episode of somebody else', { episode_id: id('episode of kai') }],
      ['as who treats one of them alone', { turned_by_id: id('jonas') }, 'jonas'],
      ['as one of them', { turned_by_id: id('membership of kai') }, 'kai'],
      ['as admin', { turned_by_id: id('mara as admin') }, 'admin'],
    ],
  ),
  ...inserts('kai', 'clinician_only_marks', markOfKai, [
    ['as the other', { client_id: id('rui') }],
    ['about what the other shared', { reflection_id: id('shared by rui') }],
    ['for a client', {}, 'petra'],
    ['as admin', {}, 'admin'],
  ]),
  ...touches('clinician_only_marks', `lifted_at = now(), lifted_by_id = '${id('petra')}'`, { petra: 4 }),
  ...inserts('petra', 'clinician_only_marks', holdOfKai, [
    ['in the name of a colleague', { set_by_id: id('jonas') }],
    ['in an episode of somebody else', { episode_id: id('episode of kai') }],
    ['about a client of somebody else', { client_id: id('noor') }],
    ['as who treats one of them alone', { set_by_id: id('jonas') }, 'jonas'],
    ['as the partner', { set_by_id: id('membership of kai') }, 'kai'],
    ['as admin', {}, 'admin'],
  ]),
  writes(
    'kai',
    'ends what is under way, and it begins anew',
    'update joint_sittings set stopped_at = now()',
    {
      touched: 1,
    },
  ),
  {
    name: 'kai begins together what was stopped',
    login: 'app',
    viewer: 'kai',
    statements: [
      'update joint_sittings set stopped_at = now()',
      insertInto('joint_sittings', 'A', sittingOfTheTwo),
    ],
    answer: { touched: 1 },
  },
  writes('kai', 'begins together in another practice', insertInto('joint_sittings', 'B', sittingOfTheTwo), {
    refused,
  }),
  ...notTogether.map(([what, change, viewer]) =>
    writes(
      viewer ?? 'kai',
      `begins together ${what}`,
      insertInto('joint_sittings', 'A', { ...sittingOfTheTwo, ...change }),
      { refused },
    ),
  ),
  ...touches('joint_sittings', 'moved_at = now()', { kai: 1, rui: 1 }),
  writes('kai', 'says when it began', 'update joint_sittings set begun_at = now()', { refused }),
  ...inserts('kai', 'joint_notes', noteOfTheTwo, notTogether),
  writes('kai', 'changes what was kept', `update joint_notes set wording = ''`, { refused }),
  ...inserts('kai', 'joint_checks', checkOfKai, [
    ['as the other', { client_id: id('rui') }],
    ['of a time that was none', { nth: 9 }],
    ['who had left before', { ...ofTheParted, client_id: id('rui') }, 'rui'],
    ['in another episode', { episode_id: id('episode of kai') }],
    ['for a client', {}, 'petra'],
    ['as admin', {}, 'admin'],
  ]),
  // Said when it ended, it still reaches the care team.
  writes(
    'tam',
    'says how it was in work that has ended',
    insertInto('joint_checks', 'A', { ...checkOfKai, ...ofTheParted, client_id: id('tam') }),
    { touched: 1 },
  ),
  ...touches('joint_checks', `talked_at = now(), talked_by_id = '${id('petra')}'`, { petra: 3 }),
  writes('petra', 'says how it was for a client', `update joint_checks set feeling = 'FINE'`, { refused }),
  ...inserts('rui', 'ending_wishes', wishOfRui, [
    ['as the other', { client_id: id('kai') }],
    ['of work that has ended', wishOfTam, 'tam'],
    ['of another course', { episode_id: id('episode of the parted') }],
    ['for a client', {}, 'petra'],
    ['as admin', {}, 'admin'],
  ]),
  writes('kai', 'takes the own wish back', 'update ending_wishes set taken_back_at = now()', { touched: 1 }),
  writes('rui', 'takes the wish of the other back', 'update ending_wishes set taken_back_at = now()', {
    touched: 0,
  }),
  writes('kai', 'says that it was talked about', `update ending_wishes set ${talkedBy('petra')}`, {
    refused,
  }),
  writes('petra', 'says that it was talked about', `update ending_wishes set ${talkedBy('petra')}`, {
    touched: 2,
  }),
  writes('petra', 'says that a colleague talked about it', `update ending_wishes set ${talkedBy('jonas')}`, {
    refused,
  }),
  writes('jonas', 'says that it was talked about', `update ending_wishes set ${talkedBy('jonas')}`, {
    touched: 0,
  }),
  writes('petra', 'wishes it in the name of a client', `update ending_wishes set wished_at = now()`, {
    refused,
  }),
  ...inserts('mara', 'process_notes', { ...fresh, client_id: id('noor'), author_id: id('mara'), ...sealed }, [
    ['in the name of a colleague', { author_id: id('jonas') }],
    ['about a client of somebody else', { client_id: id('sami') }],
    ['as admin', { author_id: id('mara as admin') }, 'admin'],
    ['as the client', { author_id: id('membership of noor') }, 'noor'],
  ]),
  ...touches(
    'process_notes',
    `changed_at = null where client_id = '${id('noor')}' and author_id <> '${id('jonas')}'`,
    { mara: 1, 'mara elsewhere': 1 },
  ),
  writes(
    'jonas',
    'changes an own note after the cover ended',
    `update process_notes set changed_at = now() where client_id = '${id('noor')}'`,
    { refused },
  ),

  ...inserts(
    'noor',
    'consents',
    { ...fresh, client_id: id('noor'), kind: 'WHAT_IS_SEEN', version: 2, zone: 'UTC' },
    [
      ['for another client', { client_id: id('sami') }],
      ['for a client', {}, 'mara'],
    ],
  ),

  ...inserts(
    'noor',
    'data_keys',
    { ...fresh, author_id: id('noor'), subject_id: id('new'), purpose: 'RECORD', wrapped: bytes('new') },
    [
      ['for what another client writes', { author_id: id('sami') }],
      ['for what the clinician writes', { author_id: id('mara') }],
    ],
  ),
  // There is one for each couple, so that whoever comes first has made it.
  writes(
    'kai',
    'makes the key of what they keep',
    `${insertInto('data_keys', 'A', keyOfTheTwo)} on conflict do nothing`,
    {
      touched: 0,
    },
  ),
  ...(
    [
      ['for what is no note of theirs', { purpose: 'RELEASE' }],
      ['for a clinician of theirs', { author_id: id('petra') }],
      ['for a couple that parted', { author_id: id('the parted'), subject_id: id('the parted') }, 'tam'],
      ['as somebody else', {}, 'noor'],
    ] as [string, Record<string, Value>, Viewer?][]
  ).map(([what, change, viewer]) =>
    writes(
      viewer ?? 'kai',
      `makes the key of what they keep: ${what}`,
      insertInto('data_keys', 'A', { ...keyOfTheTwo, ...change }),
      { refused },
    ),
  ),
  ...inserts(
    'mara',
    'data_keys',
    { ...fresh, author_id: id('mara'), subject_id: id('lea'), purpose: 'RECORD', wrapped: bytes('new') },
    [
      ['for what a colleague writes', { author_id: id('jonas') }],
      ['for what the client writes', { author_id: id('noor') }],
      ['as admin', { author_id: id('mara as admin') }, 'admin'],
    ],
  ),

  ...inserts(
    'mara',
    'idempotency_keys',
    { membership_id: id('mara'), key: 'new', operation: 'test', input_mac: bytes('new') },
    [['of a colleague', { membership_id: id('jonas') }]],
  ),
  ...touches('idempotency_keys', 'result = null', { mara: 1, noor: 1, 'mara elsewhere': 1 }),

  ...inserts('mara', 'audit_events', { actor_id: id('mara'), act: 'test', object_type: 'Test' }, [
    ['in the name of a colleague', { actor_id: id('jonas') }],
    ['in nobody’s name', { actor_id: null }],
  ]),
];

/** Whoever may change a row may not carry it into another practice. */
const moves: Claim[] = (
  [
    [
      'mara',
      'episodes',
      'enrollments',
      'invitations',
      'assignments',
      'reviews',
      'process_notes',
      'idempotency_keys',
    ],
    ['admin', 'invitations'],
    ['mara', 'session_changes', 'reflections'],
    ['noor', 'reflections', 'drafts', 'answers', 'ratings'],
  ] satisfies [Viewer, ...string[]][]
).flatMap(([viewer, ...tables]) =>
  tables.map((table) =>
    writes(
      viewer as Viewer,
      `moves ${table} to another practice`,
      `update ${table} set practice_id = '${id('B')}'`,
      { refused },
    ),
  ),
);

function pick<Key extends string>(row: Record<Key, string>, key: Key): Record<string, string> {
  return { [key]: row[key] };
}

// --- the functions that run as the owner -----------------------------------------------------------------------------

function answers(login: Login, viewer: Viewer, name: string, statements: string[], rows: string[]): Claim {
  return { name: `${viewer} (${login}): ${name}`, login, viewer, statements, answer: { rows } };
}
const token = (label: string): string => `'${bytes(label)}'::bytea`;
const accept = `select membership_id || ' ' || account_id as row from auth.accept_invitation(${token('A open for lea')}, '${id('account of lea')}', ${token('lea')}, 'hash', '${id('membership of lea')}')`;
const invitationOfLea = `select i.practice_id || '/' || i.id || coalesce(' ' || i.account_id, '') as row from auth.invitation_by_token(${token('A open for lea')}) i`;

const functions: Claim[] = [
  answers(
    'app',
    'nobody',
    'a cookie names its person, practice and keys',
    [
      `select concat_ws(' ', practice_id, membership_id, client_id, name, practice_key is not null, own_key_id, own_key is not null) as row
     from auth.check_sign_in(${token('cookie of noor')}, false)`,
    ],
    ['A membership of noor noor noor t noor t'],
  ),
  answers(
    'app',
    'nobody',
    'an account’s own memberships',
    [
      `select practice_id || '/' || id || ' ' || practice_name as row from auth.memberships_of('${id('account of mara')}')`,
    ],
    ['A/mara A', 'A/mara as admin A', 'B/mara B', 'B/mara as admin B'],
  ),
  answers('app', 'nobody', 'one invitation by its link', [invitationOfLea], ['A/open for lea']),
  answers(
    'app',
    'nobody',
    'an invitation makes a membership',
    [accept],
    ['membership of lea account of lea'],
  ),
  answers('app', 'nobody', 'an invitation is used once', [accept, invitationOfLea], []),
  ...(
    [
      ['admin', 'jonas', 'true'],
      ['admin', 'mara', 'false'],
      ['admin', 'mara as admin', 'false'],
      ['admin', 'nobody here', 'false'],
      ['mara', 'jonas', 'false'],
      ['noor', 'jonas', 'false'],
      ['nobody', 'jonas', 'false'],
    ] as const
  ).flatMap(([viewer, whom, isDone]) =>
    Object.entries({
      'suspends {}': `auth.set_suspended('${id(whom)}', true)`,
      'restores {}': `auth.set_suspended('${id(whom)}', false)`,
      'signs {} out': `auth.end_sign_ins_of('${id(whom)}')`,
      'begins a new password of {}': `auth.begin_reset_of('${id('new')}', '${id(whom)}', ${token('new')})`,
      'gives {} another role': `auth.add_role('${id('new')}', '${id(whom)}', 'PRACTICE_ADMIN')`,
    }).map(([name, call]) =>
      answers('app', viewer, name.replace('{}', whom), [`select (${call})::text as row`], [isDone]),
    ),
  ),
  ...(
    [
      ['noor', 'true'],
      ['mara', 'false'],
      ['admin', 'false'],
      ['nobody', 'false'],
    ] as const
  ).flatMap(([viewer, isDone]) => {
    const says = `select auth.set_seen_by_others(true)::text as row`;
    const heard = `select concat_ws(' ', auth.seen_by_others('${id('account of noor')}'), auth.seen_by_others('${id('account of sami')}')) as row`;
    return [
      answers('app', viewer, 'says who else looks, for the own account', [says], [isDone]),
      answers('app', viewer, 'and for no other', [says, heard], [isDone === 'true' ? 't' : '']),
    ];
  }),
  ...([true, false] as const).map((isSuspended) =>
    answers(
      'app',
      'admin',
      `suspending and restoring says who did it, and when: ${isSuspended}`,
      [
        `select auth.set_suspended('${id('jonas')}', true)`,
        `select auth.set_suspended('${id('jonas')}', ${isSuspended})`,
        `select num_nonnulls(suspended_at, suspended_by_id)::text as row from memberships where id = '${id('jonas')}'`,
      ],
      [isSuspended ? '2' : '0'],
    ),
  ),
  answers(
    'app',
    'admin',
    'who is suspended here is not suspended elsewhere',
    [
      `select auth.set_suspended('${id('jonas')}', true)`,
      `select set_config('app.practice_id', '${id('B')}', true)`,
      `select 'there' as row from memberships where id = '${id('jonas')}' and suspended_at is null`,
    ],
    ['there'],
  ),
  answers(
    'app',
    'admin',
    'no client becomes staff',
    [`select auth.add_role('${id('new')}', '${id('membership of noor')}', 'CLINICIAN')::text as row`],
    ['false'],
  ),
  answers(
    'worker',
    'nobody',
    'the address of an invitation',
    [`select mail_name as row from auth.invitation_envelope('${id('A')}', '${id('open for lea')}')`],
    ['A'],
  ),
  answers(
    'worker',
    'nobody',
    'the address of a member',
    [
      `select mail_name || ' ' || account_id as row from auth.member_envelope('${id('A')}', '${id('jonas')}')`,
    ],
    ['A account of jonas'],
  ),
  answers(
    'worker',
    'nobody',
    'the address of who asked for a new password',
    [`select account_id::text as row from auth.reset_envelope('${id('reset of noor')}')`],
    ['account of noor'],
  ),
];

// --- worker and owner ------------------------------------------------------------------------------------------------

const inBoth = (rows: string[]): string[] =>
  ['A', 'B'].flatMap((practice) => rows.map((row) => `${practice}/${row}`));
const of = (table: string, ...who: (keyof Seen)[]): string[] =>
  inBoth([...new Set(who.flatMap((viewer) => seen[table]?.[viewer] ?? []))]);

/** What the worker sees of every practice, by the columns it may read. */
const byWorker: Record<string, [rows: string[], name?: string]> = {
  practices: [['A', 'B', 'C']],
  memberships: [of('memberships', 'admin')],
  clients: [of('clients', 'admin')],
  couples: [inBoth(['the two', 'the parted', 'the new'])],
  partners: [inBoth(['the two', 'the two', 'the parted', 'the parted']), `practice_id || '/' || couple_id`],
  episodes: [of('episodes', 'admin')],
  session_changes: [of('session_changes', 'mara', 'jonas')],
  care_team_members: [
    inBoth([
      ...Array<string>(3).fill('episode of noor'),
      ...['sami', 'lea', 'kai', 'the two', 'the parted'].map((name) => `episode of ${name}`),
    ]),
    `practice_id || '/' || episode_id`,
  ],
  invitations: [of('invitations', 'admin')],
  assignments: [of('assignments', 'mara', 'jonas', 'petra')],
  occurrences: [of('occurrences', 'mara', 'noor', 'jonas', 'petra')],
  joint_parts: [of('joint_parts', 'petra')],
  // Who gets no mail, and nothing of why.
  clinician_only_marks: [inBoth(['rui']), `practice_id || '/' || client_id`],
  reflections: [of('reflections', 'noor', 'sami', 'kai', 'rui')],
  replies: [of('replies', 'mara', 'jonas', 'petra')],
  reviews: [inBoth(['read', 'read', 'shared by sami']), `practice_id || '/' || reflection_id`],
  drafts: [of('drafts', 'noor', 'sami')],
  idempotency_keys: [of('idempotency_keys', 'mara', 'noor')],
};

const worker: Claim[] = [
  ...Object.entries(byWorker).map(([table, [rows, name]]) => sees('nobody', table, rows, 'worker', name)),
  ...['drafts', 'idempotency_keys'].map((table): Claim => ({
    name: `worker: removes what is past its time from ${table}`,
    login: 'worker',
    viewer: 'nobody',
    statements: [`delete from ${table} where practice_id = '${id('A')}'`],
    answer: { touched: 2 },
  })),
];

const opens = (sitting: string): string =>
  insertInto('occurrences', 'A', {
    ...fresh,
    ...ofNoor,
    assignment_id: id('given to noor'),
    slot: 'new',
    sitting,
    opens_at: '2026-01-01',
  });

/** The worker opens the turns of a rhythm, and no later sitting of one. */
const opening: Claim[] = [['FIRST', { touched: 1 }] as const, ['NEXT_SESSION', { refused }] as const].map(
  ([sitting, answer]) => ({
    name: `worker opens a turn: ${sitting}`,
    login: 'worker',
    viewer: 'nobody',
    statements: [opens(sitting)],
    answer,
  }),
);

/** The owner is blind and handless unless it says that it migrates. */
const ownersClaims = (tables: readonly string[]): Claim[] => [
  ...tables.flatMap((table): Claim[] => [
    {
      name: `owner sees nothing of ${table}`,
      login: 'owner',
      viewer: 'nobody',
      statements: [`select 'row' as row from ${table}`],
      answer: { rows: [] },
    },
    {
      name: `owner, migrating, sees ${table}`,
      login: 'owner',
      viewer: 'migrating',
      statements: [`select 'row' as row from ${table} limit 1`],
      answer: { rows: ['row'] },
    },
    {
      name: `owner writes nothing into ${table}`,
      login: 'owner',
      viewer: 'nobody',
      // Row security speaks before any constraint does, but after triggers.
      statements: [`alter table ${table} disable trigger user`, `insert into ${table} default values`],
      answer: { refused },
    },
  ]),
  ...[
    'clients set archived_at = null',
    'invitations set revoked_at = now()',
    'memberships set suspended_at = now()',
  ].map((what): Claim => ({
    name: `owner touches nothing: ${what}`,
    login: 'owner',
    viewer: 'nobody',
    statements: [`update ${what}`],
    answer: { touched: 0 },
  })),
];

/** Everything the policies promise; `tables` are those with row-level security. */
export const claimsAbout = (tables: readonly string[]): Claim[] => [
  ...functions,
  ...readings,
  ...acts,
  ...moves,
  ...worker,
  ...opening,
  ...ownersClaims(tables),
];

/** Asks the database; answers with what it did instead, or null when the claim holds. */
export async function faultOf(client: Client, claim: Claim): Promise<string | null> {
  const settings = Object.entries(contexts[claim.viewer])
    .map(([name, value]) => `set_config(${literal(name)}, ${literal(value)}, true)`)
    .join(', ');
  let answer: Answer;
  try {
    const results = (await client.query(
      ['begin', ...(settings ? [`select ${settings}`] : []), ...claim.statements].join(';\n'),
    )) as unknown as { rows: { row: string }[]; rowCount: number }[];
    const last = results.at(-1);
    answer =
      'rows' in claim.answer
        ? { rows: (last?.rows ?? []).map(({ row }) => named(row)) }
        : { touched: last?.rowCount ?? 0 };
  } catch (error) {
    answer = { refused: (error as { code?: string }).code ?? String(error) };
  } finally {
    await client.query('rollback');
  }
  return plain(answer) === plain(claim.answer) ? null : `${claim.name}\n    but: ${plain(answer)}`;
}

const plain = (answer: Answer): string =>
  JSON.stringify('rows' in answer ? { rows: [...answer.rows].sort() } : answer);
