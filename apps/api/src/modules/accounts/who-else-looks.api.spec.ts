import { startApp, type TestApp } from '../../../test/app.js';
import { buildMember, type Member, password } from '../../../test/factories.js';
import { Browser, signedIn } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

const say = (member: Member, seenByOthers: boolean, browser = member.browser) =>
  browser.do('setSeenByOthers', { seenByOthers }, 'viewer { seenByOthers }');
const saidTo = async (browser: Browser): Promise<boolean | null | undefined> =>
  ((await browser.ask('{ viewer { seenByOthers } }')).viewer as { seenByOthers: boolean | null } | null)
    ?.seenByOthers;

/** Lets time pass for every sign-in of somebody. */
const pass = ({ accountId }: Member, what: 'idle' | 'in all', minutes: number) =>
  test.sql.query(
    what === 'idle'
      ? `update auth.sign_ins set last_seen_at = now() - $2 * interval '1 minute' where account_id = $1`
      : `update auth.sign_ins set started_at = now() - $2 * interval '1 minute', last_seen_at = now(),
           short_since = short_since - $2 * interval '1 minute' where account_id = $1`,
    [accountId, minutes],
  );

describe('whether somebody else reads the mail or uses the phone', () => {
  it('is asked once, belongs to the account, and can be said anew', async () => {
    const { client } = await pair(test);
    expect(await saidTo(client.browser)).toBeNull();
    const { viewer } = await say(client, true);
    expect(viewer).toEqual({ seenByOthers: true });
    expect(await saidTo(await signedIn(test, client))).toBe(true);
    await say(client, false);
    expect(await saidTo(client.browser)).toBe(false);
  });

  it('said once, is done once', async () => {
    const { client } = await pair(test);
    const input = { seenByOthers: true, idempotencyKey: 'said-only-once' };
    await client.browser.do('setSeenByOthers', input);
    await say(client, false);
    await client.browser.do('setSeenByOthers', input);
    expect(await saidTo(client.browser)).toBe(false);
  });

  it('makes sign-ins end after ten idle minutes and two hours, here and elsewhere, and not at once', async () => {
    const { client } = await pair(test);
    const elsewhere = await signedIn(test, client);
    await pass(client, 'in all', 180);
    await say(client, true);
    for (const browser of [client.browser, elsewhere]) expect(await saidTo(browser)).toBe(true);
    await pass(client, 'idle', 9);
    const later = new Browser(test);
    await later.do('signIn', { email: client.email, password });
    for (const browser of [client.browser, elsewhere, later]) expect(await saidTo(browser)).toBe(true);
    await pass(client, 'in all', 119);
    for (const browser of [client.browser, elsewhere, later]) expect(await saidTo(browser)).toBe(true);
    const listed = await later.ask('{ viewer { signIns { id } } }');
    expect(listed.viewer.signIns).toHaveLength(3);
    await pass(client, 'idle', 11);
    for (const browser of [client.browser, elsewhere, later]) expect(await saidTo(browser)).toBeUndefined();
    const after = await signedIn(test, client);
    expect((await after.ask('{ viewer { signIns { id } } }')).viewer.signIns).toHaveLength(1);
    await pass(client, 'in all', 121);
    expect(await saidTo(after)).toBeUndefined();
  });

  it('taken back, gives sign-ins their ordinary time', async () => {
    const { client } = await pair(test);
    await say(client, true);
    await say(client, false);
    await pass(client, 'idle', 29);
    expect(await saidTo(client.browser)).toBe(false);
    await pass(client, 'in all', 180);
    expect(await saidTo(client.browser)).toBe(false);
  });

  it('changes nothing for anybody else', async () => {
    const { clinician, client } = await pair(test);
    const admin = await buildMember(test, client.practiceId, 'PRACTICE_ADMIN');
    const looks = async () => [
      await admin.browser.send(wholeDocument(test, 'Query.people'), { first: 50 }),
      await clinician.browser.send(wholeDocument(test, 'Query.client'), { id: client.clientId }),
    ];
    const bodies = async () => (await looks()).map(({ body }) => body);
    const before = await bodies();
    await say(client, true);
    expect(await bodies()).toEqual(before);
    expect(await saidTo(admin.browser)).toBeNull();
    await pass(admin, 'idle', 14);
    expect(await saidTo(admin.browser)).toBeNull();
  });

  it('is asked of clients alone', async () => {
    const { clinician } = await pair(test);
    const { errors } = await clinician.browser.try('setSeenByOthers', { seenByOthers: true });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(await saidTo(clinician.browser)).toBeNull();
  });
});
