// What was acknowledged is there, whatever dies. The API and the database are killed in turns, in the middle of saving
// and of sharing; a ledger of what the server had answered is compared with what it keeps afterwards.
import { randomUUID } from 'node:crypto';
import { type DraftBody, emptyDraftBody, type ExerciseDefinition } from '@rejoin/domain';
import pg from 'pg';
import { expect, type Rejoin, test } from './rejoin.js';
import { Device, WireError } from './wire.js';

const kills = 30;
const exercise = 'pause-before-the-spiral';
const block = 'kind-sentence';

interface Kept {
  revision: number;
  words: string;
}

interface OccurrenceAnswer {
  occurrence: {
    exercise: { definition: ExerciseDefinition };
    drafts: { lane: string; revision: number; body: DraftBody }[];
    reflection: { state: string; answers: { key: string; value: unknown }[] } | null;
  };
}

test(`nothing acknowledged is lost over ${kills} kills, and nothing is half done`, async ({ rejoin }) => {
  test.setTimeout(600_000);
  const sql = new pg.Pool({ connectionString: rejoin.db.superUrl, max: 2 });
  sql.on('error', () => {});
  const noor = await signedIn(rejoin, 'noor');
  const occurrences = await assigned(rejoin, sql, kills);
  const { occurrence } = await noor.ask<OccurrenceAnswer>('OccurrenceScreen', { id: occurrences[0] });
  const empty = emptyDraftBody(occurrence.exercise.definition, 'en');

  for (const [round, occurrenceId] of occurrences.entries()) {
    const victim = round % 2 === 0 ? 'api' : 'database';
    const isWhileSharing = round % 3 === 2;
    const where = `round ${round}, ${victim} killed while ${isWhileSharing ? 'sharing' : 'saving'}`;
    const lane = randomUUID();
    const save = (revision: number, words: string) =>
      noor.act<{ draft: { lane: string; revision: number } }>('SaveDraft', {
        occurrenceId,
        lane,
        baseRevision: revision,
        body: { ...empty, answers: { [block]: words } },
      });

    // Saving, one word after the other, until the kill or until there are enough to share.
    let kept: Kept = { revision: 0, words: '' };
    let inFlight: Kept | undefined;
    let recovered = isWhileSharing ? undefined : killSoon(rejoin, victim);
    for (let word = 1; word <= (isWhileSharing ? 3 : 2_000); word += 1) {
      const words = `${kept.words} word-${round}-${word}`;
      try {
        const { draft } = await save(kept.revision, words);
        expect(draft, where).toMatchObject({ lane, revision: kept.revision + 1 });
        kept = { revision: draft.revision, words };
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        expect(isWhileSharing, `${where}: ${error.code}`).toBe(false);
        inFlight = { revision: kept.revision + 1, words };
        break;
      }
    }
    await recovered;

    if (!isWhileSharing) {
      const found = await laneOf(noor, occurrenceId, lane);
      const possible = [kept, inFlight].filter((state) => state !== undefined && state.revision > 0);
      if (kept.revision > 0 || found) expect(possible, where).toContainEqual(found);
      // The device repeats the save that was not answered; whether or not it had arrived, there is one effect.
      if (inFlight) {
        const { draft } = await save(inFlight.revision - 1, inFlight.words);
        expect(draft, `${where}, repeated`).toMatchObject({ lane, revision: inFlight.revision });
        kept = inFlight;
      }
    }

    const share = {
      idempotencyKey: randomUUID(),
      occurrenceId,
      lane,
      revision: kept.revision,
      outcome: 'WHOLE',
      sharing: round % 5 === 0 ? 'READ_BEFORE' : 'FOR_SESSION',
    };
    if (isWhileSharing) {
      recovered = killSoon(rejoin, victim, 40);
      await noor.act('SubmitReflection', share).catch((error: unknown) => {
        if (!(error instanceof WireError)) throw error;
      });
      await recovered;
    }
    await noor.act('SubmitReflection', share);
    const { occurrence: shared } = await noor.ask<OccurrenceAnswer>('OccurrenceScreen', { id: occurrenceId });
    expect(shared.reflection?.state, where).toBe('SUBMITTED');
    expect(shared.reflection?.answers.find(({ key }) => key === block)?.value, where).toBe(kept.words);
  }

  // No half states: each turn has one reflection, its answers, one line in the audit trail, and its mail was sent.
  const { rows } = await sql.query<{ answers: number; audits: number; state: string }>(
    `select r.state,
       (select count(*)::int from answers a where a.reflection_id = r.id) as answers,
       (select count(*)::int from audit_events e where e.object_id = r.id and e.act = 'reflection.submit') as audits
     from reflections r where r.occurrence_id = any ($1)`,
    [occurrences],
  );
  expect(rows).toEqual(occurrences.map(() => ({ state: 'SUBMITTED', answers: 1, audits: 1 })));
  await expect
    .poll(
      async () =>
        (
          await sql.query<{ n: number }>(
            'select count(*)::int as n from graphile_worker.jobs where run_at <= now()',
          )
        ).rows[0]?.n,
      { message: 'jobs left undone', timeout: 60_000 },
    )
    .toBe(0);
  await sql.end();
});

async function signedIn(rejoin: Rejoin, key: string): Promise<Device> {
  const device = new Device(rejoin.url);
  await device.act('SignInAsDemoPersona', { key });
  return device;
}

/** As many turns of the exercise for Noor; the ten seconds for undoing are over at once. */
async function assigned(rejoin: Rejoin, sql: pg.Pool, count: number): Promise<string[]> {
  const mara = await signedIn(rejoin, 'mara');
  const { rows: episodes } = await sql.query<{ id: string }>('select id from episodes');
  const assignmentIds: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { assignment } = await mara.act<{ assignment: { id: string } }>('AssignExercise', {
      idempotencyKey: randomUUID(),
      episodeId: episodes[0]?.id,
      exerciseSlug: exercise,
      due: 'NONE',
    });
    assignmentIds.push(assignment.id);
  }
  await sql.query('update assignments set announce_at = now() where id = any ($1)', [assignmentIds]);
  const { rows } = await sql.query<{ id: string }>(
    'select id from occurrences where assignment_id = any ($1)',
    [assignmentIds],
  );
  expect(rows).toHaveLength(count);
  return rows.map(({ id }) => id);
}

async function laneOf(device: Device, occurrenceId: string, lane: string): Promise<Kept | undefined> {
  const { occurrence } = await device.ask<OccurrenceAnswer>('OccurrenceScreen', { id: occurrenceId });
  const draft = occurrence.drafts.find((one) => one.lane === lane);
  expect(occurrence.drafts.length, 'lanes').toBeLessThanOrEqual(1);
  return draft && { revision: draft.revision, words: draft.body.answers[block] as string };
}

/** Kills after a moment nobody chose, and brings back what was killed. */
async function killSoon(rejoin: Rejoin, victim: 'api' | 'database', within = 200): Promise<void> {
  await new Promise((done) => setTimeout(done, Math.random() * within));
  if (victim === 'database') {
    await rejoin.killDatabase();
  } else {
    await rejoin.killApi();
    await rejoin.startApi();
  }
}
