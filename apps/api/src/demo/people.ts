import { randomUUID } from 'node:crypto';
import {
  type AnswerValue,
  type AssignmentRhythm,
  asksSteadyFirst,
  comesBack,
  type DraftBody,
  emptyDraftBody,
  type ExerciseDefinition,
  LOOK_OVER,
  type Sharing,
  type Sitting,
} from '@rejoin/domain';
import { AccountsService } from '../modules/accounts/index.js';
import {
  type AssignmentRhythmInput,
  AssignmentsService,
  EnrollmentsService,
  firstSlot,
  ReflectionsService,
  ReviewsService,
  rhythmFrom,
  slotToOpen,
} from '../modules/assignments/index.js';
import { CaseloadService, type CoupleKind, CouplesService } from '../modules/caseload/index.js';
import { OwnExercisesService } from '../modules/exercises/index.js';
import { JointService } from '../modules/joint/index.js';
import type { Viewer } from '../platform/auth/index.js';
import { Calendar, type Meeting } from './calendar.js';
import type { Character, Stage } from './stage.js';

/** A course of care in a story, and its time. */
export interface Course {
  episodeId: string;
  coupleId: string | null;
  members: readonly Client[];
  calendar: Calendar;
}

/** An exercise that was given. */
export interface Given {
  assignmentId: string;
  rhythm: AssignmentRhythm;
  course: Course;
}

/** A program that was begun. */
export interface Way {
  enrollmentId: string;
  course: Course;
}

/** One client's turn: the first sitting of what was given once, unless it says otherwise. */
export interface Turn {
  sitting?: Sitting;
  /** Of what comes back: which of its turns, counted from the first. */
  turn?: number;
}

/** What a client writes in one turn, by block key, in the exercise format. */
export interface Words {
  answers: Readonly<Record<string, AnswerValue>>;
  bringIn?: readonly string[];
  closing?: string;
  plan?: DraftBody['plan'];
  /** Blocks that were kept to oneself. */
  kept?: readonly string[];
  feelsWrong?: readonly string[];
}

/** What was shared, for whoever reads it. */
export interface Shared {
  reflectionId: string;
  client: Client;
}

const hour = 60 * 60_000;

const key = () => ({ idempotencyKey: randomUUID() });

/** A clinician of the demo, acting. */
export class Clinician {
  constructor(
    private readonly stage: Stage,
    readonly membershipId: string,
  ) {}

  /** Begins somebody's care; without `joins` the invitation stays open. */
  async invite(
    person: Character & { pronouns: string },
    when: Date,
    { joins = true } = {},
  ): Promise<{ client: Client; episodeId: string }> {
    const { client } = await this.stage.happen(when, async () =>
      this.stage
        .service(CaseloadService)
        .inviteClient(await this.#viewer(), { ...key(), ...invitee(person), isAdult: true }),
    );
    const invited = new Client(this.stage, person, client.id);
    if (joins) await invited.join(when);
    await this.#began(client.episode?.id ?? '', when);
    return { client: invited, episodeId: client.episode?.id ?? '' };
  }

  /** Makes an exercise of the library their own in other words, publishes it, and lets the whole practice find it. */
  async makeOwn(
    slug: string,
    when: Date,
    { reword, note }: { reword: (definition: ExerciseDefinition) => ExerciseDefinition; note: string },
  ): Promise<void> {
    const own = this.stage.service(OwnExercisesService);
    await this.stage.happen(when, async () => {
      const viewer = await this.#viewer();
      const { id: exerciseId } = await own.duplicateExercise(viewer, { ...key(), slug });
      const begun = await own.draft(viewer, exerciseId);
      const { revision } = await own.saveExerciseDraft(viewer, {
        ...key(),
        exerciseId,
        baseRevision: begun.revision,
        definition: reword(begun.definition),
      });
      const { problems } = await own.publishExercise(viewer, { ...key(), exerciseId, revision, note });
      if (problems.length > 0) throw new Error(`Not published: ${JSON.stringify(problems)}`);
      await own.shareExerciseWithPractice(viewer, { ...key(), exerciseId });
    });
  }

  /** Takes one person into care, with a rhythm of sessions. */
  async takeOn(
    person: Character & { pronouns: string },
    { weeksAgo, ...meeting }: Meeting & { weeksAgo: number },
  ): Promise<Course & { client: Client }> {
    const calendar = this.#calendar(meeting);
    const when = calendar.at(weeksAgo, 1, '11:00');
    const { client, episodeId } = await this.invite(person, when);
    const course = { episodeId, coupleId: null, members: [client], calendar, client };
    await this.#meet(course, when);
    return course;
  }

  /** Takes a couple into joint work: people in care already, and new ones. Its gate is shut. */
  async takeOnCouple(
    people: readonly (Client | (Character & { pronouns: string }))[],
    couple: { kind: CoupleKind; label: string; weeksAgo: number } & Meeting,
  ): Promise<Course> {
    const calendar = this.#calendar(couple);
    const when = calendar.at(couple.weeksAgo, 1, '12:00');
    const begun = await this.stage.happen(when, async () =>
      this.stage.service(CouplesService).inviteCouple(await this.#viewer(), {
        ...key(),
        people: people.map((person) =>
          person instanceof Client ? { clientId: person.id } : invitee(person),
        ),
        kind: couple.kind,
        label: couple.label,
        isAdult: true,
      }),
    );
    const { id: coupleId, episode, partners } = begun.couple;
    const members: Client[] = [];
    for (const person of people) {
      const partner = partners.find(({ client }) => client.chosenName === person.name);
      const member =
        person instanceof Client ? person : new Client(this.stage, person, partner?.client.id ?? '');
      if (!(person instanceof Client)) await member.join(when);
      members.push(member);
    }
    const course = { episodeId: episode.id, coupleId, members, calendar };
    await this.#began(episode.id, when);
    await this.#meet(course, when);
    return course;
  }

