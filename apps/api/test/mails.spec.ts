import { setTimeout as sleep } from 'node:timers/promises';
import { type MailCatcher, startMailCatcher } from './mail-catcher.mjs';
import { Links } from '../src/platform/mail/index.js';
import { startApp, type TestApp } from './app.js';
import {
  announce,
  buildAddendum,
  buildAssignment,
  buildCouple,
  buildJointAssignment,
  buildMember,
  buildReflection,
  buildReply,
  canary,
  coupleBody,
  fullBody,
  type Member,
  openGate,
  setMark,
  tellCouple,
  slug,
} from './factories.js';
import { Browser } from './gql.js';
import { moveCare, pair } from './scenario.js';

let catcher: MailCatcher;
let test: TestApp;
let worker: TestApp;

beforeAll(async () => {
  catcher = await startMailCatcher();
  test = await startApp();
  worker = await startApp(
    { ROLE: 'worker', SMTP_URL: catcher.smtpUrl, MAIL_FROM: 'notes@rejoin.example' },
    test.urls,
  );
  // Held for an hour, so that a test says when the time has come.
  await test.sql.query(`
    create function hold() returns trigger language plpgsql as $$ begin new.run_at := new.run_at + interval '1 hour'; return new; end $$;
    create trigger hold before insert on graphile_worker._private_jobs for each row execute function hold()`);
});
afterAll(async () => {
  await worker.close();
  await test.close();
  await catcher.stop();
});

/** Lets the time come for everything that waits, and waits until it is done. */
async function work(): Promise<void> {
  await test.sql.query(`update graphile_worker._private_jobs set run_at = now() where attempts = 0`);
  await test.sql.query(`select pg_notify('jobs:insert', '')`);
  for (let waited = 0; waited < 100; waited += 1) {
    const { rows } = await test.sql.query<{ count: number }>(
      'select count(*)::int from graphile_worker.jobs where attempts < 2',
    );
    if (rows[0]?.count === 0) return;
    await sleep(100);
  }
  throw new Error('Jobs are left that nobody does');
}

const to = (member: { email: string }) => catcher.mails().filter((mail) => mail.to.includes(member.email));

const forbidden =
  /therap|counsel|clinic|session|exercise|reflection|partner|couple|client|patient|treat|repair|compassion|psych|terap|clínic|sesi[oó]n|ejercicio|pareja|paciente|tratamiento|acercamiento|psic/i;

/** Nothing in a mail says what it is about, or who anybody is. */
function expectNeutral(members: Member[]): void {
  expect(catcher.mails().length).toBeGreaterThan(0);
  for (const { subject, text, html, from, raw } of catcher.mails()) {
    const said = `${subject}\n${text}\n${html ?? ''}`;
    expect(said).not.toMatch(forbidden);
    expect(said).not.toMatch(/pause before the spiral/i);
    expect(from).toBe('notes@rejoin.example');
    expect(subject).toMatch(
      /contraseña|new password/.test(said)
        ? /^(A note from|Una nota de) Rejoin$/
        : /^(A note from|Una nota de) Lindenhof$/,
    );
    for (const { name } of members) expect(raw).not.toContain(name);
    expect(html ?? '').not.toMatch(/<img|src=|https?:\/\/(?!localhost:4200\/)/);
  }
}

