import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/**
 * A small practice, row by row, in every state that a policy tells apart. Practice B is the same practice once more, with
 * the very same ids, which the keys allow: whatever does not ask for the practice shows its rows twice.
 *
 * Mara cares for Noor and for Lea, who is only invited. Jonas cares for Sami and covered Noor until yesterday. Ines covers
 * Noor from tomorrow. Nia has no episode yet; Una has one that nobody cares for.
 *
 * Petra cares for Kai and Rui, who are the two, and Jonas for Kai alone. Rui and Tam have parted; Petra cared for them, too.
 * Mara makes a couple whose care has not begun. Gil is a suspended clinician.
 */

const labels = new Map<string, string>();

/** The id behind a name of this practice, the same in every run. */
export function id(label: string): string {
  const hex = createHash('md5').update(label).digest('hex');
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
  labels.set(uuid, label);
  return uuid;
}

/** Puts names back where ids stand. */
export function named(text: string): string {
  return text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (uuid) => labels.get(uuid) ?? uuid);
}

/** Bytes that stand for a ciphertext, a key or the hash of a token. */
export const bytes = (label: string): string => `\\x${Buffer.from(label).toString('hex')}`;

type Row = Record<string, string | number | boolean | null>;

export const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString();

/** Writes the practices into a migrated, empty database, as its owner with the owner's policies switched on. */
export async function seedPractices(owner: Client): Promise<void> {
  await owner.query(`set app.migrating = 'on'`);
  await owner.query('begin');
  for (const practice of ['A', 'B']) {
    for (const row of practiceRows(practice)) await insert(owner, ...row);
    for (const [table, rows] of tablesOf(practice)) {
      for (const row of rows) await insert(owner, table, { practice_id: id(practice), ...row });
    }
  }
  for (const row of practiceRows('C')) await insert(owner, ...row);
  for (const row of accounts) await insert(owner, ...row);
  await owner.query('commit');
}

async function insert(owner: Client, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  await owner.query(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  );
}

const practiceRows = (practice: string): [string, Row][] => [
  ['practices', { id: id(practice), name: practice, zone: 'Europe/Berlin', mail_name: practice }],
  ['practice_keys', { practice_id: id(practice), wrapped: bytes('key'), wrapping_key_id: 'one' }],
];