  /** Talks with one partner alone, and keeps it in that person's own compartment. */
  async meetAlone(
    course: Course,
    client: Client,
    when: Date,
    talk: Omit<
      Parameters<CouplesService['recordSafetyConversation']>[1],
      'idempotencyKey' | 'coupleId' | 'clientId' | 'heldOn' | 'isSeenAlone'
    >,
  ): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage.service(CouplesService).recordSafetyConversation(await this.#viewer(), {
        ...key(),
        coupleId: course.coupleId ?? '',
        clientId: client.id,
        heldOn: when.toISOString().slice(0, 10),
        isSeenAlone: true,
        ...talk,
      }),
    );
  }

  /** Gives an exercise to everyone in a course, or to those named. What comes back has all its turns until now. */
  async assign(
    course: Course,
    exerciseSlug: string,
    when: Date,
    {
      why = null,
      to = null,
      rhythm,
    }: { why?: string | null; to?: Client | null; rhythm?: AssignmentRhythmInput } = {},
  ): Promise<Given> {
    const { id } = await this.stage.happen(when, async () =>
      this.stage.service(AssignmentsService).assignExercise(await this.#viewer(), {
        ...key(),
        episodeId: course.episodeId,
        exerciseSlug,
        rationale: why,
        due: 'NEXT_SESSION',
        clientIds: to && [to.id],
        rhythm,
      }),
    );
    return this.#given(id, rhythm, course, when);
  }

  /** Begins a program. Nothing of it is open yet; the weeks that are named are left out for now. */
  async enroll(
    course: Course,
    programSlug: string,
    when: Date,
    { without = [] }: { without?: readonly string[] } = {},
  ): Promise<Way> {
    const { id: enrollmentId } = await this.stage.happen(when, async () => {
      const enrollments = this.stage.service(EnrollmentsService);
      const viewer = await this.#viewer();
      const begun = await enrollments.enrollInProgram(viewer, {
        ...key(),
        episodeId: course.episodeId,
        programSlug,
        opens: 'BY_HAND',
        isBegun: false,
      });
      if (without.length === 0) return begun;
      return enrollments.arrangeWeeks(viewer, {
        ...key(),
        enrollmentId: begun.id,
        weeks: begun.weeks.map(({ id, week }) => ({
          weekId: id,
          isSkipped: without.includes(week?.key ?? ''),
        })),
      });
    });
    return { enrollmentId, course };
  }

  /** Opens the week that comes next, and gives what is in it: found by the slug of each exercise. */
  async openWeek({ enrollmentId, course }: Way, when: Date): Promise<(slug: string) => Given> {
    const { weeks } = await this.stage.happen(when, async () =>
      this.stage.service(EnrollmentsService).openNextWeek(await this.#viewer(), { ...key(), enrollmentId }),
    );
    const given = new Map<string, Given>();
    for (const { id, slug, kind } of await this.stage.owner.query<
      { id: string; slug: string; kind: AssignmentRhythmInput['kind'] }[]
    >(
      `select a.id, v.slug, a.rhythm as kind from assignments a
       join exercise_versions v on v.practice_id = a.practice_id and v.id = a.exercise_version_id
       where a.enrollment_week_id = $1`,
      [weeks.findLast(({ openedAt }) => openedAt)?.id],
    ))
      given.set(slug, await this.#given(id, { kind }, course, when));
    return (slug) => {
      const found = given.get(slug);
      if (!found) throw new Error(`This week does not give ${slug}`);
      return found;
    };
  }

  async withdraw({ assignmentId }: Given, when: Date): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage
        .service(AssignmentsService)
        .withdrawAssignment(await this.#viewer(), { ...key(), assignmentId }),
    );
  }

  async read({ reflectionId }: Shared, when: Date): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage.service(ReviewsService).reflection(await this.#viewer(), reflectionId),
    );
  }

  /** Reads, and writes back; the words can be taken back later. */
  async reply(shared: Shared, when: Date, text: string): Promise<string> {
    await this.read(shared, when);
    const { reply } = await this.stage.happen(when, async () =>
      this.stage
        .service(ReviewsService)
        .replyToReflection(await this.#viewer(), { ...key(), reflectionId: shared.reflectionId, text }),
    );
    return reply.id;
  }

  async takeBack(replyId: string, when: Date): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage.service(ReviewsService).takeBackReply(await this.#viewer(), { ...key(), replyId }),
    );
  }

  /** Talked about in the session: read before it, when it was not yet. */
  async talkAbout(shared: Shared, when: Date): Promise<void> {
    await this.read(shared, new Date(when.getTime() - 60 * 60_000));
    await this.stage.happen(when, async () =>
      this.stage
        .service(ReviewsService)
        .markTalkedAbout(await this.#viewer(), { ...key(), reflectionId: shared.reflectionId }),
    );
  }

  /** Reads what everyone offers of a turn, and opens it in the session. */
  async open({ assignmentId, rhythm }: Given, when: Date): Promise<void> {
    if (rhythm.kind !== 'ONCE') throw new Error('Only what was given once is opened in a story');
    const slot = 'once';
    await this.stage.happen(when, async () => {
      const joint = this.stage.service(JointService);
      const viewer = await this.#viewer();
      const blocks = await joint.offeredBlocks(viewer, assignmentId, slot);
      const releaseIds = blocks.map(({ id }) => id);
      await joint.openJointPart(viewer, { ...key(), assignmentId, slot, place: 'SESSION', releaseIds });
    });
  }

  /** A note for oneself. */
  async note(client: Client, when: Date, text: string): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage
        .service(ReviewsService)
        .writeProcessNote(await this.#viewer(), { ...key(), clientId: client.id, text }),
    );
  }

  #viewer(): Promise<Viewer> {
    return this.stage.viewer(this.membershipId);
  }

  /** What was given: a day does not move with the times of an act, and what comes back has all its turns until now. */
  async #given(
    assignmentId: string,
    rhythm: AssignmentRhythmInput | undefined,
    course: Course,
    when: Date,
  ): Promise<Given> {
    const startsOn = localDate(when, course.calendar.rhythm.zone);
    const given = { assignmentId, rhythm: rhythmFrom(rhythm, startsOn), course };
    await this.stage.owner.query('update assignments set starts_on = $2 where id = $1', [
      assignmentId,
      startsOn,
    ]);
    if (given.rhythm.kind !== 'ONCE') await this.#comeBack(given, when);
    return given;
  }

  #calendar(meeting: Meeting): Calendar {
    return new Calendar(this.stage.practice.zone, meeting, this.stage.beganAt);
  }

  async #meet({ episodeId, calendar }: Course, when: Date): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage
        .service(CaseloadService)
        .setSessionRhythm(await this.#viewer(), { ...key(), episodeId, rhythm: calendar.rhythm }),
    );
  }

  /** A day and a deadline do not move with the times of an act. */
  async #began(episodeId: string, when: Date): Promise<void> {
    await this.stage.owner.query('update episodes set started_on = $2 where id = $1', [
      episodeId,
      when.toISOString().slice(0, 10),
    ]);
    await this.stage.owner.query(
      `update invitations set expires_at = invited_at + interval '7 days' where practice_id = $1`,
      [this.stage.practice.id],
    );
  }

  /** The turns that the worker would have opened since: one for each slot that has come, and the first under its own. */
  async #comeBack({ assignmentId, rhythm, course }: Given, when: Date): Promise<void> {
    const { rhythm: sessions } = course.calendar;
    const given = { rhythm, zone: sessions.zone, sessions: { rhythm: sessions, changes: [] } };
    const opens = new Map([[firstSlot(given, when.toISOString()), when]]);
    let latest = when;
    for (let at = when.getTime(); comesBack(rhythm.kind) && at <= this.stage.beganAt.getTime(); at += hour) {
      const now = new Date(at);
      const slot = slotToOpen(
        {
          ...given,
          isPaused: false,
          isWaiting: false,
          resumedOn: null,
          holiday: null,
          skippedOn: [],
          latest: latest.toISOString(),
          opened: opens.size,
        },
        now.toISOString(),
      );
      if (!slot || opens.has(slot)) continue;
      opens.set(slot, now);
      latest = now;
    }
    const [first, ...later] = [...opens];
    await this.stage.owner.query('update occurrences set slot = $2 where assignment_id = $1', [
      assignmentId,
      first?.[0] ?? '',
    ]);
    for (const [slot, opensAt] of later)
      await this.stage.owner.query(
        `insert into occurrences (practice_id, id, assignment_id, episode_id, client_id, slot, sitting, opens_at)
         select practice_id, gen_random_uuid(), assignment_id, episode_id, client_id, $2, sitting, $3
         from occurrences where assignment_id = $1 and slot = $4`,
        [assignmentId, slot, opensAt, first?.[0]],
      );
  }
}

