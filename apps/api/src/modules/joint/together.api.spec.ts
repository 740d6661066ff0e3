import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildClient,
  buildCouple,
  buildJointAssignment,
  buildJointPart,
  buildMember,
  buildOffer,
  buildReflection,
  type BuiltCouple,
  canary,
  type ClientMember,
  coupleBody,
  type Member,
  openGate,
} from '../../../test/factories.js';
import { codes } from '../../../test/gql.js';
import { wholeDocument } from '../../../test/operations.js';
import { endCouple, pair } from '../../../test/scenario.js';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

interface Sitting {
  nth: number;
  place: number;
  state: 'UNDER_WAY' | 'STOPPED' | 'FINISHED';
  noteCount: number;
}
interface Note {
  key: string;
  wording: string;
  value: unknown;
}
interface Ask {
  clientId: string;
  jointPartId: string;
  coupleId: string;
}
interface RecordOf {
  id: string;
  sittings: { isFinished: boolean }[];
  notes: Note[];
  checks: { clientId: string; feeling: string; talkedAt: string | null }[];
}

/** Five turns of a guide, and one question to both. */
const places = 6;

/** A couple to whom something was opened, with nothing done together yet. */
interface Opened {
  clinician: Member;
  couple: BuiltCouple;
  ada: ClientMember;
  ben: ClientMember;
  jointPartId: string;
  assignmentId: string;
}

async function opened({ size = 2 } = {}): Promise<Opened> {
  const { clinician } = await pair(test);
  const couple = await buildCouple(test, clinician, { size });
  await openGate(test, couple);
  const { assignmentId, turns } = await buildJointAssignment(test, couple);
  for (const [index, partner] of couple.partners.entries()) {
    const words = coupleBody({ forMe: canary('mine'), notReady: canary('offered') });
    await buildOffer(test, partner, await buildReflection(test, partner, turns[index] ?? '', words));
  }
  const [ada, ben] = couple.partners;
  if (!ada || !ben) throw new Error('A couple is two');
  return {
    clinician,
    couple,
    ada,
    ben,
    assignmentId,
    ...(await buildJointPart(test, clinician, assignmentId)),
  };
}

const send = (by: Member, operation: string, of: Pick<Opened, 'jointPartId'>) =>
  by.browser.send(wholeDocument(test, operation), { jointPartId: of.jointPartId });
/** Where somebody's phone says they are; a code where it says that there is nothing. */
const whereOf = async (by: Member, of: Opened): Promise<Sitting | string | null> => {
  const { data, errors } = await send(by, 'Query.jointSitting', of);
  return errors[0] ? String(errors[0].extensions.code) : ((data?.['jointSitting'] as Sitting | null) ?? null);
};
const notesOf = async (by: Member, of: Opened): Promise<Note[] | string> => {
  const { data, errors } = await send(by, 'Query.jointNotes', of);
  return errors[0] ? String(errors[0].extensions.code) : (data?.['jointNotes'] as Note[]);
};
const whole = 'sitting { nth place state noteCount }';
const begin = async (by: Member, of: Opened): Promise<Sitting> =>
  (await by.browser.do('beginTogether', { jointPartId: of.jointPartId }, whole))['sitting'] as Sitting;
const move = async (by: Member, of: Opened, from: number, how = 'ON', nth = 1): Promise<Sitting> =>
  (await by.browser.do('moveTogether', { jointPartId: of.jointPartId, nth, from, move: how }, whole))[
    'sitting'
  ] as Sitting;
const keep = (by: Member, of: Opened, answers: object, more: object = {}) =>
  by.browser.act('keepTogether', { jointPartId: of.jointPartId, answers, ...more }, 'notes { key value }');
const answer = (by: Member, of: Opened, feeling: string | null, nth = 1) =>
  by.browser.do('answerJointCheck', { jointPartId: of.jointPartId, nth, feeling });
const checksOf = async (by: Member): Promise<{ id: string; nth: number }[]> =>
  (await by.browser.ask(wholeDocument(test, 'Query.jointChecks')))['jointChecks'] as {
    id: string;
    nth: number;
  }[];
const askedOf = async (by: Member): Promise<Ask[]> =>
  (await by.browser.ask(wholeDocument(test, 'Query.askedToTalk')))['askedToTalk'] as Ask[];
