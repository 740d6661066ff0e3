import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildClient,
  buildCouple,
  buildDraft,
  buildMember,
  buildPractice,
  buildReflection,
  canary,
  fullBody,
  openGate,
  setMark,
  talkAlone,
} from '../../../test/factories.js';
import { wholeDocument } from '../../../test/operations.js';
import { pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

interface Row {
  id: string;
  name: string;
  openAssignmentCount: number;
  toReadCount: number;
  waitsForSessionCount: number;
}

describe('the caseload', () => {
  it('counts what was given and what was shared', async () => {
    const { clinician, client } = await pair(test);
    const share = async (sharing: 'FOR_SESSION' | 'READ_BEFORE') =>
      buildReflection(
        test,
        client,
        (await buildAssignment(test, clinician, client)).occurrenceId,
        fullBody({ sentence: 'One.' }),
        sharing,
      );
    await share('FOR_SESSION');
    const readBefore = await share('READ_BEFORE');
    await buildAssignment(test, clinician, client);
    const row = async () =>
      (
        (await clinician.browser.ask(wholeDocument(test, 'Query.caseload'))).caseload as {
          edges: { node: Row }[];
        }
      ).edges[0]?.node;
    expect(await row()).toMatchObject({ openAssignmentCount: 1, waitsForSessionCount: 2, toReadCount: 1 });
    await clinician.browser.do('replyToReflection', { reflectionId: readBefore, text: 'Thank you.' });
    expect(await row()).toMatchObject({ openAssignmentCount: 1, waitsForSessionCount: 1, toReadCount: 0 });
  });

  it('never shows whether somebody opened or began: the same bytes before and after', async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const looks = async () =>
      Promise.all([
        clinician.browser.send(wholeDocument(test, 'Query.caseload')),
        clinician.browser.send(wholeDocument(test, 'Query.client'), { id: client.clientId }),
        clinician.browser.send(wholeDocument(test, 'Query.toRead')),
        clinician.browser.send(wholeDocument(test, 'Query.processNotes'), { clientId: client.clientId }),
      ]).then((answers) => answers.map(({ body }) => body));
    const before = await looks();
    await client.browser.ask('{ today { occurrences { id } } }');
    await client.browser.ask(wholeDocument(test, 'Query.occurrence'), { id: occurrenceId });
    expect(await looks()).toEqual(before);
    const draft = await buildDraft(test, client, occurrenceId, fullBody({ sentence: canary('begun') }));
    expect(await looks()).toEqual(before);
    // Shared and taken back is as never shared.
    const { reflection } = await client.browser.do(
      'submitReflection',
      { occurrenceId, outcome: 'WHOLE', sharing: 'READ_BEFORE', ...draft },
      'reflection { id }',
    );
    expect(await looks()).not.toEqual(before);
    await client.browser.do('takeBackReflection', { reflectionId: reflection.id });
    expect(await looks()).toEqual(before);
  });

  it('comes page by page, each client once, also those of the same name', async () => {
    const { clinician } = await pair(test);
    for (let count = 0; count < 7; count += 1) await buildClient(test, clinician);
    await test.owner.query('update clients set chosen_name = $2 where practice_id = $1', [
      clinician.practiceId,
      'Ada',
    ]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { caseload } = (await clinician.browser.ask(
        'query ($after: String) { caseload(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }',
        { after },
      )) as {
        caseload: {
          edges: { node: { id: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      seen.push(...caseload.edges.map(({ node }) => node.id));
      after = caseload.pageInfo.hasNextPage ? caseload.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
  });

  it('says with whom of a couple to talk alone again, to who treats them, and changes nothing by it', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const couple = await buildCouple(test, clinician);
    const [ada, ben] = couple.partners;
    if (!ada || !ben) throw new Error('A couple is two');
    const due = async () =>
      (
        (await clinician.browser.ask(wholeDocument(test, 'Query.caseload'))).caseload as {
          edges: { node: { talksDue: { id: string; name: string }[] } }[];
        }
      ).edges[0]?.node.talksDue;
    const isOpen = async () =>
      (
        await clinician.browser.ask('query ($id: ID!) { couple(id: $id) { isGateOpen } }', {
          id: couple.coupleId,
        })
      ).couple.isGateOpen as boolean;
    // Nothing to ask again where nothing was asked.
    expect(await due()).toEqual([]);
    await openGate(test, couple);
    expect(await due()).toEqual([]);
    await test.owner.query(
      "update safety_conversations set held_on = current_date - 172, recorded_at = now() - interval '172 days' where client_id = $1",
      [ada.clientId],
    );
    expect(await due()).toEqual([{ id: ada.clientId, name: ada.name }]);
    expect(await isOpen()).toBe(true);
    await talkAlone(test, couple, ada);
    expect(await due()).toEqual([]);
    await setMark(test, clinician, ben, 'CAUTION');
    expect(await due()).toEqual([{ id: ben.clientId, name: ben.name }]);
    expect(await isOpen()).toBe(true);
    await talkAlone(test, couple, ben, { verdict: 'WITH_CAUTION' });
    expect(await due()).toEqual([]);
    // Not of joint work that is not under way, nor of somebody who left it.
    await setMark(test, clinician, ben, 'SHARED_DEVICE');
    await test.owner.query('update partners set until = now() where client_id = $1', [ben.clientId]);
    expect(await due()).toEqual([]);
    await test.owner.query('update partners set until = null where client_id = $1', [ben.clientId]);
    expect(await due()).toHaveLength(1);
    await test.owner.query(`update couples set status = 'PAUSED' where id = $1`, [couple.coupleId]);
    expect(await due()).toEqual([]);
  });

  it('ends with the care', async () => {
    const { clinician, client } = await pair(test);
    await test.owner.query('update care_team_members set until = now() where episode_id = $1', [
      client.episodeId,
    ]);
    expect((await clinician.browser.ask('{ caseload { edges { cursor } } }')).caseload.edges).toEqual([]);
    const answer = await clinician.browser.send(wholeDocument(test, 'Query.client'), { id: client.clientId });
    expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('to read', () => {
  it('comes page by page, the oldest first, each once, also within one millisecond', async () => {
    const { clinician, client } = await pair(test);
    const shared: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { occurrenceId } = await buildAssignment(test, clinician, client);
      shared.push(
        await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }), 'READ_BEFORE'),
      );
    }
    await test.owner.query(
      `update reflections set submitted_at = '2026-01-01T10:00:00.000100Z'::timestamptz
         + array_position($1::uuid[], id) * interval '10 microseconds' where id = any ($1::uuid[])`,
      [shared],
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { toRead } = (await clinician.browser.ask(
        'query ($after: String) { toRead(first: 2, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      )) as {
        toRead: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      seen.push(...toRead.edges.map(({ node }) => node.id));
      after = toRead.pageInfo.hasNextPage ? toRead.pageInfo.endCursor : null;
    } while (after && seen.length < 20);
    expect(seen).toEqual(shared);
  });
});