describe('mails', () => {
  /** A pair to whom no mail is due. */
  const told = async () => {
    const people = await pair(test);
    await work();
    catcher.clear();
    return people;
  };

  it('tell a client that something waits, after the ten seconds', async () => {
    const { clinician, client } = await told();
    const { assignmentId } = await buildAssignment(test, clinician, client, {
      isAnnounced: false,
      rationale: canary('secret'),
    });
    const { rows } = await test.sql.query<{ seconds: string }>(
      `select extract(epoch from run_at - now()) as seconds from graphile_worker.jobs where key = $1`,
      [`assignment|${assignmentId}|${client.clientId}`],
    );
    expect(Number(rows[0]?.seconds) - 3_600).toBeGreaterThan(5);
    expect(Number(rows[0]?.seconds) - 3_600).toBeLessThanOrEqual(10);
    expect(to(client)).toEqual([]);
    await work();
    expect(to(client)).toHaveLength(1);
    expectNeutral([clinician, client]);
  });

  it('go to nobody whose mail is read by others, and neither to the other one’s', async () => {
    const { clinician, client } = await told();
    const couple = await buildCouple(test, clinician, { known: [client] });
    await openGate(test, couple);
    const other = couple.partners[1] ?? client;
    await work();
    catcher.clear();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    await client.browser.do('setSeenByOthers', { seenByOthers: true });
    await work();
    await buildJointAssignment(test, couple, { isAnnounced: false });
    await buildReply(
      test,
      clinician,
      await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'A line.' })),
      'Thank you.',
    );
    await work();
    expect(to(client)).toEqual([]);
    expect(to(other)).toHaveLength(1);
    // Links that somebody asked for are another matter.
    await new Browser(test).do('requestPasswordReset', { email: client.email });
    await work();
    expect(to(client)).toHaveLength(1);
    await client.browser.do('setSeenByOthers', { seenByOthers: false });
    await buildAssignment(test, clinician, client, { isAnnounced: false });
    await work();
    expect(to(client)).toHaveLength(2);
  });

  it('are none to whom a mark says so, whatever they would be about', async () => {
    const { clinician, client } = await told();
    const email = `${canary('new')}@post.example`;
    const { client: invited } = await clinician.browser.do(
      'inviteClient',
      { chosenName: 'New', email, isAdult: true },
      'client { id }',
    );
    const markId = await setMark(test, clinician, client, 'DO_NOT_CONTACT', { note: 'He reads it.' });
    await setMark(test, clinician, { clientId: invited.id as string }, 'DO_NOT_CONTACT');
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'A.' }));
    await buildReply(test, clinician, reflectionId, 'Thank you.');
    await client.browser.do('requestPasswordReset', { email: client.email });
    await work();
    expect([...to(client), ...to({ email })]).toEqual([]);
    // To everybody else as ever, and to them once it is lifted.
    await clinician.browser.do('requestPasswordReset', { email: clinician.email });
    await clinician.browser.do('liftClinicianOnlyMark', { markId });
    await buildAssignment(test, clinician, client);
    await work();
    expect([to(clinician).length, to(client).length]).toEqual([1, 1]);
  });

  it('speak to each client in their own language, and to staff in English', async () => {
    const { clinician, client } = await told();
    await client.browser.do('chooseLanguage', { language: 'es' });
    await buildAssignment(test, clinician, client);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'Una.' }), 'READ_BEFORE');
    await client.browser.do('requestPasswordReset', { email: client.email });
    await clinician.browser.do('requestPasswordReset', { email: clinician.email });
    const email = `${canary('lucia')}@post.example`;
    await clinician.browser.do('inviteClient', { chosenName: 'L', email, isAdult: true, language: 'es' });
    await work();
    const theirs = to(client).map(({ text }) => text);
    expect(theirs.filter((text) => text.includes('Algo te espera en tu espacio. Sin prisa.'))).toHaveLength(
      2,
    );
    expect(theirs.filter((text) => text.includes('Elegir una contraseña nueva'))).toHaveLength(1);
    expect(to({ email })).toMatchObject([
      {
        subject: 'Una nota de Lindenhof',
        text: expect.stringContaining('Hay un espacio privado listo para ti.'),
      },
    ]);
    expect(to({ email })[0]?.html).toContain('<html lang="es">');
    const english = to(clinician).map(({ text }) => text);
    expect(english).toHaveLength(2);
    for (const text of english) expect(text).toMatch(/Something is waiting|new password/);
    expectNeutral([clinician, client]);
  });

  it('speak to a client who chose nothing in the practice’s language', async () => {
    const { practiceId, clinician, client } = await told();
    await test.owner.query(`update practices set locale = 'es-MX' where id = $1`, [practiceId]);
    await buildAssignment(test, clinician, client);
    await work();
    expect(to(client)).toMatchObject([{ subject: 'Una nota de Lindenhof' }]);
  });

  it('leave out what was undone in time', async () => {
    const { clinician, client } = await told();
    const { assignmentId } = await buildAssignment(test, clinician, client, { isAnnounced: false });
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    await announce(test, assignmentId);
    await work();
    expect(catcher.mails()).toEqual([]);
  });

  it('tell the care team what was asked to be read before, unless it was taken back', async () => {
    const { clinician, client } = await told();
    const share = async (sharing: 'FOR_SESSION' | 'READ_BEFORE') => {
      const { occurrenceId } = await buildAssignment(test, clinician, client);
      return buildReflection(test, client, occurrenceId, fullBody({ sentence: canary('secret') }), sharing);
    };
    await share('FOR_SESSION');
    const takenBack = await share('READ_BEFORE');
    await client.browser.do('takeBackReflection', { reflectionId: takenBack });
    await work();
    expect(to(clinician)).toEqual([]);
    await share('READ_BEFORE');
    await work();
    expect(to(clinician)).toHaveLength(1);
    expectNeutral([clinician, client]);
  });

  it('tell a client of a reply, without a word of it', async () => {
    const { clinician, client } = await told();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }));
    await work();
    catcher.clear();
    const text = canary('reply');
    await clinician.browser.do('replyToReflection', { reflectionId, text });
    await work();
    expect(to(client)).toHaveLength(1);
    expect(to(client)[0]?.raw).not.toContain(text);
    expectNeutral([clinician, client]);
  });

  it('tell a clinician that something changed, when their care of somebody is moved', async () => {
    const { clinician, client, practiceId } = await told();
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    const colleague = await buildMember(test, practiceId, 'CLINICIAN');
    await moveCare(test, admin, client.episodeId, colleague);
    await work();
    expect(to(clinician)).toMatchObject([{ text: expect.stringContaining('Something has changed') }]);
    expect(to(client)).toEqual([]);
    expect(to(colleague)).toEqual([]);
    expectNeutral([clinician, client, colleague]);
  });

  it('tell no client of a reply that was taken back in time', async () => {
    const { clinician, client } = await told();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }));
    await work();
    catcher.clear();
    await clinician.browser.do('takeBackReply', {
      replyId: await buildReply(test, clinician, reflectionId, 'Too soon.'),
    });
    await work();
    expect(catcher.mails()).toEqual([]);
  });

  it('tell a client once of what was undone and given again, and not of what was begun together', async () => {
    const { clinician, client } = await told();
    const { assignmentId } = await buildAssignment(test, clinician, client, { isAnnounced: false });
    await clinician.browser.do('withdrawAssignment', { assignmentId });
    await clinician.browser.do('restoreAssignment', { assignmentId });
    await buildAssignment(test, clinician, client, { isStartedNow: true });
    await work();
    expect(to(client)).toHaveLength(1);
    expectNeutral([clinician, client]);
  });

  it('tell the care team of what was added, when it is to be read before', async () => {
    const { clinician, client } = await told();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: 'One.' }));
    const text = canary('added');
    await buildAddendum(test, client, reflectionId, text, 'READ_BEFORE');
    await work();
    expect(to(clinician)).toHaveLength(1);
    expect(to(clinician)[0]?.raw).not.toContain(text);
    expectNeutral([clinician, client]);
  });

  it('speak to each partner alone, and to both the same', async () => {
    const { clinician } = await told();
    const couple = await buildCouple(test, clinician, { hasJoined: false, label: canary('label') });
    await work();
    const invited = catcher.mails();
    expect(invited).toHaveLength(2);
    expect(invited.every(({ to: recipients }) => recipients.length === 1)).toBe(true);
    expectNeutral([clinician]);
    catcher.clear();

    const joined = await buildCouple(test, clinician);
    await openGate(test, joined);
    await buildJointAssignment(test, joined, { rationale: canary('secret') });
    await work();
    const [ada, ben] = joined.partners.map((partner) => to(partner));
    expect([ada?.length, ben?.length]).toEqual([1, 1]);
    expect(ada?.[0]?.text).toBe(ben?.[0]?.text);
    expect(ada?.[0]?.subject).toBe(ben?.[0]?.subject);
    expectNeutral([clinician, ...joined.partners]);
    expect(couple.partners).toEqual([]);
  });

  it.each(['PAUSED', 'ENDED'] as const)('that wait go to nobody once joint work is %s', async (status) => {
    const { clinician } = await told();
    const couple = await buildCouple(test, clinician);
    await openGate(test, couple);
    const [ada] = couple.partners;
    if (!ada) throw new Error('A couple is two');
    const answered = await buildJointAssignment(test, couple);
    const reflectionId = await buildReflection(
      test,
      ada,
      answered.turns[0] ?? '',
      coupleBody({ forMe: 'A.', notReady: 'B.' }),
    );
    await work();
    catcher.clear();
    await buildJointAssignment(test, couple);
    await buildReply(test, clinician, reflectionId, 'Thank you.');
    await tellCouple(test, couple, status);
    await work();
    // Neither what waited, nor that it is over: that is told by a person.
    expect(couple.partners.flatMap((partner) => to(partner))).toEqual([]);
  });

  it('reach one partner once, whatever becomes of the other’s', async () => {
    const { clinician } = await told();
    const couple = await buildCouple(test, clinician);
    const [ada, ben] = couple.partners;
    if (!ada || !ben) throw new Error('A couple is two');
    await work();
    catcher.clear();
    await test.owner.query(`update auth.accounts set email_sealed = '\\x00' where id = $1`, [ben.accountId]);
    const { assignment } = await clinician.browser.do(
      'assignExercise',
      { episodeId: couple.episodeId, exerciseSlug: slug, due: 'NONE' },
      'assignment { id }',
    );
    await announce(test, assignment.id as string);
    // The other's mail fails, and fails when it is tried again.
    await work();
    expect(to(ada)).toHaveLength(1);
    expect(to(ben)).toEqual([]);
    await test.sql.query('delete from graphile_worker._private_jobs');
  });

  it('bring the link of an invitation, and no link that was renewed or revoked', async () => {
    const { clinician } = await told();
    const invite = async () => {
      const person = {
        chosenName: canary('Name'),
        email: `${canary('x').toLowerCase()}@post.example`,
        isAdult: true,
      };
      const { client, link } = await clinician.browser.do(
        'inviteClient',
        person,
        'link client { invitation { id } }',
      );
      return { ...person, link: link as string, invitationId: client.invitation.id as string };
    };
    const [kept, revoked, renewed] = [await invite(), await invite(), await invite()];
    await clinician.browser.do('revokeInvitation', { invitationId: revoked.invitationId });
    const { link } = await clinician.browser.do(
      'renewInvitation',
      { invitationId: renewed.invitationId },
      'link',
    );
    await work();
    expect(to(kept)).toHaveLength(1);
    expect(to(kept)[0]?.text).toContain(kept.link);
    expect(to(kept)[0]?.raw).not.toContain(kept.chosenName);
    expect(to(revoked)).toEqual([]);
    expect(to(renewed).every(({ text }) => text.includes(link as string))).toBe(true);
    expect(new Set(to(renewed).map(({ raw }) => /^message-id: (.*)$/im.exec(raw)?.[1])).size).toBe(1);
    expectNeutral([clinician]);
  });

  it('bring the link of a new password to the one who has the address', async () => {
    const { client } = await told();
    await new Browser(test).do('requestPasswordReset', { email: 'nobody@post.example' });
    await new Browser(test).do('requestPasswordReset', { email: client.email });
    await work();
    expect(catcher.mails()).toHaveLength(1);
    const { rows } = await test.sql.query<{ id: string }>(
      'select id from auth.tokens where account_id = $1',
      [client.accountId],
    );
    expect(to(client)[0]?.text).toContain(test.app.get(Links).reset(rows[0]?.id ?? ''));
    expectNeutral([client]);
  });

  it('go to nobody who is suspended', async () => {
    const { clinician, client } = await told();
    await buildAssignment(test, clinician, client);
    await test.owner.query('update memberships set suspended_at = now() where id = $1', [
      client.membershipId,
    ]);
    await work();
    expect(to(client)).toEqual([]);
  });
});