const recordOf = async ({ clinician, couple }: Opened): Promise<RecordOf[]> =>
  (await clinician.browser.ask(wholeDocument(test, 'Query.jointRecord'), { coupleId: couple.coupleId }))[
    'jointRecord'
  ] as RecordOf[];
/** Some days later, for what was begun. */
const later = (of: Opened, days: number) =>
  test.owner.query(
    `update joint_sittings set begun_at = begun_at - interval '1 day' * $2, moved_at = moved_at - interval '1 day' * $2 where joint_part_id = $1`,
    [of.jointPartId, days],
  );

describe('what partners do together', () => {
  it('is said to each in the order of the exercise, without what was asked apart', async () => {
    const of = await opened();
    for (const partner of of.couple.partners) {
      const { data } = await send(partner, 'Query.jointGuide', of);
      const guide = data?.['jointGuide'] as { steps: { key: string }[]; sitting: Sitting | null };
      expect(guide.steps.map(({ key }) => key)).toEqual(['swap', 'pick']);
      expect(guide.sitting).toBeNull();
      expect(await whereOf(partner, of)).toBeNull();
    }
  });

  it('is at the same place for all, and ends for all', async () => {
    const of = await opened({ size: 3 });
    const { partners } = of.couple;
    expect(await begin(of.ada, of)).toMatchObject({ nth: 1, place: 0, state: 'UNDER_WAY' });
    for (let from = 0; from < places; from += 1) {
      await move(partners[from % 3] as ClientMember, of, from);
      const seen = await Promise.all(partners.map((partner) => whereOf(partner, of)));
      expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    }
    expect(await whereOf(of.ben, of)).toMatchObject({ place: places - 1, state: 'FINISHED' });
    expect((await recordOf(of))[0]?.sittings).toMatchObject([{ isFinished: true }]);
  });

  it('goes back a place, and not before the first one', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await move(of.ada, of, 0);
    expect(await move(of.ben, of, 1, 'BACK')).toMatchObject({ place: 0 });
    expect(await move(of.ben, of, 0, 'BACK')).toMatchObject({ place: 0, state: 'UNDER_WAY' });
  });

  it('may be begun again another time', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await move(of.ben, of, 0, 'STOP');
    expect(await begin(of.ben, of)).toMatchObject({ nth: 2, place: 0, state: 'UNDER_WAY' });
    // A phone that was left at the first time moves nothing of the second.
    await move(of.ada, of, 0, 'ON', 1);
    await move(of.ada, of, 0, 'STOP', 1);
    expect(await whereOf(of.ada, of)).toMatchObject({ nth: 2, place: 0, state: 'UNDER_WAY' });
  });

  it('is over by itself when nobody went on for long', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await later(of, 1);
    expect(await whereOf(of.ben, of)).toMatchObject({ nth: 1, state: 'STOPPED' });
    expect(await begin(of.ben, of)).toMatchObject({ nth: 2, state: 'UNDER_WAY' });
  });

  it.each([
    ['is closed', (of: Opened) => of.clinician.browser.do('closeJointPart', { jointPartId: of.jointPartId })],
    [
      'is past',
      (of: Opened) =>
        test.owner.query(`update joint_parts set closes_at = now() where id = $1`, [of.jointPartId]),
    ],
    [
      'is paused',
      (of: Opened) =>
        test.owner.query(`update couples set status = 'PAUSED' where id = $1`, [of.couple.coupleId]),
    ],
    ['has ended', (of: Opened) => endCouple(test, of.couple)],
  ])(
    'is gone for all, like anything that is not there, when it %s while they walk',
    async (_what, happens) => {
      const of = await opened();
      await begin(of.ada, of);
      await happens(of);
      for (const partner of of.couple.partners) {
        expect(await whereOf(partner, of)).toBe('NOT_FOUND');
        for (const [name, input] of [
          ['moveTogether', { nth: 1, from: 0, move: 'ON' }],
          ['beginTogether', {}],
          ['keepTogether', { answers: { pick: 'x' } }],
        ] as const) {
          const { errors } = await partner.browser.try(name, { jointPartId: of.jointPartId, ...input });
          expect([name, errors[0]?.extensions.code]).toEqual([name, 'NOT_FOUND']);
        }
      }
      const { rows } = await test.sql.query('select place from joint_sittings where joint_part_id = $1', [
        of.jointPartId,
      ]);
      expect(rows).toEqual([{ place: 0 }]);
    },
  );

  it('is gone for somebody who left', async () => {
    const of = await opened({ size: 3 });
    await begin(of.ada, of);
    await test.owner.query('update partners set until = now() where client_id = $1', [of.ben.clientId]);
    expect(await whereOf(of.ben, of)).toBe('NOT_FOUND');
    expect(await whereOf(of.ada, of)).toMatchObject({ state: 'UNDER_WAY' });
  });

  it('is nobody else’s: another client, who treats them, an admin', async () => {
    const of = await opened();
    await begin(of.ada, of);
    const sibling = await buildClient(test, of.clinician);
    const admin = await buildMember(test, of.couple.practiceId, 'PRACTICE_ADMIN');
    expect(await whereOf(sibling, of)).toBe('NOT_FOUND');
    for (const by of [of.clinician, admin]) expect(await whereOf(by, of)).toBe('FORBIDDEN');
  });
});

