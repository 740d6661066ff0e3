import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import {
  asksSteadyFirst,
  type DraftBody,
  emptyDraftBody,
  type ExerciseDefinition,
  LOOK_OVER,
} from '@rejoin/domain';
import pg from 'pg';
import { AppModule } from '../app.module.js';
import { entities } from '../entities.js';
import { AssignmentsService, ReflectionsService, ReviewsService } from '../modules/assignments/index.js';
import { AccountsService } from '../modules/accounts/index.js';
import { CaseloadService } from '../modules/caseload/index.js';
import { actingAs, createAccount, createMembership, createPractice } from '../operator/practices.js';
import { Passwords, type Viewer } from '../platform/auth/index.js';
import type { Config } from '../platform/config/index.js';
import { type Owner, ownerDataSource } from '../platform/db/index.js';
import { demoPersonas, demoPractice } from './demo-personas.js';

/** One turn of an exercise in the demo's story. */
interface Turn {
  weeksAgo: number;
  exercise: 'pause-before-the-spiral' | 'own-it-kindly';
  rationale: string | null;
  does: 'NOTHING' | 'BEGINS' | 'SHARES' | 'NOT_THIS_WEEK' | 'WITHDRAWN';
  /** By block key, in the exercise format. */
  answers?: Record<string, unknown>;
  bringIn?: string[];
  closing?: string;
  /** Where a turn that was only begun was left. */
  leftAt?: { place: string; visited: string[] };
  sharing?: 'FOR_SESSION' | 'READ_BEFORE';
  reply?: string;
  isTalkedAbout?: boolean;
  reason?: string;
}

const aBreath = { breaths: { done: true, place: 'chest' } };

/** Eight weeks of Noor's work, invented: an exercise in each of its states. */
const story: readonly Turn[] = [
  {
    weeksAgo: 8,
    exercise: 'pause-before-the-spiral',
    does: 'SHARES',
    isTalkedAbout: true,
    rationale: 'You said the evenings after a review are the worst. This is for the first minutes.',
    answers: {
      ...aBreath,
      'kind-sentence': 'I was tired, and I still told them the truth.',
      'more-room': { picked: ['some'] },
    },
    bringIn: ['kind-sentence'],
    closing: 'It took until the third try to find a sentence that did not sound like a poster.',
  },
  {
    weeksAgo: 6,
    exercise: 'pause-before-the-spiral',
    does: 'SHARES',
    rationale: null,
    answers: {
      ...aBreath,
      'kind-sentence': 'This is one slide. It is not my whole worth.',
      'more-room': { picked: ['no'] },
    },
    reply:
      'I noticed you wrote “one slide”. For our session: what would the critic lose if that were true? No need to answer here.',
  },
  {
    weeksAgo: 5,
    exercise: 'pause-before-the-spiral',
    does: 'NOT_THIS_WEEK',
    rationale: null,
    reason: 'My sister visited. We laughed a lot.',
  },
  {
    weeksAgo: 4,
    exercise: 'pause-before-the-spiral',
    does: 'WITHDRAWN',
    rationale: 'For the week of the conference.',
  },
  {
    weeksAgo: 3,
    exercise: 'own-it-kindly',
    does: 'SHARES',
    isTalkedAbout: true,
    rationale: 'For the mistake you keep replaying. Your part, and only your part.',
    answers: {
      event: 'I snapped at Sami in front of the others.',
      'my-part': 'I was sharp, and I did it where everybody could hear.',
      'own-words': {
        did: 'I snapped at Sami when the numbers were wrong.',
        like: 'I felt found out, and then small.',
        back: 'I can say so to him, and I am still somebody he can work with.',
      },
      'next-step': 'Tell him on Monday, before the meeting.',
      believable: 6,
    },
    bringIn: ['own-words'],
    reply: 'I noticed that you went to him the same day. I wonder what made the way back shorter this time.',
  },
  {
    weeksAgo: 1,
    exercise: 'pause-before-the-spiral',
    does: 'SHARES',
    sharing: 'READ_BEFORE',
    rationale: 'Before the board meeting, if it gets loud.',
    answers: {
      ...aBreath,
      'kind-sentence': 'I can be unsure in front of them and stay in the room.',
      'more-room': { picked: ['some'] },
    },
    bringIn: ['kind-sentence'],
    closing: 'Could we begin with this one?',
  },
  {
    weeksAgo: 0.5,
    exercise: 'pause-before-the-spiral',
    does: 'BEGINS',
    rationale: 'For the moments after you send something and want it back.',
    answers: { ...aBreath, 'kind-sentence': 'I sent it as it was, and' },
    leftAt: { place: 'sentence', visited: ['breathe', 'sentence'] },
  },
  {
    weeksAgo: 0.2,
    exercise: 'own-it-kindly',
    does: 'NOTHING',
    rationale: 'When something replays this week. Once is plenty.',
  },
];

