import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/**
 * A small practice, row by row, in every state that a policy tells apart. Practice B is the same practice once more, with
 * the very same ids, which the keys allow: whatever does not ask for the practice shows its rows twice.
 *
 * Mara cares for Noor and for Lea, who is only invited. Jonas cares for Sami and covered Noor until yesterday. Ines covers
 * Noor from tomorrow. Nia has no episode yet; Una has one that nobody cares for.
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

const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString();

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
const care = (label: string, of: string, clinician: string, since: string, until: string | null): Row => ({
  id: id(label),
  episode_id: id(of),
  clinician_id: id(clinician),
  part: until === null ? 'PRIMARY' : 'COVERING',
  since,
  until,
});
const noors = { episode_id: id('episode of noor'), client_id: id('noor') };
const samis = { episode_id: id('episode of sami'), client_id: id('sami') };
const assignment = (label: string, of: Row, by: string, announceAt: string): Row => ({
  id: id(label),
  episode_id: of.episode_id ?? null,
  exercise_version_id: id('pause'),
  assigned_by_id: id(by),
  announce_at: announceAt,
  due: 'NONE',
});
const occurrence = (label: string, of: Row, assigned: string): Row => ({
  id: id(label),
  assignment_id: id(assigned),
  ...of,
  slot: label,
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
const reply = (label: string, of: Row, words: string, author: string): Row => ({
  id: id(label),
  reflection_id: id(words),
  ...of,
  author_id: id(author),
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
    ],
  ],
  [
    'episodes',
    [
      episode('episode of noor', 'noor'),
      episode('episode of sami', 'sami'),
      episode('episode of lea', 'lea'),
      episode('episode of una', 'una'),
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
    'exercise_versions',
    [{ id: id('pause'), slug: 'pause', version: 1, focus: 'REPAIR', title: '{}', definition: '{}' }],
  ],
  [
    'assignments',
    [
      assignment('given to noor', noors, 'mara', days(-7)),
      assignment('not yet told noor', noors, 'mara', days(1)),
      assignment('given to sami', samis, 'jonas', days(-7)),
    ],
  ],
  [
    'occurrences',
    [
      occurrence('untouched turn', noors, 'given to noor'),
      occurrence('begun turn', noors, 'given to noor'),
      occurrence('shared turn', noors, 'given to noor'),
      occurrence('read turn', noors, 'given to noor'),
      occurrence('turn to come', noors, 'not yet told noor'),
      occurrence('turn of sami', samis, 'given to sami'),
      occurrence('untouched turn of sami', samis, 'given to sami'),
    ],
  ],
  [
    'reflections',
    [
      reflection('begun', noors, 'begun turn', 'DRAFT'),
      reflection('shared', noors, 'shared turn', 'SUBMITTED'),
      reflection('read', noors, 'read turn', 'REVIEWED'),
      reflection('shared by sami', samis, 'turn of sami', 'SUBMITTED'),
    ],
  ],
  ['drafts', [draft('draft of noor', noors, 'begun'), draft('draft of sami', samis, 'shared by sami')]],
  [
    'answers',
    [
      answer('shared answer', noors, 'shared', 'THERAPIST'),
      answer('kept answer', noors, 'shared', 'ONLY_ME'),
      answer('answer of sami', samis, 'shared by sami', 'THERAPIST'),
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
    [reply('reply to noor', noors, 'read', 'mara'), reply('reply to sami', samis, 'shared by sami', 'jonas')],
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