/** A client of the demo, acting. */
export class Client {
  #membershipId = '';

  constructor(
    private readonly stage: Stage,
    private readonly person: Character,
    readonly id: string,
  ) {}

  get name(): string {
    return this.person.name;
  }

  get membershipId(): string {
    return this.#membershipId;
  }

  /** Comes by the invitation on the evening of that day, and says yes to the texts. */
  async join(invitedAt: Date): Promise<void> {
    const { owner } = this.stage;
    await this.stage.happen(new Date(invitedAt.getTime() + 8 * 60 * 60_000), async () => {
      this.#membershipId = await this.stage.join(this.person, 'CLIENT');
      await owner.query('update clients set membership_id = $1 where id = $2', [this.#membershipId, this.id]);
      await owner.query('update invitations set accepted_at = now() where client_id = $1', [this.id]);
      const caseload = this.stage.service(CaseloadService);
      const viewer = await this.#viewer();
      const accounts = this.stage.service(AccountsService);
      const { givenConsents } = await accounts.setSeenByOthers(viewer, { ...key(), seenByOthers: false });
      for (const { kind, version } of caseload.pendingConsents(viewer, givenConsents))
        await caseload.giveConsent(viewer, { ...key(), kind, version });
    });
  }

  /** Says yes to what the practice asks of its couples, alone. */
  async acceptAgreement({ coupleId }: Course, when: Date): Promise<void> {
    await this.stage.happen(when, async () => {
      const viewer = await this.#viewer();
      const { agreements } = await this.stage.service(ReflectionsService).today(viewer);
      const asked = agreements.find((agreement) => agreement.coupleId === coupleId);
      if (!asked || !coupleId) throw new Error(`${this.name} is asked for no agreement`);
      const { kind, version } = asked;
      await this.stage.service(CouplesService).acceptAgreement(viewer, { ...key(), coupleId, kind, version });
    });
  }

  /** Begins a further turn of what is for when it happens; the first is there when it is given. */
  async start({ assignmentId }: Given, when: Date): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage.service(ReflectionsService).startTurn(await this.#viewer(), { ...key(), assignmentId }),
    );
  }

  /** Writes a little, and leaves it there. */
  async begin(
    given: Given,
    when: Date,
    { leftAt, ...words }: Words & Turn & { leftAt: string },
  ): Promise<void> {
    await this.stage.happen(when, () => this.#write(given, words, leftAt));
  }

  /** Writes, looks over it and shares it; the whole of it, unless it says otherwise. */
  async share(
    given: Given,
    when: Date,
    {
      sharing = 'FOR_SESSION',
      outcome = 'WHOLE',
      ...words
    }: Words & Turn & { sharing?: Sharing; outcome?: 'WHOLE' | 'PARTLY' },
  ): Promise<Shared> {
    return this.stage.happen(when, async () => {
      const { occurrenceId, lane, revision } = await this.#write(given, words);
      const { id } = await this.stage.service(ReflectionsService).submitReflection(await this.#viewer(), {
        ...key(),
        occurrenceId,
        outcome,
        sharing,
        lane,
        revision,
      });
      return { reflectionId: id, client: this };
    });
  }

  /** Not this week; a reason is welcome, and silence as well. */
  async leave(
    given: Given,
    when: Date,
    { reason = null, ...turn }: Turn & { reason?: string | null } = {},
  ): Promise<Shared> {
    const { id } = await this.stage.happen(when, async () =>
      this.stage.service(ReflectionsService).submitReflection(await this.#viewer(), {
        ...key(),
        occurrenceId: await this.#occurrence(given, turn),
        outcome: 'NOT_THIS_WEEK',
        sharing: 'FOR_SESSION',
        reason,
      }),
    );
    return { reflectionId: id, client: this };
  }