/** Builds the demo practice with the real services, then sets its dates back. False: there is a practice already. */
export async function loadDemo(config: Config, { onlyIfEmpty }: { onlyIfEmpty: boolean }): Promise<boolean> {
  if (!config.isDemo) throw new Error('DEMO is off: invented people belong into a demo only.');
  const owner = await ownerDataSource(config.databaseUrl, entities).initialize();
  const app = await NestFactory.createApplicationContext(AppModule.for({ ...config, role: 'web' }), {
    logger: false,
  });
  try {
    const practices = await owner.query<{ is_demo: boolean }[]>('select is_demo from practices');
    if (onlyIfEmpty ? practices.length > 0 : practices.some((row) => row.is_demo)) return false;
    const passwords = app.get(Passwords);
    const practiceId = await createPractice(owner, config, {
      ...demoPractice,
      isDemo: true,
      help: demoHelp(),
    });
    const [clinician, client] = demoPersonas;
    if (!clinician || !client) throw new Error('The demo needs its personas');

    const maraAccount = await createAccount(owner, config, {
      email: clinician.email,
      passwordHash: await passwords.hash(clinician.password),
    });
    const mara = await createMembership(owner, {
      practiceId,
      accountId: maraAccount,
      role: 'CLINICIAN',
      name: clinician.name,
    });
    await createMembership(owner, {
      practiceId,
      accountId: maraAccount,
      role: 'PRACTICE_ADMIN',
      name: clinician.name,
    });
    const asMara = await actingAs(owner, mara);

    const caseload = app.get(CaseloadService);
    const invited = await caseload.inviteClient(asMara, {
      idempotencyKey: randomUUID(),
      chosenName: client.name,
      pronouns: 'she/her',
      email: client.email,
      isAdult: true,
    });
    const noorAccount = await createAccount(owner, config, {
      email: client.email,
      passwordHash: await passwords.hash(client.password),
    });
    const noor = await createMembership(owner, {
      practiceId,
      accountId: noorAccount,
      role: 'CLIENT',
      name: client.name,
    });
    await owner.query('update clients set membership_id = $1 where id = $2', [noor, invited.client.id]);
    await owner.query('update invitations set accepted_at = now() where client_id = $1', [invited.client.id]);
    const { episode } = invited.client;
    if (!episode) throw new Error('Care begins with an episode');
    await caseload.setSessionRhythm(asMara, {
      idempotencyKey: randomUUID(),
      episodeId: episode.id,
      rhythm: { anchorOn: lastThursday(), time: '16:00', everyWeeks: 1, zone: demoPractice.zone },
    });
    const asNoor = await actingAs(owner, noor);
    const { givenConsents } = await app.get(AccountsService).viewerScreen(asNoor);
    for (const document of caseload.pendingConsents(asNoor, givenConsents)) {
      await caseload.giveConsent(await actingAs(owner, noor), {
        idempotencyKey: randomUUID(),
        kind: document.kind,
        version: document.version,
      });
    }
    for (const turn of story) await live(app, owner, { asMara, noor, episodeId: episode.id }, turn);
    await app.get(ReviewsService).writeProcessNote(asMara, {
      idempotencyKey: randomUUID(),
      clientId: invited.client.id,
      text: 'The pause works when it comes early. Watch that it does not become one more thing to do well.',
    });
    await owner.query(`update episodes set started_on = current_date - 70 where id = $1`, [episode.id]);
    await dropQueuedMails(config);
    return true;
  } finally {
    await app.close();
    await owner.destroy();
  }
}

