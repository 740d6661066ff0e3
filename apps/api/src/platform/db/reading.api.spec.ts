import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAssignment,
  buildClient,
  buildReflection,
  fullBody,
  viewerOf,
} from '../../../test/factories.js';
import { pair } from '../../../test/scenario.js';
import { StatementRecorder } from '../../../test/statements.js';
import { Db, statement } from './index.js';

let test: TestApp;
let recorder: StatementRecorder;
beforeAll(async () => {
  recorder = new StatementRecorder();
  test = await startApp();
});
afterAll(async () => {
  await test.close();
  recorder.stop();
});

const one = statement<{ one: number }, [number]>('test.divided', 'select 1 / $1::int as one');

describe('reading', () => {
  it('sends what the fields of one request ask for together', async () => {
    const { clinician } = await pair(test);
    const sent = await recorder.during(() =>
      clinician.browser.ask(
        '{ toRead { edges { cursor } } askedToTalk { clientId } caseload { edges { cursor } } }',
      ),
    );
    const asked = sent.filter(({ name }) => name !== 'signIn.check');
    expect(asked.map(({ name }) => name).sort()).toEqual(
      ['context', 'assignments.toRead', 'joint.askedToTalk', 'insight.caseload'].sort(),
    );
    expect(new Set(asked.map(({ trip }) => trip)).size).toBe(1);
  });

  it('answers the others when one is refused', async () => {
    const { clinician } = await pair(test);
    const { db, viewer } = { db: test.app.get(Db), viewer: await viewerOf(test, clinician) };
    const asked = [1, 0, 1].map((by) => db.readOne(viewer, one(by)));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('of one thing leaves every other field all that is in care', async () => {
    const { clinician, client } = await pair(test);
    const other = await buildClient(test, clinician);
    const ids: string[] = [];
    for (const who of [client, other]) {
      const { occurrenceId } = await buildAssignment(test, clinician, who);
      ids.push(await buildReflection(test, who, occurrenceId, fullBody({ sentence: 'One.' }), 'READ_BEFORE'));
    }
    const { a, b, toRead } = await clinician.browser.ask(
      `query ($a: ID!, $b: ID!) { a: reflection(id: $a) { clientId } b: reflection(id: $b) { clientId } toRead { edges { node { id } } } }`,
      { a: ids[0], b: ids[1] },
    );
    expect([a, b]).toEqual([{ clientId: client.clientId }, { clientId: other.clientId }]);
    expect((toRead.edges as { node: { id: string } }[]).map(({ node }) => node.id)).toEqual(ids);
  });
});