const person = (label: string, account: string, role: string): Row => ({
  id: id(label),
  account_id: id(account),
  role,
  name: label,
});
const dataKey = (label: string, author: string, subject: string, purpose = 'RECORD'): Row => ({
  id: id(label),
  author_id: id(author),
  subject_id: id(subject),
  purpose,
  wrapped: bytes(label),
});
const client = (label: string, membership: string | null): Row => ({
  id: id(label),
  chosen_name: label,
  membership_id: membership && id(membership),
  created_by_id: id('mara'),
});
const episode = (label: string, of: string): Row => ({
  id: id(label),
  client_id: id(of),
  started_on: '2026-01-01',
});
const couple = (label: string, status: string): Row => ({
  id: id(label),
  kind: 'PARTNERS',
  status,
  created_by_id: id('petra'),
});
const partner = (label: string, of: string, who: string, until: string | null = null): Row => ({
  id: id(label),
  couple_id: id(of),
  client_id: id(who),
  until,
});
const jointEpisode = (label: string, of: string): Row => ({
  id: id(label),
  couple_id: id(of),
  started_on: '2026-01-01',
});
const acceptance = (label: string, of: string, who: string): Row => ({
  id: id(label),
  couple_id: id(of),
  client_id: id(who),
  kind: 'NO_SECRETS',
  version: 1,
  zone: 'Europe/Berlin',
});
const talk = (label: string, episodeOf: string, who: string): Row => ({
  id: id(label),
  episode_id: id(episodeOf),
  client_id: id(who),
  clinician_id: id('petra'),
  held_on: '2026-01-05',
  verdict: 'GO',
  sealed: bytes(label),
  data_key_id: id('key'),
});
const care = (label: string, of: string, clinician: string, since: string, until: string | null): Row => ({
  id: id(label),
  episode_id: id(of),
  clinician_id: id(clinician),
  part: until === null ? 'PRIMARY' : 'COVERING',
  since,
  until,
});
const way = (label: string, of: Row, program: string, by: string, cohort: string | null = null): Row => ({
  id: id(label),
  episode_id: of.episode_id ?? null,
  program_version_id: id(program),
  cohort_id: cohort && id(cohort),
  opens: 'BY_HAND',
  enrolled_by_id: id(by),
});
const week = (
  label: string,
  of: Row,
  enrollment: string,
  position: number,
  openedAt: string | null,
): Row => ({
  id: id(label),
  enrollment_id: id(enrollment),
  episode_id: of.episode_id ?? null,
  position,
  week_key: label.startsWith('rest') ? null : 'week',
  opened_at: openedAt,
});
const noors = { episode_id: id('episode of noor'), client_id: id('noor') };
const samis = { episode_id: id('episode of sami'), client_id: id('sami') };
const together = { episode_id: id('episode of the two') };
const kais = { ...together, client_id: id('kai') };
const ruis = { ...together, client_id: id('rui') };
const tams = { episode_id: id('episode of the parted'), client_id: id('tam') };
const exercise = (label: string, of: string, scope = 'PERSONAL'): Row => ({
  id: id(label),
  slug: label,
  scope,
  owner_id: id(of),
  saved_by_id: id(of),
  title: '{}',
  version: 1,
});
const version = (label: string, of: string | null = null, by: string | null = null): Row => ({
  id: id(label),
  slug: label,
  version: 1,
  focus: 'REPAIR',
  title: '{}',
  definition: '{}',
  exercise_id: of && id(of),
  published_by_id: by && id(by),
});
const assignment = (label: string, of: Row, by: string, announceAt: string, version = 'pause'): Row => ({
  id: id(label),
  episode_id: of.episode_id ?? null,
  exercise_version_id: id(version),
  assigned_by_id: id(by),
  announce_at: announceAt,
  starts_on: '2026-01-01',
  due: 'NONE',
});
const occurrence = (
  label: string,
  of: Row,
  assigned: string,
  { opensAt = days(-7), sitting = 'FIRST' }: { opensAt?: string | null; sitting?: string } = {},
): Row => ({
  id: id(label),
  assignment_id: id(assigned),
  ...of,
  slot: label,
  sitting,
  opens_at: opensAt,
});
const reflection = (label: string, of: Row, turn: string, state: string): Row => ({
  id: id(label),
  occurrence_id: id(turn),
  ...of,
  exercise_version_id: id('pause'),
  state,
  ...(state === 'DRAFT'
    ? {}
    : { outcome: 'WHOLE', sharing: 'READ_BEFORE', submitted_at: days(-1), reviewed_at: null }),
});
const jointPart = (label: string, of: Row, assigned: string, slot: string): Row => ({
  id: id(label),
  assignment_id: id(assigned),
  episode_id: of.episode_id ?? null,
  slot,
  place: 'SESSION',
  opened_at: days(-1),
  opened_by_id: id('petra'),
});
const telling = (label: string, couple: string, client: string): Row => ({
  ...{ id: id(label), couple_id: id(couple), client_id: id(client) },
  ...{ status: 'PAUSED', told_on: '2026-02-01', recorded_by_id: id('petra') },
});
const release = (label: string, of: Row, slot: string, key: string): Row => ({
  id: id(label),
  assignment_id: id('given to the two'),
  ...of,
  slot,
  reflection_id: id(of.client_id === id('kai') ? 'shared by kai' : 'shared by rui'),
  author_name: 'somebody',
  position: 0,
  key: label,
  kind: 'TEXT',
  wording: 'What came up?',
  language: 'en',
  is_edited: false,
  sealed: bytes(label),
  data_key_id: id(key),
  offered_at: days(-2),
});
const parted = { episode_id: id('episode of the parted') };
const sitting = (label: string, of: Row, part: string): Row => ({
  id: id(label),
  joint_part_id: id(part),
  ...of,
  nth: 1,
  places: 3,
});
const jointNote = (label: string, of: Row, part: string, key: string): Row => ({
  id: id(label),
  joint_part_id: id(part),
  ...of,
  position: 0,
  key: 'pick',
  kind: 'TEXT',
  wording: 'What do you pick?',
  language: 'en',
  sealed: bytes(label),
  data_key_id: id(key),
});
const check = (label: string, of: Row, part: string): Row => ({
  id: id(label),
  joint_part_id: id(part),
  nth: 1,
  ...of,
  feeling: 'TALK_WITH_ME',
});
const draft = (label: string, of: Row, words: string): Row => ({
  id: id(label),
  reflection_id: id(words),
  client_id: of.client_id ?? null,
  revision: 1,
  sealed: bytes(label),
  data_key_id: id('key'),
});
const answer = (label: string, of: Row, words: string, readers: string): Row => ({
  id: id(label),
  reflection_id: id(words),
  ...of,
  position: 0,
  key: label,
  kind: 'TEXT',
  wording: 'What came up?',
  readers,
  sealed: bytes(label),
  data_key_id: id('key'),
});
const rating = (label: string, of: Row, words: string, readers: string): Row => ({
  id: id(label),
  reflection_id: id(words),
  ...of,
  key: label,
  label: 'How sure?',
  readers,
  value: 5,
});
const review = (label: string, of: Row, words: string, reviewer: string): Row => ({
  id: id(label),
  reflection_id: id(words),
  ...of,
  reviewer_id: id(reviewer),
});
const reply = (label: string, of: Row, words: string, author: string, announceAt = days(-1)): Row => ({
  id: id(label),
  reflection_id: id(words),
  ...of,
  author_id: id(author),
  sealed: bytes(label),
  data_key_id: id('key'),
  announce_at: announceAt,
});
const addendum = (label: string, of: Row, words: string): Row => ({
  id: id(label),
  reflection_id: id(words),
  ...of,
  sealed: bytes(label),
  data_key_id: id('key'),
});
const note = (label: string, about: string, author: string): Row => ({
  id: id(label),
  client_id: id(about),
  author_id: id(author),
  sealed: bytes(label),
  data_key_id: id('key'),
});
const invitation = (label: string, role: string, of: string | null, practice: string): Row => ({
  id: id(label),
  role,
  client_id: of && id(of),
  name: label,
  email_sealed: bytes(label),
  email_index: bytes(label),
  token_hash: bytes(`${practice} ${label}`),
  expires_at: days(7),
  accepted_at: label === 'accepted by noor' ? days(-2) : null,
});
const consent = (label: string, of: string): Row => ({
  id: id(label),
  client_id: id(of),
  kind: 'WHAT_IS_SEEN',
  version: 1,
  zone: 'Europe/Berlin',
});
const actKey = (label: string, of: string): Row => ({
  membership_id: id(of),
  key: label,
  operation: 'test',
  input_mac: bytes(label),
});