async function live(
  app: { get: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>['get'] },
  owner: Owner,
  people: { asMara: Viewer; noor: string; episodeId: string },
  turn: Turn,
): Promise<void> {
  const assignments = app.get(AssignmentsService);
  const reflections = app.get(ReflectionsService);
  const reviews = app.get(ReviewsService);
  const { asMara, episodeId } = people;
  const given = await assignments.assignExercise(asMara, {
    idempotencyKey: randomUUID(),
    episodeId,
    exerciseSlug: turn.exercise,
    rationale: turn.rationale,
    due: 'NEXT_SESSION',
  });
  const givenAt = new Date(Date.now() - turn.weeksAgo * 7 * 86_400_000);
  await owner.query(
    `with moved as (update assignments set assigned_at = $2, announce_at = $2::timestamptz + interval '10 seconds' where id = $1)
     update occurrences set opens_at = $2::timestamptz + interval '10 seconds' where assignment_id = $1`,
    [given.id, givenAt],
  );
  const [row] = await owner.query<
    {
      id: string;
    }[]
  >('select id from occurrences where assignment_id = $1', [given.id]);
  const occurrenceId = row?.id ?? '';
  if (turn.does === 'WITHDRAWN') {
    await assignments.withdrawAssignment(asMara, { idempotencyKey: randomUUID(), assignmentId: given.id });
    await owner.query(
      `update assignments set withdrawn_at = $2::timestamptz + interval '2 days' where id = $1`,
      [given.id, givenAt],
    );
    return;
  }
  if (turn.does === 'NOTHING') return;

  const noor = await actingAs(owner, people.noor);
  const common = {
    idempotencyKey: randomUUID(),
    occurrenceId,
    sharing: turn.sharing ?? 'FOR_SESSION',
  };
  if (turn.does === 'NOT_THIS_WEEK') {
    const reflection = await reflections.submitReflection(noor, {
      ...common,
      outcome: 'NOT_THIS_WEEK',
      reason: turn.reason ?? null,
    });
    return setBack(owner, reflection.id, givenAt);
  }
  const { exercise } = await reflections.occurrence(noor, occurrenceId);
  const body = draftOf(exercise.definition, turn);
  const draft = await reflections.saveDraft(noor, {
    occurrenceId,
    lane: randomUUID(),
    baseRevision: 0,
    body,
  });
  if (turn.does === 'BEGINS') return;
  const reflection = await reflections.submitReflection(await actingAs(owner, people.noor), {
    ...common,
    outcome: 'WHOLE',
    lane: draft.lane,
    revision: draft.revision,
  });
  if (turn.reply) {
    await reviews.reflection(asMara, reflection.id);
    await reviews.replyToReflection(asMara, {
      idempotencyKey: randomUUID(),
      reflectionId: reflection.id,
      text: turn.reply,
    });
  }
  if (turn.isTalkedAbout)
    await reviews.markTalkedAbout(asMara, { idempotencyKey: randomUUID(), reflectionId: reflection.id });
  await setBack(owner, reflection.id, givenAt);
}

function draftOf(definition: ExerciseDefinition, turn: Turn): DraftBody {
  const steps = definition.steps.map((step) => step.key);
  return {
    ...emptyDraftBody(definition, 'en'),
    ...(asksSteadyFirst(definition) ? { steady: 'STEADY' } : {}),
    ...(turn.leftAt ?? { place: LOOK_OVER, visited: steps }),
    bringIn: turn.bringIn ?? [],
    ...(turn.closing ? { closing: turn.closing } : {}),
    answers: (turn.answers ?? {}) as DraftBody['answers'],
  };
}

async function setBack(owner: Owner, reflectionId: string, givenAt: Date): Promise<void> {
  const days = (count: number) => `$2::timestamptz + interval '${count} days'`;
  await owner.query(
    `update reflections set submitted_at = least(now(), ${days(3)}), reviewed_at = case when reviewed_at is null then null else ${days(4)} end where id = $1`,
    [reflectionId, givenAt],
  );
  await owner.query(`update replies set sent_at = least(now(), ${days(4)}) where reflection_id = $1`, [
    reflectionId,
    givenAt,
  ]);
  await owner.query(
    `update reviews set read_at = least(now(), ${days(4)}), talked_about_at = case when talked_about_at is null then null else least(now(), ${days(6)}) end where reflection_id = $1`,
    [reflectionId, givenAt],
  );
}

/** Numbers of invented lines: 555 is nobody's, and the page says that these are examples. */
function demoHelp() {
  return {
    emergencyNumber: '112',
    checkedOn: new Date().toISOString().slice(0, 10),
    practiceHours: 'Example hours: Monday to Thursday, 9:00 to 18:00',
    lines: [
      {
        name: 'Example crisis line',
        number: '555 0100',
        hours: 'day and night',
        language: 'English',
        note: 'An invented number for the demo.',
      },
      {
        name: 'Example support line for people who are afraid at home',
        number: '555 0111',
        hours: 'day and night',
        language: 'English',
        note: 'An invented number for the demo.',
      },
    ],
  };
}

function lastThursday(): string {
  const day = new Date();
  while (day.getUTCDay() !== 4) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** Nobody is to be told about what an invented client did weeks ago. */
async function dropQueuedMails(config: Config): Promise<void> {
  const client = new pg.Client({ connectionString: config.workerDatabaseUrl });
  await client.connect();
  try {
    await client.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))');
  } finally {
    await client.end();
  }
}
