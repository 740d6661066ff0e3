import { randomUUID } from 'node:crypto';
import { operations } from '../src/policy.js';
import { startApp, type TestApp } from './app.js';
import { tableChecksums } from './database.js';
import { buildExercise, type BuiltCouple, type Member } from './factories.js';
import { type Answer, Browser, mutationOf } from './gql.js';
import { operationsWithIds, wholeDocument } from './operations.js';
import { type IdKind, idKinds, inputOf, recipes, type World } from './recipes.js';
import { type CoupleWork, type Scenario, scenario, type Work } from './scenario.js';

/** Somebody who asks. */
interface Principal {
  called: string;
  member: Member | null;
  browser: Browser;
  isActive: boolean;
}

/** A thing's id, and whose it is. */
interface Thing {
  called: string;
  id: string;
  practiceId?: string;
  /** Whoever treats whom it is about. */
  clinicians?: readonly Member[];
  /** Whose it is. */
  clients?: readonly Member[];
  accountId?: string;
}

let test: TestApp;
let the: Scenario;
let principals: Principal[];
let things: Record<IdKind, Thing[]>;
let cells = 0;

beforeAll(async () => {
  test = await startApp();
  the = await scenario(test);
  principals = everybody();
  things = await everything();
});
afterAll(() => test.close());

function everybody(): Principal[] {
  const as = (called: string, member: Member, isActive = true): Principal => ({
    called,
    member,
    browser: member.browser,
    isActive,
  });
  return [
    { called: 'nobody', member: null, browser: new Browser(test), isActive: false },
    as('the clinician', the.clinician),
    as('the client', the.client),
    as('another client of the same clinician', the.sibling),
    as('a client of another clinician', the.colleagueClient),
    as('a clinician outside the care team', the.colleague),
    as('the first partner of a couple', the.couple.partners[0] ?? the.client),
    as('the second partner of a couple', the.couple.partners[1] ?? the.client),
    as('a partner of a couple that has ended', the.ended.partners[0] ?? the.client),
    as('the clinician of one partner alone', the.firstsOwn),
    as('the practice admin', the.admin),
    as('another admin of the practice', the.secondAdmin),
    as('a clinician of another practice', the.strangers.clinician),
    as('a client of another practice', the.strangers.client),
    as('the admin of another practice', the.strangers.admin),
    as('a suspended client', the.suspendedClient, false),
    as('a suspended clinician', the.suspendedClinician, false),
    as('a solo practitioner', the.solo.clinician),
    as('a solo practitioner as admin', the.solo.admin),
  ];
}