const tablesOf = (practice: string): [string, Row[]][] => [
  [
    'memberships',
    [
      person('mara', 'account of mara', 'CLINICIAN'),
      person('mara as admin', 'account of mara', 'PRACTICE_ADMIN'),
      person('jonas', 'account of jonas', 'CLINICIAN'),
      person('ines', 'account of ines', 'CLINICIAN'),
      person('membership of noor', 'account of noor', 'CLIENT'),
      person('membership of sami', 'account of sami', 'CLIENT'),
      person('petra', 'account of petra', 'CLINICIAN'),
      { ...person('gil', 'account of gil', 'CLINICIAN'), suspended_at: days(-1) },
      person('membership of kai', 'account of kai', 'CLIENT'),
      person('membership of rui', 'account of rui', 'CLIENT'),
      person('membership of tam', 'account of tam', 'CLIENT'),
    ],
  ],
  [
    'data_keys',
    [
      dataKey('noor', 'noor', 'noor'),
      dataKey('sami', 'sami', 'sami'),
      dataKey('mara about noor', 'mara', 'noor'),
      dataKey('notes of mara about noor', 'mara', 'noor', 'PROCESS_NOTE'),
      dataKey('jonas about noor', 'jonas', 'noor'),
      dataKey('notes of jonas about noor', 'jonas', 'noor', 'PROCESS_NOTE'),
      dataKey('jonas about sami', 'jonas', 'sami'),
      dataKey('kai', 'kai', 'kai'),
      dataKey('petra about the two', 'petra', 'the two'),
      dataKey('petra about the parted', 'petra', 'the parted'),
      dataKey('notes of petra about the two', 'petra', 'the two', 'PROCESS_NOTE'),
      dataKey('offers of kai', 'kai', 'the two', 'RELEASE'),
      dataKey('offers of rui', 'rui', 'the two', 'RELEASE'),
      dataKey('offers of rui in the parted', 'rui', 'the parted', 'RELEASE'),
      dataKey('petra apart about kai', 'petra', 'kai', 'CLINICIAN_ONLY'),
      dataKey('petra apart about rui', 'petra', 'rui', 'CLINICIAN_ONLY'),
      dataKey('kept by the two', 'the two', 'the two', 'JOINT_NOTE'),
      dataKey('kept by the parted', 'the parted', 'the parted', 'JOINT_NOTE'),
    ],
  ],
  [
    'clients',
    [
      client('noor', 'membership of noor'),
      client('sami', 'membership of sami'),
      client('lea', null),
      client('nia', null),
      client('una', null),
      client('kai', 'membership of kai'),
      client('rui', 'membership of rui'),
      client('tam', 'membership of tam'),
    ],
  ],
  ['couples', [couple('the two', 'ACTIVE'), couple('the parted', 'ENDED'), couple('the new', 'ACTIVE')]],
  [
    'partners',
    [
      partner('kai of the two', 'the two', 'kai'),
      partner('rui of the two', 'the two', 'rui'),
      partner('rui of the parted', 'the parted', 'rui', days(-3)),
      partner('tam of the parted', 'the parted', 'tam'),
    ],
  ],
  [
    'episodes',
    [
      episode('episode of noor', 'noor'),
      episode('episode of sami', 'sami'),
      episode('episode of lea', 'lea'),
      episode('episode of una', 'una'),
      episode('episode of kai', 'kai'),
      jointEpisode('episode of the two', 'the two'),
      jointEpisode('episode of the parted', 'the parted'),
    ],
  ],
  [
    'session_changes',
    ['noor', 'sami'].map((of) => ({
      episode_id: id(`episode of ${of}`),
      session_on: '2026-01-08',
      changed_by_id: id('mara'),
    })),
  ],
  [
    'care_team_members',
    [
      care('mara for noor', 'episode of noor', 'mara', days(-90), null),
      care('jonas for noor', 'episode of noor', 'jonas', days(-20), days(-1)),
      care('ines for noor', 'episode of noor', 'ines', days(1), days(20)),
      care('jonas for sami', 'episode of sami', 'jonas', days(-90), null),
      care('mara for lea', 'episode of lea', 'mara', days(-1), null),
      care('jonas for kai', 'episode of kai', 'jonas', days(-90), null),
      care('petra for the two', 'episode of the two', 'petra', days(-90), null),
      care('petra for the parted', 'episode of the parted', 'petra', days(-90), null),
    ],
  ],
  [
    'agreement_acceptances',
    [
      acceptance('yes of kai', 'the two', 'kai'),
      acceptance('yes of rui', 'the two', 'rui'),
      acceptance('yes of tam', 'the parted', 'tam'),
    ],
  ],
  [
    'agreement_texts',
    [
      {
        ...{ id: id('own text'), kind: 'NO_SECRETS', version: 101 },
        ...{ definition: '{}', published_by_id: id('mara as admin') },
      },
    ],
  ],
  [
    'agreement_drafts',
    [{ id: id('own draft'), kind: 'NO_SECRETS', words: '{}', saved_by_id: id('mara as admin') }],
  ],
  [
    'safety_conversations',
    [
      talk('talk with kai', 'episode of the two', 'kai'),
      talk('talk with rui', 'episode of the two', 'rui'),
      talk('talk with tam', 'episode of the parted', 'tam'),
    ],
  ],
  [
    'invitations',
    [
      invitation('open for lea', 'CLIENT', 'lea', practice),
      invitation('accepted by noor', 'CLIENT', 'noor', practice),
      invitation('open for a colleague', 'CLINICIAN', null, practice),
    ],
  ],
  [
    'exercises',
    [
      exercise('own of mara', 'mara'),
      exercise('own of jonas', 'jonas'),
      exercise('own of gil', 'gil'),
      exercise('of the practice', 'petra', 'PRACTICE'),
    ],
  ],
  [
    'exercise_versions',
    [
      version('pause'),
      version('letter'),
      version('version of mara', 'own of mara', 'mara'),
      version('version of jonas', 'own of jonas', 'jonas'),
      version('version of gil', 'own of gil', 'gil'),
      version('version of the practice', 'of the practice', 'petra'),
    ],
  ],
  [
    'program_versions',
    ['first', 'second'].map((slug) => ({
      id: id(slug),
      slug,
      version: 1,
      title: '{}',
      definition: '{}',
    })),
  ],
  [
    'cohorts',
    [{ id: id('group of mara'), name: 'group', program_version_id: id('first'), created_by_id: id('mara') }],
  ],
  [
    'enrollments',
    [
      way('way of noor', noors, 'first', 'mara', 'group of mara'),
      way('way of sami', samis, 'first', 'jonas'),
      way('way of the two', together, 'second', 'petra'),
      way('way of the parted', tams, 'second', 'petra'),
    ],
  ],
  [
    'enrollment_weeks',
    [
      week('open week of noor', noors, 'way of noor', 1, days(-7)),
      week('week of noor', noors, 'way of noor', 2, null),
      week('rest of noor', noors, 'way of noor', 3, null),
      week('rest of noor that came', noors, 'way of noor', 4, days(-1)),
      week('week of sami', samis, 'way of sami', 1, null),
      week('week of the two', together, 'way of the two', 1, days(-7)),
      week('week of the parted', tams, 'way of the parted', 1, days(-7)),
    ],
  ],
  [
    'assignments',
    [
      assignment('given to noor', noors, 'mara', days(-7)),
      assignment('not yet told noor', noors, 'mara', days(1)),
      assignment('given to sami', samis, 'jonas', days(-7)),
      assignment('given to the two', together, 'petra', days(-7)),
      assignment('given to rui alone', together, 'petra', days(-7), 'letter'),
      assignment('given to tam', tams, 'petra', days(-7), 'version of gil'),
      { ...assignment('for when it happens', noors, 'mara', days(-7)), rhythm: 'WHEN_IT_HAPPENS' },
      {
        ...assignment('paused', noors, 'mara', days(-7)),
        rhythm: 'WHEN_IT_HAPPENS',
        paused_at: days(-1),
        paused_by_id: id('mara'),
      },
    ],
  ],
  [
    'occurrences',
    [
      occurrence('untouched turn', noors, 'given to noor'),
      occurrence('begun turn', noors, 'given to noor'),
      occurrence('shared turn', noors, 'given to noor'),
      occurrence('read turn', noors, 'given to noor', { sitting: 'WHEN_I_CHOOSE' }),
      occurrence('later turn', noors, 'given to noor', { sitting: 'NEXT_SESSION' }),
      occurrence('turn to come', noors, 'not yet told noor', { opensAt: days(1) }),
      occurrence('turn for a session', noors, 'not yet told noor', { opensAt: null }),
      occurrence('turn of sami', samis, 'given to sami'),
      occurrence('untouched turn of sami', samis, 'given to sami'),
      occurrence('turn of kai', kais, 'given to the two'),
      occurrence('turn of rui', ruis, 'given to the two'),
      occurrence('turn of rui alone', ruis, 'given to rui alone'),
      occurrence('turn of tam', tams, 'given to tam'),
      ...['evening', 'closed', 'past'].flatMap((slot) => [
        { ...occurrence(`${slot} of kai`, kais, 'given to the two'), slot },
        { ...occurrence(`${slot} of rui`, ruis, 'given to the two'), slot },
      ]),
      { ...occurrence('parted turn of tam', tams, 'given to tam'), slot: 'parted' },
      occurrence('ready turn', noors, 'paused'),
      { ...occurrence('started turn', noors, 'for when it happens'), slot: id('a key of noor') },
    ],
  ],
  [
    'reflections',
    [
      reflection('begun', noors, 'begun turn', 'DRAFT'),
      reflection('shared', noors, 'shared turn', 'SUBMITTED'),
      reflection('read', noors, 'read turn', 'REVIEWED'),
      reflection('shared by sami', samis, 'turn of sami', 'SUBMITTED'),
      reflection('shared by kai', kais, 'turn of kai', 'SUBMITTED'),
      reflection('shared by rui', ruis, 'turn of rui', 'SUBMITTED'),
    ],
  ],
  [
    'addenda',
    [
      addendum('added by noor', noors, 'shared'),
      addendum('added to what was taken back', noors, 'begun'),
      addendum('added by rui', ruis, 'shared by rui'),
    ],
  ],
  ['drafts', [draft('draft of noor', noors, 'begun'), draft('draft of sami', samis, 'shared by sami')]],
  [
    'answers',
    [
      answer('shared answer', noors, 'shared', 'THERAPIST'),
      answer('kept answer', noors, 'shared', 'ONLY_ME'),
      answer('answer of sami', samis, 'shared by sami', 'THERAPIST'),
      answer('answer of kai', kais, 'shared by kai', 'THERAPIST_AND_PARTNER_AFTER_OPENING'),
      answer('narrowed by kai', kais, 'shared by kai', 'THERAPIST'),
      answer('answer of rui', ruis, 'shared by rui', 'THERAPIST_AND_PARTNER_AFTER_OPENING'),
    ],
  ],
  [
    'ratings',
    [
      rating('shared rating', noors, 'shared', 'THERAPIST'),
      rating('kept rating', noors, 'shared', 'ONLY_ME'),
      rating('rating of sami', samis, 'shared by sami', 'THERAPIST'),
    ],
  ],
  [
    'reviews',
    [
      review('look of mara', noors, 'read', 'mara'),
      review('look of jonas', noors, 'read', 'jonas'),
      review('look at sami', samis, 'shared by sami', 'jonas'),
    ],
  ],
  [
    'replies',
    [
      reply('reply to noor', noors, 'read', 'mara'),
      reply('reply to come', noors, 'read', 'mara', days(1)),
      { ...reply('reply taken back', noors, 'read', 'mara'), taken_back_at: days(-0.5) },
      { ...reply('reply never told', noors, 'read', 'mara'), taken_back_at: days(-2) },
      reply('reply of jonas', noors, 'read', 'jonas'),
      reply('reply to sami', samis, 'shared by sami', 'jonas'),
      reply('reply to rui', ruis, 'shared by rui', 'petra'),
    ],
  ],
  [
    'joint_parts',
    [
      jointPart('opening of the evening', together, 'given to the two', 'evening'),
      {
        ...jointPart('closed opening', together, 'given to the two', 'closed'),
        closed_at: days(-0.5),
        closed_by_id: id('petra'),
      },
      { ...jointPart('past opening', together, 'given to the two', 'past'), closes_at: days(-0.5) },
      jointPart('opening of the parted', tams, 'given to tam', 'parted'),
    ],
  ],
  [
    'own_turns',
    [
      {
        ...{ id: id('own turn of kai'), ...together, assignment_id: id('given to the two') },
        ...{ slot: 'turn of kai', turned_by_id: id('petra') },
      },
    ],
  ],
  [
    'releases',
    [
      release('offer of kai', kais, 'evening', 'offers of kai'),
      release('offer of rui', ruis, 'evening', 'offers of rui'),
      { ...release('late offer of kai', kais, 'evening', 'offers of kai'), offered_at: days(-0.5) },
      {
        ...release('withdrawn by kai', kais, 'evening', 'offers of kai'),
        sealed: null,
        withdrawn_at: days(-0.5),
      },
      release('closed offer of kai', kais, 'closed', 'offers of kai'),
      release('past offer of kai', kais, 'past', 'offers of kai'),
      release('unopened offer of kai', kais, 'turn of kai', 'offers of kai'),
      {
        ...release('offer of rui in the parted', ruis, 'parted', 'offers of rui in the parted'),
        assignment_id: id('given to tam'),
        episode_id: id('episode of the parted'),
      },
    ],
  ],
  [
    'couple_tellings',
    [
      { ...telling('tam was told', 'the parted', 'tam'), status: 'ENDED' },
      telling('kai was told', 'the two', 'kai'),
    ],
  ],
  [
    'ending_wishes',
    [
      { id: id('wish of kai'), couple_id: id('the two'), ...kais },
      {
        id: id('wish of tam'),
        couple_id: id('the parted'),
        ...tams,
        talked_at: days(-1),
        talked_by_id: id('petra'),
      },
    ],
  ],
  [
    'clinician_only_marks',
    [
      {
        id: id('mark of kai'),
        kind: 'DO_NOT_OPEN',
        ...kais,
        reflection_id: id('shared by kai'),
      },
      { id: id('hold of rui'), kind: 'COUPLE_HOLD', ...ruis, set_by_id: id('petra') },
      { id: id('no mail to rui'), kind: 'DO_NOT_CONTACT', ...ruis, set_by_id: id('petra') },
      {
        ...{ id: id('mail to kai again'), kind: 'DO_NOT_CONTACT', ...kais, set_by_id: id('petra') },
        ...{ lifted_at: days(-0.5), lifted_by_id: id('petra') },
      },
    ],
  ],
  [
    'joint_sittings',
    [
      sitting('sitting of the two', together, 'opening of the evening'),
      sitting('closed sitting', together, 'closed opening'),
      sitting('past sitting', together, 'past opening'),
      sitting('sitting of the parted', parted, 'opening of the parted'),
    ],
  ],
  [
    'joint_notes',
    [
      jointNote('note of the two', together, 'opening of the evening', 'kept by the two'),
      jointNote('closed note of the two', together, 'closed opening', 'kept by the two'),
      jointNote('note of the parted', parted, 'opening of the parted', 'kept by the parted'),
    ],
  ],
  [
    'joint_checks',
    [
      check('check of kai', kais, 'opening of the evening'),
      check('check of rui', ruis, 'opening of the evening'),
      check('check of tam', tams, 'opening of the parted'),
    ],
  ],
  [
    'process_notes',
    [
      note('note of mara', 'noor', 'mara'),
      note('note of jonas', 'noor', 'jonas'),
      note('note about sami', 'sami', 'jonas'),
    ],
  ],
  ['consents', [consent('consent of noor', 'noor'), consent('consent of sami', 'sami')]],
  ['idempotency_keys', [actKey('act of mara', 'mara'), actKey('act of noor', 'membership of noor')]],
  [
    'audit_events',
    [{ actor_id: id('mara'), act: 'reflection.read', object_type: 'Reflection', object_id: id('read') }],
  ],
];

const accounts: [string, Row][] = [
  ...['mara', 'jonas', 'noor'].map((name): [string, Row] => [
    'auth.accounts',
    {
      id: id(`account of ${name}`),
      email_sealed: bytes(name),
      email_index: bytes(name),
      password_hash: name,
    },
  ]),
  [
    'auth.sign_ins',
    {
      id: id('sign-in of noor'),
      token_hash: bytes('cookie of noor'),
      account_id: id('account of noor'),
      practice_id: id('A'),
      active_membership_id: id('membership of noor'),
      device: 'Firefox on Android',
    },
  ],
  [
    'auth.tokens',
    {
      id: id('reset of noor'),
      purpose: 'PASSWORD_RESET',
      account_id: id('account of noor'),
      token_hash: bytes('reset of noor'),
      expires_at: days(1),
    },
  ],
];
