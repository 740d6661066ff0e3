import { randomUUID } from 'node:crypto';
import type { ExerciseDefinition, Text } from '@rejoin/domain';
import { startApp, type TestApp } from './app.js';
import {
  buildAssignment,
  buildExercise,
  buildReflection,
  buildMember,
  buildPractice,
  buildClient,
  fullBody,
  type Member,
} from './factories.js';
import { mutationOf } from './gql.js';
import { wholeDocument } from './operations.js';
import { ownStatements, StatementRecorder } from './statements.js';

/**
 * An exercise that much was written to is edited as freely as one nobody was given: what was written keeps the words it was
 * asked in, and the edit costs the same. `npm run battery -- versions` runs it with ten thousand reflections, and times it.
 */
const count = Number(process.env['VERSIONS_REFLECTIONS'] ?? 300);
const rounds = Number(process.env['VERSIONS_ROUNDS'] ?? 3);
/** The clock is asked where the machine is left alone for it. */
const isTimed = process.env['VERSIONS_ROUNDS'] !== undefined;
const mostRatio = 1.2;

let test: TestApp;
let recorder: StatementRecorder;
beforeAll(async () => {
  recorder = new StatementRecorder();
  test = await startApp();
});
afterAll(async () => {
  recorder.stop();
  await test.close();
});

it(`is edited with ${count} reflections as with none`, async () => {
  const practiceId = await buildPractice(test);
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const client = await buildClient(test, clinician);
  const answered = await buildExercise(test, clinician, { title: 'Answered' });
  const untouched = await buildExercise(test, clinician, { title: 'Untouched' });
  const { assignmentId, occurrenceId } = await buildAssignment(test, clinician, client, {
    exercise: answered.slug,
  });
  const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'My words.' }));
  await copyReflection(reflectionId, count - 1);
  const before = await written(assignmentId);
  expect(before.reflections).toBe(count);
  const asked = await readAs(clinician, reflectionId);

  const costs: Record<'answered' | 'untouched', { ms: number; statements: string[] }[]> = {
    answered: [],
    untouched: [],
  };
  for (let round = 0; round < rounds; round += 1)
    for (const which of round % 2
      ? (['untouched', 'answered'] as const)
      : (['answered', 'untouched'] as const))
      costs[which].push(await edit(clinician, which === 'answered' ? answered : untouched, round));

  expect(await written(assignmentId)).toEqual(before);
  expect(await readAs(clinician, reflectionId)).toEqual(asked);
  for (const [round, { statements }] of costs.answered.entries())
    expect(statements).toEqual(costs.untouched[round]?.statements);
  const ratio = median(costs.answered.map(({ ms }) => ms)) / median(costs.untouched.map(({ ms }) => ms));
  if (isTimed) {
    process.stdout.write(
      `versions: ${JSON.stringify({ count, rounds, ratio, ms: median(costs.answered.map(({ ms }) => ms)) })}\n`,
    );
    expect(ratio).toBeLessThanOrEqual(mostRatio);
  }
}, 600_000);

/** Saves other words for every prompt and publishes them; what it cost. */
async function edit(clinician: Member, { exerciseId }: { exerciseId: string }, round: number) {
  const { exerciseDraft } = (await clinician.browser.ask(wholeDocument(test, 'Query.exerciseDraft'), {
    exerciseId,
  })) as { exerciseDraft: { revision: number; definition: ExerciseDefinition } };
  const { revision, definition } = exerciseDraft;
  const reworded = {
    ...definition,
    steps: definition.steps.map((step) => ({
      ...step,
      blocks: step.blocks.map((block) => ({ ...block, prompt: other(block.prompt, round) })),
    })),
  };
  const begun = performance.now();
  const sent = await recorder.during(async () => {
    const { draft } = await act<{ draft: { revision: number } }>(clinician, 'saveExerciseDraft', {
      exerciseId,
      baseRevision: revision,
      definition: reworded,
    });
    await act(clinician, 'publishExercise', { exerciseId, revision: draft.revision, note: null });
  });
  return {
    ms: performance.now() - begun,
    statements: ownStatements(sent).map(({ name, text }) => name ?? text),
  };
}

const other = (text: Text, round: number): Text =>
  Object.fromEntries(
    Object.keys(text).map((language) => [language, `Other words, ${round}.`]),
  ) as unknown as Text;

async function act<Payload>(by: Member, name: string, input: object): Promise<Payload> {
  const [, variables] = mutationOf(name, { ...input });
  const { data, errors } = await by.browser.send(wholeDocument(test, `Mutation.${name}`), variables);
  expect(errors).toEqual([]);
  const payload = (data as Record<string, Payload & { userErrors: unknown[] }>)[name];
  expect(payload?.userErrors).toEqual([]);
  return payload as Payload;
}

async function readAs(clinician: Member, id: string): Promise<unknown> {
  const { reflection } = await clinician.browser.ask(wholeDocument(test, 'Query.reflection'), { id });
  return reflection;
}

/** The same turn, shared so many times more. */
async function copyReflection(reflectionId: string, times: number): Promise<void> {
  const copies = Array.from({ length: times }, () => ({
    reflection: randomUUID(),
    occurrence: randomUUID(),
  }));
  await test.sql.query(
    `with copies as (select * from jsonb_to_recordset($2::jsonb) as (reflection uuid, occurrence uuid)),
     origin as (select * from reflections where id = $1),
     turns as (
       insert into occurrences
       select (jsonb_populate_record(o, jsonb_build_object('id', c.occurrence, 'slot', c.occurrence::text))).*
       from occurrences o join origin on origin.practice_id = o.practice_id and origin.occurrence_id = o.id, copies c),
     shared as (
       insert into reflections
       select (jsonb_populate_record(r, jsonb_build_object('id', c.reflection, 'occurrence_id', c.occurrence))).*
       from reflections r join origin on origin.id = r.id, copies c)
     insert into answers
     select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'reflection_id', c.reflection))).*
     from answers a join origin on origin.practice_id = a.practice_id and origin.id = a.reflection_id, copies c`,
    [reflectionId, JSON.stringify(copies)],
  );
  await test.sql.query('analyze');
}

/** One number each for all that was written to an assignment, its wording included. */
async function written(
  assignmentId: string,
): Promise<{ reflections: number; rows: string; answers: string }> {
  const { rows } = await test.sql.query<{ reflections: number; rows: string; answers: string }>(
    `select count(distinct r.id)::int as reflections, sum(distinct hashtextextended(r::text, 0)::numeric)::text as rows,
       sum(hashtextextended(a::text, 0)::numeric)::text as answers
     from occurrences o
     join reflections r on r.practice_id = o.practice_id and r.occurrence_id = o.id
     join answers a on a.practice_id = r.practice_id and a.reflection_id = r.id
     where o.assignment_id = $1`,
    [assignmentId],
  );
  if (!rows[0]) throw new Error('Nothing was written.');
  return rows[0];
}

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