async function everything(): Promise<Record<IdKind, Thing[]>> {
  const all = Object.fromEntries(idKinds.map((kind) => [kind, []])) as unknown as Record<IdKind, Thing[]>;
  const cared = [
    { of: 'the client', clinician: the.clinician, client: the.client, work: the.work as Work | null },
    { of: 'the other client', clinician: the.clinician, client: the.sibling, work: the.siblingWork },
    { of: 'the colleague’s client', clinician: the.colleague, client: the.colleagueClient, work: null },
    { of: 'the suspended client', clinician: the.clinician, client: the.suspendedClient, work: null },
    {
      of: 'the stranger',
      clinician: the.strangers.clinician,
      client: the.strangers.client,
      work: the.strangers.work,
    },
  ];
  for (const { of, clinician, client, work } of cared) {
    const { practiceId } = client;
    const add = (kind: IdKind, called: string, id: string) =>
      all[kind].push({
        called: `${called} of ${of}`,
        id,
        practiceId,
        clinicians: [clinician],
        clients: [client],
      });
    add('client', 'row', client.clientId);
    add('episode', 'episode', client.episodeId);
    add('invitation', 'invitation', client.invitationId);
    if (!work) continue;
    add('lane', 'draft', work.begun.lane);
    add('note', 'note', work.noteId);
    add('enrollment', 'enrollment', work.enrollment.enrollmentId);
    for (const id of work.enrollment.weekIds.slice(0, 2)) add('week', 'week', id);
    add('reply', 'reply', work.reviewed.replyId);
    const states = ['notBegun', 'begun', 'forSession', 'readBefore', 'reviewed'] as const;
    // Of the others one of each kind is enough.
    for (const state of client === the.client ? states : (['begun', 'reviewed'] as const)) {
      const turn = work[state];
      add('assignment', `${state} assignment`, turn.assignmentId);
      add('occurrence', `${state} occurrence`, turn.occurrenceId);
      if ('reflectionId' in turn) add('reflection', `${state} reflection`, turn.reflectionId);
    }
    const { rows } = await test.sql.query<{ id: string }>(
      'select id from reflections where occurrence_id = $1',
      [work.begun.occurrenceId],
    );
    add('reflection', 'begun reflection', rows[0]?.id ?? '');
  }
  for (const { clinician, practiceId, cohortId } of the.cohorts)
    all.cohort.push({ called: 'group', id: cohortId, practiceId, clinicians: [clinician] });
  addCouple(all, 'the couple', the.couple, the.coupleWork, the.couple.partners);
  // Nothing is asked any more of who was in joint work that has ended.
  addCouple(all, 'the ended couple', the.ended, the.endedWork, []);
  const { strangers } = the;
  const colleagues = principals.flatMap(({ member, isActive }) =>
    member?.role === 'CLINICIAN' && isActive && member.practiceId === the.practiceId ? [member] : [],
  );
  for (const [called, isShared, owner, clinicians] of [
    ['own exercise of a clinician', false, the.clinician, [the.clinician]],
    ['exercise of the practice', true, the.clinician, colleagues],
    ['own exercise of a colleague', false, the.colleague, [the.colleague]],
    ['exercise of strangers', true, strangers.clinician, [strangers.clinician]],
  ] as const) {
    const { exerciseId } = await buildExercise(test, owner, { isShared });
    all.exercise.push({ called, id: exerciseId, practiceId: owner.practiceId, clinicians });
  }
  const theirs = { practiceId: strangers.practiceId, clinicians: [strangers.clinician] };
  const { opened } = strangers;
  const partners = strangers.couple.partners;
  all.jointPart.push({
    called: 'opening of strangers',
    id: opened.jointPartId,
    clients: partners,
    ...theirs,
  });
  all.mark.push({ called: 'mark of a stranger', id: opened.markId, ...theirs });
  all.couple.push({ called: 'couple of strangers', id: strangers.couple.coupleId, ...theirs });
  all.episode.push({ called: 'joint episode of strangers', id: strangers.couple.episodeId, ...theirs });
  all.episode.push({
    called: 'own episode of a partner',
    id: the.firstsOwnEpisodeId,
    practiceId: the.practiceId,
    clinicians: [the.firstsOwn],
  });
  for (const { called, member } of principals) {
    if (!member) continue;
    const { accountId, role, membershipId } = member;
    const thing = {
      called: `membership of ${called}`,
      id: membershipId,
      practiceId: member.practiceId,
      accountId,
    };
    all.membership.push(thing);
    if (role === 'CLINICIAN') all.clinician.push(thing);
    const { rows } = await test.sql.query<{ id: string }>(
      'select id from auth.sign_ins where account_id = $1',
      [accountId],
    );
    for (const { id } of rows) all.signIn.push({ ...thing, called: `sign-in of ${called}`, id });
  }
  return all;
}