describe('stopping', () => {
  it('needs no reason and no place, and reads the same to all', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await move(of.ada, of, 0);
    // The other's phone still stood at the place before.
    expect(await move(of.ben, of, 0, 'STOP')).toMatchObject({ state: 'STOPPED' });
    expect(await whereOf(of.ada, of)).toEqual(await whereOf(of.ben, of));
    expect(await move(of.ada, of, 1)).toMatchObject({ place: 1, state: 'STOPPED' });
  });

  it('leaves nothing that tells who did', async () => {
    const of = await opened();
    await begin(of.ada, of);
    const traces = async () => {
      const [audit, keys, sittings] = await Promise.all([
        test.sql.query('select count(*)::int as n from audit_events where practice_id = $1', [
          of.couple.practiceId,
        ]),
        test.sql.query('select count(*)::int as n from idempotency_keys where practice_id = $1', [
          of.couple.practiceId,
        ]),
        test.sql.query('select to_jsonb(s) as row from joint_sittings s where joint_part_id = $1', [
          of.jointPartId,
        ]),
      ]);
      return { audit: audit.rows, keys: keys.rows, row: JSON.stringify(sittings.rows) };
    };
    const before = await traces();
    await move(of.ben, of, 0, 'STOP');
    const after = await traces();
    expect({ audit: after.audit, keys: after.keys }).toEqual({ audit: before.audit, keys: before.keys });
    for (const { membershipId, clientId, accountId } of of.couple.partners)
      for (const id of [membershipId, clientId, accountId]) expect(after.row).not.toContain(id);
  });
});

describe('at the same moment', () => {
  it('two who begin begin the same', async () => {
    for (let round = 0; round < 6; round += 1) {
      const of = await opened();
      const begun = await Promise.all(of.couple.partners.map((partner) => begin(partner, of)));
      expect(begun.map(({ nth, place }) => [nth, place])).toEqual([
        [1, 0],
        [1, 0],
      ]);
    }
  }, 60_000);

  it('two who go on go on one place', async () => {
    const of = await opened({ size: 3 });
    await begin(of.ada, of);
    for (let from = 0; from < places - 1; from += 1) {
      await Promise.all(of.couple.partners.map((partner) => move(partner, of, from)));
      expect(await whereOf(of.ada, of)).toMatchObject({ place: from + 1, state: 'UNDER_WAY' });
    }
    await Promise.all(of.couple.partners.map((partner) => move(partner, of, places - 1)));
    expect(await whereOf(of.ben, of)).toMatchObject({ place: places - 1, state: 'FINISHED' });
  });

  it('one who stops and one who goes on: it has stopped', async () => {
    for (let round = 0; round < 10; round += 1) {
      const of = await opened();
      await begin(of.ada, of);
      await Promise.all([move(of.ada, of, 0), move(of.ben, of, 0, 'STOP')]);
      const [ada, ben] = [await whereOf(of.ada, of), await whereOf(of.ben, of)];
      expect(ada).toMatchObject({ state: 'STOPPED' });
      expect(ben).toEqual(ada);
      await move(of.ada, of, (ada as Sitting).place);
      expect(await whereOf(of.ben, of)).toEqual(ada);
    }
  }, 60_000);
});

