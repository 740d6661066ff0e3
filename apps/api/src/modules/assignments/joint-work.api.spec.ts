import { startApp, type TestApp } from '../../../test/app.js';
import {
  acceptAgreement,
  buildAssignment,
  type BuiltCouple,
  buildCouple,
  buildJointAssignment,
  buildReflection,
  chooseAgreement,
  type ClientMember,
  coupleBody,
  openGate,
  slug,
} from '../../../test/factories.js';
import { wholeDocument } from '../../../test/operations.js';
import { endCouple, pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

const occurrence = async (client: ClientMember, id: string) =>
  (await client.browser.ask(wholeDocument(test, 'Query.occurrence'), { id })).occurrence as {
    agreement: string | null;
    rationale: string | null;
  };

async function two(): Promise<{ couple: BuiltCouple; ada: ClientMember; ben: ClientMember }> {
  const { clinician } = await pair(test);
  const couple = await buildCouple(test, clinician);
  const [ada, ben] = couple.partners;
  if (!ada || !ben) throw new Error('They are two');
  return { couple, ada, ben };
}

describe('the agreement under which somebody writes in joint work', () => {
  const given = async () => {
    const { couple, ada, ben } = await two();
    await openGate(test, couple);
    const { turns } = await buildJointAssignment(test, couple);
    const agreementOf = async (client: ClientMember, at: 0 | 1) =>
      (await occurrence(client, turns[at] ?? '')).agreement;
    return { couple, ada, ben, turns, agreementOf };
  };

  it('is the one they accepted, not one that the practice has chosen since', async () => {
    const { couple, ada, ben, agreementOf } = await given();
    expect(await agreementOf(ada, 0)).toBe('NO_SECRETS');
    await chooseAgreement(test, couple.practiceId, 'LIMITED_SECRETS');
    expect(await agreementOf(ada, 0)).toBe('NO_SECRETS');
    await acceptAgreement(test, couple, ada);
    expect(await agreementOf(ada, 0)).toBe('LIMITED_SECRETS');
    expect(await agreementOf(ben, 1)).toBe('NO_SECRETS');
    // Chosen again, what both of them once accepted holds again.
    await chooseAgreement(test, couple.practiceId, 'NO_SECRETS');
    expect(await agreementOf(ada, 0)).toBe('NO_SECRETS');
  });

  it('stays with what was shared under it', async () => {
    const { couple, ada, turns, agreementOf } = await given();
    const reflectionId = await buildReflection(
      test,
      ada,
      turns[0] ?? '',
      coupleBody({ forMe: 'One.', notReady: 'Two.' }),
    );
    await chooseAgreement(test, couple.practiceId, 'LIMITED_SECRETS');
    await acceptAgreement(test, couple, ada);
    expect(await agreementOf(ada, 0)).toBe('NO_SECRETS');
    await ada.browser.do('takeBackReflection', { reflectionId });
    expect(await agreementOf(ada, 0)).toBe('LIMITED_SECRETS');
  });

  it('is none once they have left it, or it has ended', async () => {
    const { couple, ada, ben, turns, agreementOf } = await given();
    await test.sql.query('update partners set until = now() where client_id = $1', [ada.clientId]);
    expect(await agreementOf(ada, 0)).toBeNull();
    expect(await agreementOf(ben, 1)).toBe('NO_SECRETS');
    // What is shared then is shared as their own.
    await buildReflection(test, ada, turns[0] ?? '', coupleBody({ forMe: 'One.', notReady: 'Two.' }));
    expect(await agreementOf(ada, 0)).toBeNull();
    await endCouple(test, couple);
    expect(await agreementOf(ben, 1)).toBeNull();
  });

  it('is none where nobody accepted one, or alone', async () => {
    const { couple, ada } = await two();
    await chooseAgreement(test, couple.practiceId);
    const { occurrenceId } = await buildAssignment(test, couple.clinician, ada, { exercise: slug });
    expect((await occurrence(ada, occurrenceId)).agreement).toBeNull();
    const alone = await pair(test);
    const own = await buildAssignment(test, alone.clinician, alone.client);
    expect((await occurrence(alone.client, own.occurrenceId)).agreement).toBeNull();
  });
});

describe('why this for you', () => {
  const subjectOf = async (assignmentId: string): Promise<string | undefined> =>
    (
      await test.sql.query<{ subject: string }>(
        `select dk.subject_id as subject from assignments a
         join data_keys dk on dk.practice_id = a.practice_id and dk.id = a.data_key_id where a.id = $1`,
        [assignmentId],
      )
    ).rows[0]?.subject;

  it('meant for one partner lies under a key about that one, and for both under the couple’s', async () => {
    const { couple, ada, ben } = await two();
    const rationale = 'Because of what you told me.';
    const forAda = await buildAssignment(test, couple.clinician, ada, { exercise: slug, rationale });
    expect(await subjectOf(forAda.assignmentId)).toBe(ada.clientId);
    expect((await occurrence(ada, forAda.occurrenceId)).rationale).toBe(rationale);
    const forBoth = await buildJointAssignment(test, couple, { exercise: slug, rationale });
    expect(await subjectOf(forBoth.assignmentId)).toBe(couple.coupleId);
    for (const [at, client] of [ada, ben].entries())
      expect((await occurrence(client, forBoth.turns[at] ?? '')).rationale).toBe(rationale);
  });
});