/** A couple's things: each written one is of the partner who wrote it, and of nobody who treats one of them alone. */
function addCouple(
  all: Record<IdKind, Thing[]>,
  of: string,
  { practiceId, coupleId, episodeId, clinician, partners }: BuiltCouple,
  work: CoupleWork,
  asked: readonly Member[],
): void {
  const add = (
    kind: IdKind,
    called: string,
    id: string,
    clients: readonly Member[] = [],
    clinicians: readonly Member[] = [clinician],
  ) => all[kind].push({ called: `${called} of ${of}`, id, practiceId, clinicians, clients });
  add('couple', 'row', coupleId, asked);
  add('episode', 'joint episode', episodeId);
  add('enrollment', 'enrollment', work.enrollment.enrollmentId);
  add('week', 'week', work.enrollment.weekIds[0] ?? '');
  for (const [index, partner] of partners.entries()) {
    const own = [partner];
    // Who treats one of them alone knows the person, and the link by which they came.
    const alone = partner === the.couple.partners[0] ? [clinician, the.firstsOwn] : [clinician];
    add('client', `row of partner ${index}`, partner.clientId, own, alone);
    add('invitation', `invitation of partner ${index}`, partner.invitationId, own, alone);
    add('occurrence', `begun turn ${index}`, work.begun.turns[index] ?? '', own);
    add('occurrence', `shared turn ${index}`, work.shared.turns[index] ?? '', own);
    add('reflection', `reflection ${index}`, work.shared.reflectionIds[index] ?? '', own);
    add('reply', `reply ${index}`, work.shared.replyIds[index] ?? '', own);
  }
  const [first = clinician, second = clinician] = partners;
  // An assignment is whose turn there is of it.
  for (const { assignmentId } of [work.begun, work.shared])
    add('assignment', 'assignment', assignmentId, partners);
  for (const [index, reflectionId] of work.opened.reflectionIds.entries()) {
    const [own] = [[partners[index] ?? clinician]];
    add('reflection', `opened reflection ${index}`, reflectionId, own);
    add('occurrence', `opened turn ${index}`, work.opened.turns[index] ?? '', own);
    add('release', `release ${index}`, work.opened.releaseIds[index] ?? '', own);
  }
  add('assignment', 'opened assignment', work.opened.assignmentId, partners);
  // Of joint work that has ended nothing is open any more.
  add('jointPart', 'opening', work.opened.jointPartId, asked);
  add('mark', 'mark', work.opened.markId, []);
  add('assignment', 'assignment of partner 0 alone', work.alone.assignmentId, [first]);
  add('lane', 'draft of partner 0', work.begun.lane, [first]);
  add('reflection', 'begun reflection of partner 0', work.begun.reflectionId, [first]);
  add('reflection', 'other reflection of partner 1', work.begun.sharedId, [second]);
  add('occurrence', 'turn of partner 0 alone', work.alone.occurrenceId, [first]);
}

/** Whether the policy lets this one ask about this thing. */
function mayAsk(operation: string, { member, isActive }: Principal, thing: Thing): boolean {
  const { who, by: relation } = operations[operation] ?? { who: [], by: 'own' as const };
  if (!member || !isActive || (who !== null && !who.includes(member.role))) return false;
  const is = ({ membershipId }: Member) => membershipId === member.membershipId;
  const isHere = thing.practiceId === member.practiceId;
  const treats = thing.clinicians?.some(is) ?? false;
  switch (recipes[operation]?.by ?? relation) {
    case 'care':
    case 'author':
    case 'exercise':
      return treats;
    case 'own':
    case 'opened':
      return thing.clients?.some(is) ?? false;
    case 'account':
      return thing.accountId === member.accountId;
    // "Other": the own account is here, too; what is refused about it is no secret.
    case 'practice':
    case 'other':
      return isHere;
    case 'staff':
      return member.role === 'PRACTICE_ADMIN' ? isHere : treats;
    default:
      throw new Error(`${operation}: the matrix does not know what "${relation}" means for an id`);
  }
}

function call(operation: string, by: Principal | Member, ids: Record<string, unknown>): Promise<Answer> {
  const [root, name = ''] = operation.split('.');
  const document = wholeDocument(test, operation);
  const input = inputOf(operation, ids);
  return by.browser.send(document, root === 'Query' ? input : mutationOf(name, input)[1]);
}