describe('what they keep', () => {
  it('is kept by one and read by all, with the question as it was asked', async () => {
    const of = await opened({ size: 3 });
    const text = canary('kept');
    await begin(of.ada, of);
    const kept = await keep(of.ben, of, { pick: text });
    expect(kept).toMatchObject({ userErrors: [], notes: [{ key: 'pick', value: text }] });
    for (const partner of of.couple.partners) {
      expect(await notesOf(partner, of)).toMatchObject([
        { key: 'pick', value: text, wording: 'Which two ways does each of you pick for the time ahead?' },
      ]);
      expect(await whereOf(partner, of)).toMatchObject({ noteCount: 1 });
    }
    expect((await recordOf(of))[0]?.notes).toMatchObject([{ key: 'pick', value: text }]);
    const { rows } = await test.sql.query<{ row: string; author: string; subject: string }>(
      `select encode(n.sealed, 'escape') as row, dk.author_id as author, dk.subject_id as subject
       from joint_notes n join data_keys dk on dk.practice_id = n.practice_id and dk.id = n.data_key_id where n.joint_part_id = $1`,
      [of.jointPartId],
    );
    expect(rows[0]?.row).not.toContain(text);
    expect(rows[0]).toMatchObject({ author: of.couple.coupleId, subject: of.couple.coupleId });
  });

  it('is nobody’s reflection, and two who write at once lose nothing', async () => {
    const of = await opened();
    await begin(of.ada, of);
    const [mine, theirs] = [canary('ada'), canary('ben')];
    await Promise.all([keep(of.ada, of, { pick: mine }), keep(of.ben, of, { pick: theirs })]);
    const notes = (await notesOf(of.ada, of)) as Note[];
    expect(notes.map(({ value }) => value).sort()).toEqual([mine, theirs].sort());
    const { rows } = await test.sql.query(
      `select 1 from answers where key = 'pick' and client_id = any ($1)`,
      [of.couple.partners.map(({ clientId }) => clientId)],
    );
    expect(rows).toEqual([]);
  });

  it('can still be kept when the other stopped in the meantime', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await move(of.ben, of, 0, 'STOP');
    expect(await keep(of.ada, of, { pick: 'Tea.' })).toMatchObject({
      userErrors: [],
      notes: [{ value: 'Tea.' }],
    });
  });

  it('keeps the neutral words where those were asked', async () => {
    const of = await opened();
    await keep(of.ada, of, { pick: 'A walk.' }, { feelsWrong: ['pick'] });
    expect(await notesOf(of.ben, of)).toMatchObject([
      { wording: 'Is there a way that you would both like to keep in mind?' },
    ]);
  });

  it.each([
    ['what is not asked here', { ways: ['tea'] }],
    ['what each wrote apart', { 'not-ready': 'x' }],
    ['a guide', { swap: 'x' }],
    ['nothing', { pick: '   ' }],
    ['nothing at all', {}],
    ['another form', { pick: ['x'] }],
  ])('is never %s', async (_, answers) => {
    const of = await opened();
    expect(codes(await keep(of.ada, of, answers))).toEqual(['INVALID']);
    expect(await notesOf(of.ada, of)).toEqual([]);
  });

  it('stays when the opening closes, and is hidden from all of them when joint work pauses or ends', async () => {
    const of = await opened();
    await keep(of.ada, of, { pick: 'Tea.' });
    await of.clinician.browser.do('closeJointPart', { jointPartId: of.jointPartId });
    const kept = async (by: Member) =>
      (await by.browser.ask(wholeDocument(test, 'Query.keptTogether')))['keptTogether'] as { id: string }[];
    for (const partner of of.couple.partners) {
      expect(await notesOf(partner, of)).toMatchObject([{ value: 'Tea.' }]);
      expect(await kept(partner)).toMatchObject([{ id: of.jointPartId }]);
    }
    await test.owner.query(`update couples set status = 'PAUSED' where id = $1`, [of.couple.coupleId]);
    for (const partner of of.couple.partners) {
      expect(await notesOf(partner, of)).toBe('NOT_FOUND');
      expect(await kept(partner)).toEqual([]);
    }
    await endCouple(test, of.couple);
    for (const partner of of.couple.partners) expect(await notesOf(partner, of)).toBe('NOT_FOUND');
  });

  it('is read by nobody else, and each look of another is noted', async () => {
    const of = await opened();
    await keep(of.ada, of, { pick: 'Tea.' });
    const stranger = await buildMember(test, of.couple.practiceId, 'CLINICIAN');
    const sibling = await buildClient(test, of.clinician);
    expect(await notesOf(sibling, of)).toBe('NOT_FOUND');
    const { errors } = await stranger.browser.send(wholeDocument(test, 'Query.jointRecord'), {
      coupleId: of.couple.coupleId,
    });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    await notesOf(of.ben, of);
    await recordOf(of);
    const { rows } = await test.sql.query<{ actor_id: string }>(
      `select actor_id from audit_events where act = 'jointNote.read' and object_id = $1 order by seq`,
      [of.jointPartId],
    );
    expect(rows.map(({ actor_id }) => actor_id)).toEqual([
      // What is kept is read again by whoever keeps it.
      of.ada.membershipId,
      of.ben.membershipId,
      of.clinician.membershipId,
    ]);
  });
});