  /** Says what of it may be opened, by block key, each as it is or in other words. */
  async offer(
    { reflectionId }: Shared,
    when: Date,
    blocks: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    const offers = Object.entries(blocks).map(([block, text]) => ({
      key: block,
      words: text === null ? null : [{ text }],
    }));
    await this.stage.happen(when, async () =>
      this.stage.service(JointService).offerToOpen(await this.#viewer(), { ...key(), reflectionId, offers }),
    );
  }

  /** Adds something to what was shared. */
  async add(
    { reflectionId }: Shared,
    when: Date,
    text: string,
    sharing: Sharing = 'FOR_SESSION',
  ): Promise<void> {
    await this.stage.happen(when, async () =>
      this.stage
        .service(ReflectionsService)
        .addToReflection(await this.#viewer(), { ...key(), reflectionId, text, sharing }),
    );
  }

  async #write(
    given: Given,
    { sitting, turn, ...words }: Words & Turn,
    leftAt?: string,
  ): Promise<{ occurrenceId: string; lane: string; revision: number }> {
    const reflections = this.stage.service(ReflectionsService);
    const occurrenceId = await this.#occurrence(given, { sitting, turn });
    const { exercise } = await reflections.occurrence(await this.#viewer(), occurrenceId);
    const { lane, revision } = await reflections.saveDraft(await this.#viewer(), {
      occurrenceId,
      lane: randomUUID(),
      baseRevision: 0,
      body: draftOf(exercise.definition, words, leftAt),
    });
    return { occurrenceId, lane, revision };
  }

  async #occurrence({ assignmentId }: Given, { sitting = 'FIRST', turn = 0 }: Turn): Promise<string> {
    const [row] = await this.stage.owner.query<{ id: string }[]>(
      `select id from occurrences where assignment_id = $1 and client_id = $2 and sitting = $3 order by opens_at offset $4 limit 1`,
      [assignmentId, this.id, sitting, turn],
    );
    if (!row) throw new Error(`${this.name} has no such turn`);
    return row.id;
  }

  #viewer(): Promise<Viewer> {
    return this.stage.viewer(this.#membershipId);
  }
}

function draftOf(definition: ExerciseDefinition, words: Words, leftAt?: string): DraftBody {
  const steps = definition.steps.map((step) => step.key);
  const { answers, bringIn = [], closing, plan, kept = [], feelsWrong = [] } = words;
  return {
    ...emptyDraftBody(definition, 'en'),
    ...(asksSteadyFirst(definition) ? { steady: 'STEADY' } : {}),
    place: leftAt ?? LOOK_OVER,
    visited: leftAt === undefined ? steps : steps.slice(0, steps.indexOf(leftAt) + 1),
    answers,
    bringIn: [...bringIn],
    feelsWrong: [...feelsWrong],
    readers: Object.fromEntries(kept.map((block) => [block, 'ONLY_ME'])),
    ...(closing === undefined ? {} : { closing }),
    ...(plan === undefined ? {} : { plan }),
  };
}

const invitee = ({ name, pronouns, email }: Character & { pronouns: string }) => ({
  chosenName: name,
  pronouns,
  email,
});

const localDate = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(moment);