/** What is compared: status and every byte. */
const bytes = ({ status, body }: Answer): string => `${status} ${body}`;

/** Ids that name nothing of the kind. */
function nothings(kind: IdKind): Thing[] {
  const other = things[kind === 'client' ? 'reflection' : 'client'][0];
  return [
    { called: 'a random id', id: randomUUID() },
    { called: 'no id at all', id: 'not-an-id' },
    { called: 'an id with SQL', id: "' or true --" },
    { called: 'the id of another kind', id: other?.id ?? '' },
  ];
}

const words = (): string[] =>
  [the.work, the.siblingWork, the.strangers.work, the.coupleWork, the.endedWork].flatMap((work) =>
    Object.values(work.words),
  );

/** Fails with the cells that were answered differently, and with the tables that changed. */
async function expectNothing(check: () => Promise<string[]>): Promise<void> {
  const before = await tableChecksums(test.sql, ['public.audit_events_default']);
  const leaks = await withoutTraces(check);
  const after = await tableChecksums(test.sql, ['public.audit_events_default']);
  expect({ leaks, changed: Object.keys(after).filter((table) => after[table] !== before[table]) }).toEqual({
    leaks: [],
    changed: [],
  });
}

/** Of thousands of refusals nobody reads where they came from, and to find that out takes longer than to refuse. */
async function withoutTraces<T>(work: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

describe('the generator', () => {
  it('has a recipe for every operation that takes an id, and names each of its ids', () => {
    const known = Object.entries(recipes).map(([name, { ids }]) => [name, Object.keys(ids).sort()]);
    expect(Object.fromEntries(known)).toEqual(Object.fromEntries(operationsWithIds(test)));
  });

  it('has a thing of every kind', () => {
    for (const kind of idKinds) expect(things[kind].length).toBeGreaterThan(2);
    expect(principals.length).toBeGreaterThanOrEqual(19);
  });

  it.each([
    ...(['client', 'episode', 'invitation', 'assignment', 'occurrence'] as const),
    ...(['reflection', 'lane', 'reply'] as const),
  ])('has a %s of one person, of a couple and of one that has ended', (kind) => {
    const count = (of: RegExp) => things[kind].filter(({ called }) => of.test(called)).length;
    expect(
      [/ the couple$/, / the ended couple$/, / the (client|stranger)$/].map((of) => count(of) > 0),
    ).toEqual([true, true, true]);
  });
});

describe('what is not theirs does not exist', () => {
  for (const [operation, { ids }] of Object.entries(recipes)) {
    const [[first, kind] = ['', undefined], second] = Object.entries(ids);
    if (!kind) throw new Error(`${operation} has no id`);

    it(`${operation}: every id`, async () => {
      await expectNothing(async () => {
        const asked = principals.map(async (principal) => {
          const leaks: string[] = [];
          const rest = second ? { [second[0]]: randomUUID() } : {};
          const ask = (id: string) => call(operation, principal, { ...rest, [first]: id });
          const unknown = bytes(await ask(randomUUID()));
          for (const thing of [...nothings(kind), ...things[kind]]) {
            if (mayAsk(operation, principal, thing)) continue;
            cells += 1;
            const answer = await ask(thing.id);
            if (bytes(answer) !== unknown)
              leaks.push(`${principal.called} × ${thing.called}: ${bytes(answer)} instead of ${unknown}`);
          }
          return leaks;
        });
        return (await Promise.all(asked)).flat();
      });
    });

    if (second) {
      const [name, secondKind] = second;
      it(`${operation}: every pair of ids, where the first is not theirs`, async () => {
        await expectNothing(async () => {
          const asked = principals.map(async (principal) => {
            const leaks: string[] = [];
            const ask = (a: string, b: string) => call(operation, principal, { [first]: a, [name]: b });
            const unknown = bytes(await ask(randomUUID(), randomUUID()));
            for (const a of things[kind].filter((thing) => !mayAsk(operation, principal, thing)))
              for (const b of things[secondKind]) {
                cells += 1;
                const answer = await ask(a.id, b.id);
                if (bytes(answer) !== unknown)
                  leaks.push(`${principal.called} × ${a.called} × ${b.called}: ${bytes(answer)}`);
              }
            return leaks;
          });
          return (await Promise.all(asked)).flat();
        });
      });
    }
  }
});

describe('a thing of theirs with a thing that is not', () => {
  const others = `(select md5(string_agg(t::text, '' order by t.id)) from drafts t where client_id <> $1)
    || (select md5(string_agg(t::text, '' order by t.id)) from process_notes t where author_id <> $2)`;
  const foreign = (member: { clientId?: string; membershipId: string }) =>
    test.sql
      .query<{ sum: string }>(`select ${others} as sum`, [
        member.clientId ?? randomUUID(),
        member.membershipId,
      ])
      .then(({ rows }) => rows[0]?.sum);

  it.each(['Mutation.saveDraft', 'Mutation.deleteDraft', 'Mutation.submitReflection'])(
    '%s on the own occurrence answers for another’s draft as for none',
    async (operation) => {
      const by = the.client;
      const before = await foreign(by);
      const ask = async (lane: string) => {
        const { status, body } = await call(operation, by, {
          occurrenceId: the.work.begun.occurrenceId,
          lane,
        });
        return `${status} ${body.replaceAll(lane, 'LANE').replace(/"savedAt":"[^"]+"/, '')}`;
      };
      const unknown = await ask(randomUUID());
      for (const { id, clients } of things.lane) {
        if (clients?.some(({ membershipId }) => membershipId === by.membershipId)) continue;
        cells += 1;
        expect(await ask(id)).toBe(unknown);
      }
      expect(await foreign(by)).toBe(before);
    },
  );

  it('Mutation.writeProcessNote about the own client answers for another’s note as for none', async () => {
    const by = the.clinician;
    const before = await foreign(by);
    const ask = async (noteId: string) =>
      bytes(await call('Mutation.writeProcessNote', by, { clientId: the.client.clientId, noteId }));
    const unknown = await ask(randomUUID());
    // Her own note about another client is as foreign here as a stranger's.
    for (const { id } of things.note.filter((note) => note.clients?.[0] !== the.client)) {
      cells += 1;
      expect(await ask(id)).toBe(unknown);
    }
    expect(await foreign(by)).toBe(before);
  });
});

describe('a thing of theirs with a person who is not', () => {
  const joint = () => ({ by: the.clinician, thing: the.couple.coupleId, own: the.couple.partners });
  const cases: [
    string,
    () => { by: Member; thing: string; own: readonly { clientId?: string; membershipId: string }[] },
  ][] = [
    ['Mutation.recordSafetyConversation', joint],
    ['Mutation.assignExercise', () => ({ ...joint(), thing: the.couple.episodeId })],
    [
      'Mutation.assignExercise',
      () => ({ by: the.clinician, thing: the.client.episodeId, own: [the.client] }),
    ],
    ['Mutation.moveCare', () => ({ by: the.admin, thing: the.client.episodeId, own: [] })],
  ];
  it.each(cases)('%s answers as for nobody', async (operation, of) => {
    const { by, thing, own } = of();
    const [[first = ''] = [], [second = '', kind = 'client'] = []] = Object.entries(
      recipes[operation]?.ids ?? {},
    ) as [[string, IdKind], [string, IdKind]];
    await expectNothing(async () => {
      const ask = async (id: string) => bytes(await call(operation, by, { [first]: thing, [second]: id }));
      const unknown = await ask(randomUUID());
      const leaks: string[] = [];
      for (const { id, called, practiceId } of things[kind]) {
        const isTheirs =
          kind === 'client' ? own.some(({ clientId }) => clientId === id) : practiceId === by.practiceId;
        if (isTheirs) continue;
        cells += 1;
        const answer = await ask(id);
        if (answer !== unknown) leaks.push(`${called}: ${answer} instead of ${unknown}`);
      }
      return leaks;
    });
  });
});

describe('an empty id', () => {
  it('is refused, whoever sends it', async () => {
    await expectNothing(async () => {
      const leaks: string[] = [];
      for (const [operation, { ids }] of Object.entries(recipes))
        for (const principal of principals) {
          cells += 1;
          const input = Object.fromEntries(Object.keys(ids).map((name) => [name, '']));
          const { status, data, errors } = await call(operation, principal, input);
          const refused =
            errors.length > 0 ||
            Object.values(data as Record<string, { userErrors: unknown[] }>).every(
              ({ userErrors }) => userErrors.length > 0,
            );
          if (status >= 500 || !refused) leaks.push(`${operation} × ${principal.called}: ${status}`);
        }
      return leaks;
    });
  });
});

describe('the practice admin', () => {
  it('finds no word anyone wrote, whatever is asked', async () => {
    const ids = Object.values(things).flatMap((list) => list.map(({ id }) => id));
    const found: string[] = [];
    for (const operation of Object.keys(operations).filter((name) => name.startsWith('Query.'))) {
      const takes = recipes[operation]?.ids;
      const inputs = takes
        ? ids.map((id) => Object.fromEntries(Object.keys(takes).map((name) => [name, id])))
        : [
            operation === 'Query.exercise' || operation === 'Query.exerciseFile'
              ? { slug: 'x' }
              : operation === 'Query.invitation'
                ? { token: 'x' }
                : {},
          ];
      const ask = (admin: Member) =>
        inputs.map(async (input) => {
          cells += 1;
          const { body } = await call(operation, admin, input);
          return words()
            .filter((word) => body.includes(word))
            .map((word) => `${operation}: ${word}`);
        });
      const asked = () => Promise.all([the.admin, the.strangers.admin].flatMap(ask));
      found.push(...(await withoutTraces(asked)).flat());
    }
    expect(found).toEqual([]);
  });
});

describe('what is theirs answers', () => {
  it.each(Object.keys(recipes))('%s', async (operation) => {
    const at = { test, solo: the.solo, couple: the.couple };
    const [first, second] = the.couple.partners;
    if (!first || !second) throw new Error('A couple is two');
    const worlds: World[] = [
      { ...at, admin: the.admin, clinician: the.clinician, client: the.client },
      { ...at, admin: the.secondAdmin, clinician: the.clinician, client: the.sibling },
      // What is given in joint work is each partner’s own as much as what is given to one person.
      { ...at, admin: the.admin, clinician: the.clinician, client: first },
      { ...at, admin: the.admin, clinician: the.clinician, client: second },
      {
        ...at,
        admin: the.admin,
        clinician: the.firstsOwn,
        client: { ...first, episodeId: the.firstsOwnEpisodeId },
      },
      {
        ...at,
        admin: the.strangers.admin,
        clinician: the.strangers.clinician,
        client: the.strangers.client,
      },
    ];
    for (const world of operation === 'Mutation.switchMembership' ? worlds.slice(0, 1) : worlds) {
      const { by, input } = (await recipes[operation]?.ready(world)) ?? { by: world.client, input: {} };
      cells += 1;
      const { data, errors } = await call(operation, by, input);
      const [answer] = Object.values((data ?? {}) as Record<string, { userErrors?: unknown[] } | null>);
      expect({ errors, refused: answer?.userErrors ?? [], isThere: Boolean(answer) }).toEqual({
        errors: [],
        refused: [],
        isThere: true,
      });
    }
  });

  it('was asked often enough to mean something', () => {
    expect(cells).toBeGreaterThan(15_000);
  });
});