describe('how it was, the day after', () => {
  it('is asked of everyone who took part, from the next day for some days', async () => {
    const of = await opened({ size: 3 });
    await begin(of.ada, of);
    for (const partner of of.couple.partners) expect(await checksOf(partner)).toEqual([]);
    await later(of, 1);
    for (const partner of of.couple.partners)
      expect(await checksOf(partner)).toMatchObject([{ id: of.jointPartId }]);
    await later(of, 5);
    for (const partner of of.couple.partners) expect(await checksOf(partner)).toEqual([]);
  });

  it('is asked of each once, whether they answer or put it away, and of what was last', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await later(of, 1);
    await answer(of.ada, of, 'FINE');
    await answer(of.ben, of, null);
    for (const partner of of.couple.partners) expect(await checksOf(partner)).toEqual([]);
    await begin(of.ben, of);
    await later(of, 1);
    for (const partner of of.couple.partners)
      expect(await checksOf(partner)).toMatchObject([{ id: of.jointPartId }]);
  });

  it('is asked whatever has begun since, and answered for the time that was asked about', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await later(of, 1);
    await move(of.ben, of, 0, 'STOP');
    await begin(of.ben, of);
    expect(await checksOf(of.ada)).toMatchObject([{ id: of.jointPartId, nth: 1 }]);
    await answer(of.ada, of, 'HARD');
    expect(await checksOf(of.ada)).toEqual([]);
    await later(of, 1);
    expect(await checksOf(of.ada)).toMatchObject([{ nth: 2 }]);
    // Who was not asked twice before is asked about the latest alone.
    expect(await checksOf(of.ben)).toMatchObject([{ nth: 2 }]);
    await answer(of.ben, of, null, 2);
    expect(await checksOf(of.ben)).toEqual([]);
  });

  it('is asked where the client’s calendar hangs', async () => {
    const of = await opened();
    await begin(of.ada, of);
    const zoneWhere = async (isNextDay: boolean) => {
      // The same moment is tomorrow in one of two zones that are a day apart.
      const { rows } = await test.sql.query<{ zone: string }>(
        `select z as zone from unnest(array['Pacific/Kiritimati', 'Pacific/Niue']) z
         where ((now() at time zone z)::date > ((now() - interval '13 hours') at time zone z)::date) = $1`,
        [isNextDay],
      );
      return rows[0]?.zone;
    };
    await test.owner.query(
      `update joint_sittings set begun_at = now() - interval '13 hours' where joint_part_id = $1`,
      [of.jointPartId],
    );
    for (const isNextDay of [true, false]) {
      const zone = await zoneWhere(isNextDay);
      if (!zone) continue;
      await test.owner.query('update clients set zone = $2 where id = $1', [of.ada.clientId, zone]);
      expect(await checksOf(of.ada)).toHaveLength(isNextDay ? 1 : 0);
    }
  });

  it('is told to the care team alone, and comes up to be talked about until it was', async () => {
    const of = await opened({ size: 3 });
    await begin(of.ada, of);
    await later(of, 1);
    await answer(of.ada, of, 'TALK_WITH_ME');
    await answer(of.ben, of, 'HARD');
    // Another answer, perhaps by another hand, takes nothing of it away.
    await answer(of.ada, of, 'FINE');
    const asks = await askedOf(of.clinician);
    expect(asks).toMatchObject([
      { clientId: of.ada.clientId, jointPartId: of.jointPartId, coupleId: of.couple.coupleId },
    ]);
    expect((await recordOf(of))[0]?.checks.map(({ clientId, feeling }) => [clientId, feeling])).toEqual([
      [of.ada.clientId, 'TALK_WITH_ME'],
      [of.ben.clientId, 'HARD'],
      [of.ada.clientId, 'FINE'],
    ]);
    // The caseload counts it with what is to be read.
    const toRead = async () => {
      const { caseload } = (await of.clinician.browser.ask(
        '{ caseload(first: 20) { edges { node { id toReadCount } } } }',
      )) as { caseload: { edges: { node: { id: string; toReadCount: number } }[] } };
      return caseload.edges.find(({ node }) => node.id === of.couple.coupleId)?.node.toReadCount;
    };
    expect(await toRead()).toBe(1);
    const { jointPartId } = of;
    const told = await of.clinician.browser.do(
      'talkedWith',
      { jointPartId, clientId: of.ada.clientId },
      'askedToTalk { clientId }',
    );
    expect(told['askedToTalk']).toEqual([]);
    expect(await toRead()).toBe(0);
    expect((await recordOf(of))[0]?.checks[0]?.talkedAt).not.toBeNull();
    const { rows } = await test.sql.query(
      `select distinct client_id from audit_events where act = 'jointCheck.read' and object_id = $1`,
      [jointPartId],
    );
    expect(rows).toHaveLength(2);
  });

  it.each([
    [
      'is paused',
      (of: Opened) =>
        test.owner.query(`update couples set status = 'PAUSED' where id = $1`, [of.couple.coupleId]),
    ],
    ['has ended', (of: Opened) => endCouple(test, of.couple)],
  ])(
    'arrives also when joint work %s at that moment, and nobody else learns of it',
    async (_what, happens) => {
      const of = await opened();
      await begin(of.ada, of);
      await later(of, 1);
      await happens(of);
      // The card is gone with the next look; what was tapped before is not lost.
      expect(await checksOf(of.ada)).toEqual([]);
      await answer(of.ada, of, 'TALK_WITH_ME');
      expect(await askedOf(of.clinician)).toMatchObject([{ clientId: of.ada.clientId }]);
      const { errors } = await of.ada.browser.try('answerJointCheck', {
        jointPartId: of.jointPartId,
        nth: 7,
      });
      expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    },
  );

  it('makes it time to talk with them alone again', async () => {
    const of = await opened();
    const due = async () => {
      const { caseload } = await of.clinician.browser.ask(
        '{ caseload { edges { node { id talksDue { id } } } } }',
      );
      const rows = (caseload.edges as { node: { id: string; talksDue: { id: string }[] } }[]).map(
        ({ node }) => node,
      );
      return rows.find(({ id }) => id === of.couple.coupleId)?.talksDue;
    };
    await begin(of.ada, of);
    await later(of, 1);
    await answer(of.ben, of, 'HARD');
    expect(await due()).toEqual([]);
    await answer(of.ada, of, 'TALK_WITH_ME');
    expect(await due()).toEqual([{ id: of.ada.clientId }]);
  });

  it('is in nothing that a partner can ask for', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await later(of, 1);
    const everything = async () => {
      const seen = [];
      for (const name of ['jointGuide', 'jointSitting', 'jointNotes'])
        seen.push((await send(of.ben, `Query.${name}`, of)).body);
      for (const name of ['today', 'jointChecks', 'keptTogether'])
        seen.push(JSON.stringify(await of.ben.browser.ask(wholeDocument(test, `Query.${name}`))));
      return seen;
    };
    const before = await everything();
    await answer(of.ada, of, 'TALK_WITH_ME');
    expect(await everything()).toEqual(before);
    for (const [name, input] of [
      ['Query.jointRecord', { coupleId: of.couple.coupleId }],
      ['Query.askedToTalk', {}],
    ] as const) {
      const { errors } = await of.ben.browser.send(wholeDocument(test, name), input);
      expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('is a colleague’s only in the care team, and nobody is talked with who never asked', async () => {
    const of = await opened();
    await begin(of.ada, of);
    await answer(of.ada, of, 'TALK_WITH_ME');
    const colleague = await buildMember(test, of.couple.practiceId, 'CLINICIAN');
    expect(await askedOf(colleague)).toEqual([]);
    const { jointPartId } = of;
    for (const [by, clientId] of [
      [colleague, of.ada.clientId],
      [of.clinician, of.ben.clientId],
    ] as const) {
      const { errors } = await by.browser.try('talkedWith', { jointPartId, clientId });
      expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
    expect(await askedOf(of.clinician)).toHaveLength(1);
  });
});
