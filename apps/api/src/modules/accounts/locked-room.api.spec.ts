import { createHash, randomUUID } from 'node:crypto';
import { getNamedType, isNonNullType } from 'graphql';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  type BuiltCouple,
  buildAssignment,
  buildCouple,
  buildDraft,
  buildJointAssignment,
  buildMember,
  buildReflection,
  buildReply,
  canary,
  type ClientMember,
  coupleBody,
  draftBody,
  fullBody,
  type Member,
  newPassword,
  openGate,
  viewerOf,
} from '../../../test/factories.js';
import { Browser, codes } from '../../../test/gql.js';
import { declaredOperations, schemaOf, wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';
import { Db, statement } from '../../platform/db/index.js';
import { Links } from '../../platform/mail/index.js';
import { NotFoundError } from '../../platform/graphql/index.js';
import { operations } from '../../policy.js';
import { ReflectionsService } from '../assignments/index.js';

/** A new password by mail opens no earlier words of a client in joint work, until a code that was given in a session. */

const another = 'nine slow barges turn';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

const reset = (client: Member) => newPassword(test, client, another);
async function enters(client: Member): Promise<Browser> {
  const browser = new Browser(test);
  await browser.do('signIn', { email: client.email, password: another });
  return browser;
}

const isLocked = async (browser: Browser): Promise<boolean | undefined> =>
  ((await browser.ask('{ viewer { isLocked } }')).viewer as { isLocked: boolean } | null)?.isLocked;
const give = async (clinician: Member, client: ClientMember): Promise<string> =>
  (await clinician.browser.do('giveCode', { clientId: client.clientId }, 'code')).code as string;
const enter = async (browser: Browser, code: string) => codes(await browser.act('enterCode', { code }));
const wrong = (code: string) => code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
const audited = async (act: string) =>
  (
    await test.sql.query<{ actor_id: string; client_id: string; result: string }>(
      'select actor_id, client_id, result from audit_events where act = $1 order by seq desc limit 1',
      [act],
    )
  ).rows[0];

/** Two in joint work, with words of every kind on one side. */
async function inJointWork() {
  const { clinician, client } = await pair(test);
  const couple: BuiltCouple = await buildCouple(test, clinician, { known: [client] });
  await openGate(test, couple);
  const words = [canary('begun'), canary('shared'), canary('reply'), canary('joint'), canary('why')];
  const [begun = '', shared = '', reply = '', joint = '', why = ''] = words;
  const one = await buildAssignment(test, clinician, client, { rationale: why });
  await buildDraft(test, client, one.occurrenceId, draftBody({ closing: begun }));
  const two = await buildAssignment(test, clinician, client);
  const reflectionId = await buildReflection(test, client, two.occurrenceId, fullBody({ sentence: shared }));
  await buildReply(test, clinician, reflectionId, reply);
  const together = await buildJointAssignment(test, couple, {});
  const jointId = await buildReflection(
    test,
    client,
    together.turns[0] ?? '',
    coupleBody({ forMe: joint, notReady: joint }),
  );
  const other = couple.partners[1];
  if (!other) throw new Error('There is no other one.');
  const ids = [one.occurrenceId, two.occurrenceId, together.turns[0] ?? '', reflectionId, jointId];
  return { clinician, client, couple, other, words, ids, occurrenceId: one.occurrenceId };
}

/** All that a client can look at, with every id in each place: the answers, word for word. */
async function looks(browser: Browser, ids: readonly string[]) {
  const answers: { name: string; body: string; code: string }[] = [];
  for (const field of Object.values(schemaOf(test).getQueryType()?.getFields() ?? {})) {
    const name = `Query.${field.name}`;
    const isOpen = operations[name]?.who === null;
    if (!isOpen && !operations[name]?.who?.includes('CLIENT')) continue;
    for (const id of ids) {
      const variables = Object.fromEntries(
        field.args.map((arg) => [
          arg.name,
          { ID: id, Int: 5 }[getNamedType(arg.type).name] ?? (isNonNullType(arg.type) ? id : null),
        ]),
      );
      const { body, errors } = await browser.send(wholeDocument(test, name), variables);
      answers.push({ name, body, code: isOpen ? 'OPEN' : (errors[0]?.extensions.code ?? 'ANSWERED') });
      if (field.args.length === 0) break;
    }
  }
  return answers;
}
const said = (answers: { body: string }[], words: readonly string[]): string[] =>
  words.filter((word) => answers.some(({ body }) => body.includes(word)));

describe('a new password by mail, in joint work', () => {
  it('opens nothing that was written before, whoever asks for whatever', async () => {
    const { client, words, ids } = await inJointWork();
    expect(said(await looks(client.browser, ids), words)).toEqual(words);
    await client.browser.do('setSeenByOthers', { seenByOthers: true });
    const browser = await reset(client);
    expect(await isLocked(browser)).toBe(true);
    // Least of all that somebody else reads the mail by which they came.
    expect(await browser.ask('{ viewer { seenByOthers } }')).toEqual({ viewer: { seenByOthers: null } });
    const answers = await looks(browser, ids);
    expect(said(answers, words)).toEqual([]);
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['OPEN', 'FORBIDDEN']));
    // Nor the ids of anything, nor what somebody chose to be called.
    const open = answers.filter(({ code }) => code === 'OPEN');
    expect(said(open, [...ids, client.clientId])).toEqual([]);
    await test.sql.query(`update clients set chosen_name = 'Only in the room' where id = $1`, [
      client.clientId,
    ]);
    expect((await browser.ask('{ viewer { name pendingConsents { kind } } }')).viewer).toEqual({
      name: client.name,
      pendingConsents: [],
    });
  });

  it('is refused by the database itself, for a server that forgets to ask', async () => {
    const { client, occurrenceId, words } = await inJointWork();
    const viewer = await viewerOf(test, client);
    const reflections = test.app.get(ReflectionsService);
    expect(JSON.stringify(await reflections.occurrence(viewer, occurrenceId))).toContain(words[0]);
    await reset(client);
    for (const look of [reflections.today(viewer), reflections.occurrence(viewer, occurrenceId)])
      await expect(
        look.then((row) => row ?? Promise.reject(new NotFoundError('Nothing', null))),
      ).rejects.toThrow(NotFoundError);
    await expect(
      buildDraft(test, client, occurrenceId, draftBody({ closing: 'By somebody else.' })),
    ).rejects.toThrow();
    const tables = ['reflections', 'drafts', 'answers', 'ratings', 'replies', 'occurrences', 'assignments'];
    for (const table of [...tables, 'releases', 'addenda', 'consents', 'data_keys', 'partners', 'clients']) {
      const count = statement<{ count: number }>(`locked.${table}`, `select count(*)::int from ${table}`);
      expect([table, await test.app.get(Db).readOne(viewer, count())]).toEqual([table, { count: 0 }]);
    }
  });

  it('leaves help, the sign-ins and the ways out', async () => {
    const { client, occurrenceId } = await inJointWork();
    const browser = await reset(client);
    const elsewhere = await enters(client);
    expect(declaredWhileLocked()).toEqual([
      'Mutation.endSignIn',
      'Mutation.enterCode',
      'Mutation.switchMembership',
    ]);
    expect((await browser.ask('{ helpInformation { emergencyNumber } }')).helpInformation).toBeTruthy();
    const { viewer } = await browser.ask('{ viewer { signIns { id isCurrent } } }');
    const signIns = viewer.signIns as { id: string; isCurrent: boolean }[];
    await browser.do('endSignIn', { signInId: signIns.find((one) => !one.isCurrent)?.id });
    expect(await isLocked(elsewhere)).toBeUndefined();
    const draft = { occurrenceId, lane: randomUUID(), baseRevision: 0, body: draftBody() };
    for (const [mutation, input] of [
      ['saveDraft', draft],
      ['setSeenByOthers', { seenByOthers: false }],
      ['chooseLanguage', { language: 'es' }],
    ] as const) {
      const { errors } = await browser.try(mutation, input);
      expect([mutation, errors[0]?.extensions.code]).toEqual([mutation, 'FORBIDDEN']);
    }
    await browser.ask('mutation { signOut { userErrors { code } } }');
    expect(await isLocked(browser)).toBeUndefined();
  });

  it('is not undone by another one', async () => {
    const { client } = await inJointWork();
    await reset(client);
    expect(await isLocked(await reset(client))).toBe(true);
  });

  it('is the same when staff began it, and after the joint work is over', async () => {
    const { client, couple } = await inJointWork();
    const admin = await buildMember(test, client.practiceId, 'PRACTICE_ADMIN');
    await test.sql.query(`update partners set until = now() where client_id = $1`, [client.clientId]);
    await test.sql.query(`update couples set status = 'ENDED' where id = $1`, [couple.coupleId]);
    await admin.browser.do('startPasswordReset', { membershipId: client.membershipId });
    const { rows } = await test.sql.query<{ id: string }>(
      'select id from auth.tokens where account_id = $1 order by created_at desc limit 1',
      [client.accountId],
    );
    const token = test.app.get(Links).resetToken(rows[0]?.id ?? '');
    await new Browser(test).do('resetPassword', { token, password: another });
    expect(await isLocked(await enters(client))).toBe(true);
  });

  it('is an ordinary one for a client who never was in joint work, and for staff', async () => {
    const { clinician, client } = await pair(test);
    for (const member of [clinician, client]) expect(await isLocked(await reset(member))).toBe(false);
    expect((await (await enters(client)).ask('{ today { clinicianName } }')).today).toBeTruthy();
  });

  it('locks what the account is a client of elsewhere, and nothing it is as staff', async () => {
    const { client } = await inJointWork();
    const elsewhere = await pair(test);
    const account = { accountId: client.accountId, email: client.email };
    const asStaff = await buildMember(test, elsewhere.client.practiceId, 'CLINICIAN', account);
    const asClient = await buildMember(test, elsewhere.client.practiceId, 'CLIENT', account);
    const browser = await reset(client);
    for (const [{ membershipId }, locked] of [
      [asClient, true],
      [asStaff, false],
    ] as const) {
      await browser.do('switchMembership', { membershipId });
      expect(await isLocked(browser)).toBe(locked);
    }
  });

  it('is noted, and changes nothing for anybody else', async () => {
    const { clinician, client, other, ids } = await inJointWork();
    const before = await looks(other.browser, ids);
    await reset(client);
    expect(await audited('membership.lock')).toEqual({
      actor_id: null,
      client_id: client.clientId,
      result: 'done',
    });
    expect(await looks(other.browser, ids)).toEqual(before);
    const page = await clinician.browser.ask(wholeDocument(test, 'Query.client'), { id: client.clientId });
    expect(page.client).toMatchObject({ viewerCanGiveCode: true });
  });
});

