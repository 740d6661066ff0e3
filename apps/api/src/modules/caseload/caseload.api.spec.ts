import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../../../test/app.js';
import { buildClient, buildMember, buildPractice, canary } from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const rhythm = { anchorOn: day(2), time: '16:00', everyWeeks: 1, zone: 'Europe/Berlin' };
const episode = `episode { id skippedOn rhythm { anchorOn time everyWeeks zone }
  nextSession { on time zone at isMoved regularOn } }`;

describe('inviting a client', () => {
  it('begins client, episode, care and invitation in one act', async () => {
    const { clinician } = await pair(test);
    const name = canary('New');
    const { client, link } = await clinician.browser.do(
      'inviteClient',
      { chosenName: `  ${name}  `, pronouns: ' ', email: ` ${canary('x')}@post.example `, isAdult: true },
      `link client { id chosenName pronouns accountState viewerCanAssign invitation { state }
        episode { id nextSession { on } careTeam { clinicianName part until } } }`,
    );
    expect(client).toMatchObject({
      chosenName: name,
      pronouns: null,
      accountState: 'INVITED',
      viewerCanAssign: true,
      invitation: { state: 'OPEN' },
      episode: {
        nextSession: null,
        careTeam: [{ clinicianName: clinician.name, part: 'PRIMARY', until: null }],
      },
    });
    expect(link).toMatch(/#/);
  });

  it.each([
    ['a minor', { isAdult: false }, 'isAdult'],
    ['no address', { email: 'nobody' }, 'email'],
    ['a name of blanks', { chosenName: '   ' }, 'chosenName'],
  ])('refuses %s and leaves nothing behind', async (_what, wrong, field) => {
    const { clinician, practiceId } = await pair(test);
    const count = async () =>
      (
        await test.sql.query<Record<string, string>>(
          `select (select count(*) from clients where practice_id = $1) as clients,
             (select count(*) from invitations where practice_id = $1) as invitations,
             (select count(*) from idempotency_keys where practice_id = $1) as keys`,
          [practiceId],
        )
      ).rows;
    const before = await count();
    const { userErrors } = (await clinician.browser.act('inviteClient', {
      chosenName: 'Someone',
      email: `${canary('x')}@post.example`,
      isAdult: true,
      ...wrong,
    })) as { userErrors: { code: string; field: string }[] };
    expect(userErrors).toMatchObject([{ code: 'INVALID', field }]);
    expect(await count()).toEqual(before);
  });

  it('once, however often it is asked with the same key', async () => {
    const { clinician, practiceId } = await pair(test);
    const input = {
      idempotencyKey: randomUUID(),
      chosenName: canary('Twice'),
      email: `${canary('x')}@post.example`,
      isAdult: true,
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => clinician.browser.do('inviteClient', input, 'link client { id }')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { rows } = await test.sql.query(
      'select count(*)::int from clients where practice_id = $1 and chosen_name = $2',
      [practiceId, input.chosenName],
    );
    expect(rows).toEqual([{ count: 1 }]);
    const other = await clinician.browser.act('inviteClient', { ...input, chosenName: 'Another' });
    expect(codes(other)).toEqual(['IDEMPOTENCY_MISMATCH']);
    // The same key is another act in another's hands.
    const colleague = await buildMember(test, practiceId, 'CLINICIAN');
    expect(codes(await colleague.browser.act('inviteClient', input))).toEqual([]);
  });
});

describe('the session rhythm', () => {
  it('rolls forward by itself', async () => {
    const { clinician, client } = await pair(test);
    const { episode: known } = await clinician.browser.do(
      'setSessionRhythm',
      { episodeId: client.episodeId, rhythm: { ...rhythm, anchorOn: day(-19) } },
      episode,
    );
    expect(known.rhythm).toEqual({ ...rhythm, anchorOn: day(-19) });
    expect(known.nextSession).toMatchObject({
      on: day(2),
      time: '16:00',
      zone: 'Europe/Berlin',
      isMoved: false,
    });
  });

  it('is unknown until it is known, and can be unknown again', async () => {
    const { clinician, client } = await pair(test);
    const { episodeId } = client;
    await clinician.browser.do('setSessionRhythm', { episodeId, rhythm });
    const { episode: unknown } = await clinician.browser.do(
      'setSessionRhythm',
      { episodeId, rhythm: null },
      episode,
    );
    expect(unknown).toMatchObject({ rhythm: null, nextSession: null });
  });

  it('lets one session be skipped, moved and restored', async () => {
    const { clinician, client } = await pair(test);
    const { episodeId } = client;
    const act = async (mutation: string, input: Record<string, unknown>) =>
      (await clinician.browser.do(mutation, { episodeId, ...input }, episode)).episode as {
        nextSession: { on: string; isMoved: boolean; regularOn: string };
        skippedOn: string[];
      };
    await act('setSessionRhythm', { rhythm });
    const skipped = await act('skipSession', { on: day(2) });
    expect(skipped.nextSession.on).toBe(day(9));
    expect(skipped.skippedOn).toEqual([day(2)]);
    const moved = await act('moveSession', { on: day(2), toOn: day(3), toTime: '09:30' });
    expect(moved.nextSession).toMatchObject({ on: day(3), isMoved: true, regularOn: day(2) });
    expect((await act('restoreSession', { on: day(2) })).nextSession).toMatchObject({
      on: day(2),
      isMoved: false,
    });
    await act('skipSession', { on: day(2) });
    const anew = await act('setSessionRhythm', { rhythm });
    expect(anew).toMatchObject({ nextSession: { on: day(2) }, skippedOn: [] });
  });

  it.each([
    ['setSessionRhythm', { rhythm: { ...rhythm, time: '24:00' } }, 'INVALID'],
    ['setSessionRhythm', { rhythm: { ...rhythm, time: '4:00' } }, 'INVALID'],
    ['setSessionRhythm', { rhythm: { ...rhythm, zone: 'Europe/Nowhere' } }, 'INVALID'],
    ['setSessionRhythm', { rhythm: { ...rhythm, everyWeeks: 5 } }, 'INVALID'],
    ['setSessionRhythm', { rhythm: { ...rhythm, anchorOn: '9999-12-31' } }, 'INVALID'],
    ['setSessionRhythm', { rhythm: { ...rhythm, anchorOn: '0001-01-01' } }, 'INVALID'],
    ['moveSession', { on: day(2), toOn: '9999-12-31', toTime: '10:00' }, 'INVALID'],
    ['skipSession', { on: day(3) }, 'NOT_ALLOWED_NOW'],
    ['moveSession', { on: day(3), toOn: day(4), toTime: '10:00' }, 'NOT_ALLOWED_NOW'],
    ['moveSession', { on: day(2), toOn: day(4), toTime: '10' }, 'INVALID'],
  ])('refuses %s %o', async (mutation, wrong, code) => {
    const { clinician, client } = await pair(test);
    const { episodeId } = client;
    await clinician.browser.do('setSessionRhythm', { episodeId, rhythm });
    expect(codes(await clinician.browser.act(mutation, { episodeId, ...wrong }))).toEqual([code]);
    const { client: seen } = await clinician.browser.ask(
      `query ($id: ID!) { client(id: $id) { ${episode} } }`,
      { id: client.clientId },
    );
    expect(seen.episode).toMatchObject({ rhythm, nextSession: { on: day(2) } });
  });
});

describe('the texts a client accepts', () => {
  it('wait until they are accepted in their current version, and are none of the staff’s', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const client = await buildClient(test, clinician, { consents: false });
    const waiting = async (browser: typeof client.browser) =>
      (await browser.ask('{ viewer { pendingConsents { kind version title paragraphs } } }')).viewer
        .pendingConsents as { kind: string; version: number; paragraphs: string[] }[];
    const [text] = await waiting(client.browser);
    expect(text?.paragraphs.length).toBeGreaterThan(0);
    expect(await waiting(clinician.browser)).toEqual([]);
    const give = (version: number) => client.browser.act('giveConsent', { kind: text?.kind, version });
    expect(codes(await give((text?.version ?? 0) + 1))).toEqual(['STALE']);
    expect(codes(await give(text?.version ?? 0))).toEqual([]);
    expect(codes(await give(text?.version ?? 0))).toEqual([]);
    expect(await waiting(client.browser)).toEqual([]);
    const { rows } = await test.sql.query('select kind, version, zone from consents where client_id = $1', [
      client.clientId,
    ]);
    expect(rows).toEqual([{ kind: text?.kind, version: text?.version, zone: 'Europe/Berlin' }]);
  });

  it('are accepted once, by however many windows at the same moment', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const client = await buildClient(test, clinician, { consents: false });
    const [text] = (await client.browser.ask('{ viewer { pendingConsents { kind version } } }')).viewer
      .pendingConsents as { kind: string; version: number }[];
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => client.browser.act('giveConsent', { ...text })),
    );
    expect(answers.flatMap(codes)).toEqual([]);
    const { rows } = await test.sql.query(
      `select (select count(*)::int from consents where client_id = $1) as given,
         (select count(*)::int from audit_events where client_id = $1 and act = 'consent.give') as noted`,
      [client.clientId],
    );
    expect(rows).toEqual([{ given: 1, noted: 1 }]);
  });
});