describe('a code given in a session', () => {
  it('opens everything again, once, and ends what else was signed in', async () => {
    const { clinician, client, words, ids } = await inJointWork();
    const browser = await reset(client);
    const elsewhere = await enters(client);
    const code = await give(clinician, client);
    expect(code).toMatch(/^\d{4} \d{4}$/);
    expect(await enter(browser, code.replace(' ', '-'))).toEqual([]);
    expect(await isLocked(browser)).toBe(false);
    expect(await isLocked(elsewhere)).toBeUndefined();
    expect(said(await looks(browser, ids), words)).toEqual(words);
    expect(await audited('client.giveCode')).toMatchObject({ actor_id: clinician.membershipId });
    expect(await audited('membership.unlock')).toMatchObject({
      actor_id: client.membershipId,
      result: 'done',
    });
    const { client: page } = await clinician.browser.ask(wholeDocument(test, 'Query.client'), {
      id: client.clientId,
    });
    expect(page).toMatchObject({ viewerCanGiveCode: false });
    const again = await reset(client);
    expect(await enter(again, code)).toEqual(['WRONG_CREDENTIALS']);
    expect(await isLocked(again)).toBe(true);
  });

  it('is told from a wrong one by nothing but its success', async () => {
    const { clinician, client } = await inJointWork();
    const browser = await reset(client);
    const answer = async (code: string) => (await browser.try('enterCode', { code })).body;
    const withoutAny = await answer('1234 5678');
    const code = await give(clinician, client);
    expect(await answer(wrong(code))).toBe(withoutAny);
    expect(await audited('membership.unlock')).toMatchObject({ result: 'not_found' });
    await test.sql.query(`update auth.codes set expires_at = now() - interval '1 second'`);
    expect(await answer(code)).toBe(withoutAny);
    const newer = await give(clinician, client);
    expect(await answer(code)).toBe(withoutAny);
    expect(await answer('not a number')).toBe(withoutAny);
    expect(await enter(browser, newer)).toEqual([]);
  });

  it('is there for half an hour', async () => {
    const { clinician, client } = await inJointWork();
    await reset(client);
    await give(clinician, client);
    const { rows } = await test.sql.query<{ minutes: string }>(
      'select extract(epoch from expires_at - given_at) / 60 as minutes from auth.codes order by given_at desc limit 1',
    );
    expect(Number(rows[0]?.minutes)).toBe(30);
  });

  it('is used up by five wrong tries, also by those at once', async () => {
    const { clinician, client } = await inJointWork();
    const browser = await reset(client);
    const code = await give(clinician, client);
    const tries = Array.from({ length: 20 }, (_, at) => String(at).padStart(8, '0'));
    const refused = await Promise.all(tries.map((guess) => enter(browser, guess)));
    expect(refused.filter(([no]) => no === 'WRONG_CREDENTIALS')).toHaveLength(20);
    expect(await enter(browser, code)).toEqual(['WRONG_CREDENTIALS']);
    expect(await enter(browser, await give(clinician, client))).toEqual([]);
  });

  it('repeated, is the same code and the same try', async () => {
    const { clinician, client } = await inJointWork();
    const browser = await reset(client);
    const input = { clientId: client.clientId, idempotencyKey: randomUUID() };
    const { code } = await clinician.browser.do('giveCode', input, 'code');
    expect((await clinician.browser.do('giveCode', input, 'code')).code).toBe(code);
    const guess = { code: wrong(code as string), idempotencyKey: randomUUID() };
    for (let again = 0; again < 6; again += 1)
      expect(codes(await browser.act('enterCode', guess))).toEqual(['WRONG_CREDENTIALS']);
    expect(await enter(browser, code as string)).toEqual([]);
  });

  it('opens for the one it was given for', async () => {
    const { clinician, client, other } = await inJointWork();
    const [browser, others] = [await reset(client), await reset(other)];
    expect(await enter(others, await give(clinician, client))).toEqual(['WRONG_CREDENTIALS']);
    expect(await isLocked(others)).toBe(true);
    expect(await enter(browser, await give(clinician, other))).toEqual(['WRONG_CREDENTIALS']);
  });

  it('is given by who treats them, and to nobody who is not locked', async () => {
    const { clinician, client, couple } = await inJointWork();
    const refused = async (by: Member, id = client.clientId) =>
      (await by.browser.try('giveCode', { clientId: id })).errors.map(({ extensions }) => extensions.code);
    expect(await refused(clinician)).toEqual(['NOT_FOUND']);
    const locked = { ...client, browser: await reset(client) };
    const colleague = await buildMember(test, client.practiceId, 'CLINICIAN');
    const admin = await buildMember(test, client.practiceId, 'PRACTICE_ADMIN');
    const { clinician: stranger } = await pair(test);
    expect([
      await refused(colleague),
      await refused(admin),
      await refused(stranger),
      await refused(locked),
    ]).toEqual([['NOT_FOUND'], ['FORBIDDEN'], ['NOT_FOUND'], ['FORBIDDEN']]);
    await test.sql.query(
      `insert into care_team_members (practice_id, id, episode_id, clinician_id, part) values ($1, gen_random_uuid(), $2, $3, 'SUPERVISING')`,
      [client.practiceId, couple.episodeId, colleague.membershipId],
    );
    expect(await refused(colleague)).toEqual(['NOT_FOUND']);
    expect(await refused(clinician)).toEqual([]);
  });

  it('lies in the database as a hash with a key, and goes with time', async () => {
    const { clinician, client } = await inJointWork();
    await reset(client);
    const code = await give(clinician, client);
    const { rows } = await test.sql.query<{ row: string }>('select c::text as row from auth.codes c');
    const digits = code.replace(' ', '');
    for (const { row } of rows) {
      expect(row).not.toContain(digits);
      expect(row).not.toContain(createHash('sha256').update(digits).digest('hex'));
    }
    await test.sql.query(`update auth.codes set expires_at = now() - interval '8 days'`);
    await test.sql.query('select auth.put_away()');
    expect((await test.sql.query('select 1 from auth.codes')).rows).toEqual([]);
  });
});

/** What says of itself that it is there in a locked room. */
function declaredWhileLocked(): string[] {
  return declaredOperations(test)
    .filter(({ isWhileLocked }) => isWhileLocked)
    .map(({ name }) => name)
    .sort();
}
