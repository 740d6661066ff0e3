import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAccount,
  buildClient,
  buildMember,
  buildPractice,
  canary,
  password,
  buildAssignment,
  buildDraft,
  draftBody,
  viewerOf,
} from '../../../test/factories.js';
import { Browser, codes, signedIn } from '../../../test/gql.js';
import { openInvitation } from '../../../test/recipes.js';
import { pair } from '../../../test/scenario.js';
import { inviteStaff, setSuspended } from '../../operator/practices.js';
import { Db, statement } from '../../platform/db/index.js';
import { Links } from '../../platform/mail/index.js';

const another = 'nine slow barges turn';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

const whoIs = async (browser: Browser): Promise<string | null> => {
  const { viewer } = (await browser.ask('{ viewer { id } }')) as { viewer: { id: string } | null };
  return viewer?.id ?? null;
};
const signIn = (browser: Browser, email: string, secret = password) =>
  browser.act('signIn', { email, password: secret }, 'step viewer { id }');

describe('an invitation', () => {
  const invited = async () => {
    const one = { test, ...(await pair(test)) };
    const { invitationId, clientId } = await openInvitation(one);
    const link = (issue: number) => test.app.get(Links).invitationToken(invitationId, issue);
    return { ...one, invitationId, clientId, token: link(1), link };
  };
  const preview = async (token: string) =>
    (
      await new Browser(test).ask(
        'query ($token: String!) { invitation(token: $token) { hasAccount invitedName role } }',
        { token },
      )
    ).invitation as { hasAccount: boolean; invitedName: string; role: string } | null;
  const accept = (token: string, secret = another, browser = new Browser(test)) =>
    browser.act('acceptInvitation', { token, password: secret, isAdult: true }, 'viewer { id role }');

  it('makes an account, a membership and a sign-in, once', async () => {
    const { token, clientId } = await invited();
    const browser = new Browser(test);
    const { viewer } = await accept(token, another, browser);
    expect(viewer.role).toBe('CLIENT');
    expect(await whoIs(browser)).toBe(viewer.id);
    const { rows } = await test.sql.query('select membership_id from clients where id = $1', [clientId]);
    expect(rows).toEqual([{ membership_id: viewer.id }]);
    expect(codes(await accept(token))).toEqual(['LINK_NOT_VALID']);
    expect(await preview(token)).toBeNull();
  });

  it('says what its client reads, chosen at inviting or wished by the browser; staff read English', async () => {
    const one = await invited();
    const spoken = async (token: string, wishes: string) =>
      (
        await new Browser(test).send(
          'query ($token: String!) { invitation(token: $token) { language } }',
          { token },
          { headers: { 'accept-language': wishes } },
        )
      ).data.invitation.language as string;
    expect(await spoken(one.token, 'en')).toBe('en');
    expect(await spoken(one.token, 'es-AR')).toBe('es');
    await test.owner.query(`update clients set language = 'es' where id = $1`, [one.clientId]);
    expect(await spoken(one.token, 'en')).toBe('es');
    await test.owner.query(`update invitations set role = 'CLINICIAN' where id = $1`, [one.invitationId]);
    expect(await spoken(one.token, 'es')).toBe('en');
  });

  it('is looked at without effect, by GET, HEAD and by asking', async () => {
    const { token } = await invited();
    for (const method of ['GET', 'HEAD'] as const)
      for (const url of [`/invitation`, `/invitation?token=${token}`, `/invitation/${token}`])
        await test.app.inject({ method, url });
    for (let look = 0; look < 3; look += 1)
      expect(await preview(token)).toMatchObject({ hasAccount: false, role: 'CLIENT' });
    expect(codes(await accept(token))).toEqual([]);
  });

  it('lies behind a # and in the database as a hash only', async () => {
    const { clinician } = await pair(test);
    const { link } = await clinician.browser.do(
      'inviteClient',
      { chosenName: 'Someone', email: `${canary('x')}@post.example`, isAdult: true },
      'link',
    );
    const [page, token = ''] = (link as string).split('#');
    expect(page).toBe('http://localhost:4200/invitation');
    expect(token.length).toBeGreaterThanOrEqual(43);
    const { rows } = await test.sql.query<{ all: string }>(
      'select string_agg(i::text, $1) as all from invitations i',
      [''],
    );
    expect(rows[0]?.all).not.toContain(token);
  });

  it('ends after seven days', async () => {
    const { token, invitationId } = await invited();
    const { rows } = await test.sql.query<{ days: string }>(
      'select extract(epoch from expires_at - invited_at) / 86400 as days from invitations where id = $1',
      [invitationId],
    );
    expect(Number(rows[0]?.days)).toBeCloseTo(7, 2);
    await test.owner.query(`update invitations set expires_at = now() - interval '1 second' where id = $1`, [
      invitationId,
    ]);
    expect(await preview(token)).toBeNull();
    expect(codes(await accept(token))).toEqual(['LINK_NOT_VALID']);
  });

  it('ends when it is revoked', async () => {
    const { token, invitationId, clinician } = await invited();
    const { client } = await clinician.browser.do(
      'revokeInvitation',
      { invitationId },
      'client { invitation { state } }',
    );
    expect(client.invitation.state).toBe('REVOKED');
    expect(await preview(token)).toBeNull();
    expect(codes(await accept(token))).toEqual(['LINK_NOT_VALID']);
  });

  it('renewed, ends the former link and opens a new one', async () => {
    const { token, invitationId, clinician, link } = await invited();
    await clinician.browser.do('revokeInvitation', { invitationId });
    await clinician.browser.do('renewInvitation', { invitationId });
    expect(codes(await accept(token))).toEqual(['LINK_NOT_VALID']);
    expect(codes(await accept(link(2)))).toEqual([]);
    expect(codes(await clinician.browser.act('renewInvitation', { invitationId }))).toEqual(['ALREADY_DONE']);
    expect(codes(await clinician.browser.act('revokeInvitation', { invitationId }))).toEqual([
      'ALREADY_DONE',
    ]);
  });

  it('signs an account that exists in, and never sets its password', async () => {
    const { clinician } = await pair(test);
    const account = await buildAccount(test);
    const hash = async () =>
      (
        await test.sql.query<{ password_hash: string }>(
          'select password_hash from auth.accounts where id = $1',
          [account.accountId],
        )
      ).rows[0];
    const before = await hash();
    const { link } = await clinician.browser.do(
      'inviteClient',
      { chosenName: 'Someone', email: account.email.toUpperCase(), isAdult: true },
      'link',
    );
    const token = (link as string).split('#')[1] ?? '';
    expect(await preview(token)).toMatchObject({ hasAccount: true });
    expect(codes(await accept(token, another))).toEqual(['WRONG_CREDENTIALS']);
    expect(codes(await accept(token, password))).toEqual([]);
    expect(await hash()).toEqual(before);
  });

  it('is for adults, with a password that is not easily guessed', async () => {
    const { token } = await invited();
    const refused = await new Browser(test).act('acceptInvitation', {
      token,
      password: another,
      isAdult: false,
    });
    expect(codes(refused)).toEqual(['INVALID']);
    for (const weak of ['short', 'passwordpassword', 'aaaaaaaaaaaaaaaaaaaa', '123456123456123456'])
      expect(codes(await accept(token, weak))).toEqual(['WEAK_PASSWORD']);
    expect(await preview(token)).not.toBeNull();
  });

  it('makes nobody a client of one practice twice', async () => {
    const { clinician, client } = await pair(test);
    const { link } = await clinician.browser.do(
      'inviteClient',
      { chosenName: 'Again', email: client.email, isAdult: true },
      'link',
    );
    const token = (link as string).split('#')[1] ?? '';
    expect(codes(await accept(token, password))).toEqual(['ALREADY_EXISTS']);
    const { rows } = await test.sql.query(
      'select membership_id from clients where chosen_name = $1 and practice_id = $2',
      ['Again', client.practiceId],
    );
    expect(rows).toEqual([{ membership_id: null }]);
  });

  it('accepted twenty times at once is accepted once', async () => {
    const { token, clientId } = await invited();
    const answers = await Promise.all(Array.from({ length: 20 }, () => accept(token)));
    expect(answers.filter((answer) => codes(answer).length === 0)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array.from({ length: 19 }, () => 'LINK_NOT_VALID'));
    const { rows } = await test.sql.query(
      `select count(*)::int from audit_events where act = 'invitation.accept' and client_id = $1`,
      [clientId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('of the operator makes an admin', async () => {
    const practiceId = await buildPractice(test);
    const link = await inviteStaff(test.owner, test.config, practiceId, {
      name: 'Someone',
      email: `${canary('admin')}@post.example`,
      role: 'PRACTICE_ADMIN',
    });
    expect((await accept(link.split('#')[1] ?? '')).viewer.role).toBe('PRACTICE_ADMIN');
  });
});

describe('signing in', () => {
  it('answers an unknown address, a wrong password and a suspended person alike', async () => {
    const { client } = await pair(test);
    const { client: suspended } = await pair(test);
    await setSuspended(test.owner, test.config, { email: suspended.email, role: null, isSuspended: true });
    const answers = await Promise.all(
      [
        { email: 'nobody@post.example', password },
        { email: client.email, password: another },
        { email: suspended.email, password },
      ].map((input) => new Browser(test).try('signIn', input, 'step viewer { id }')),
    );
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]?.data.signIn.userErrors[0].code).toBe('WRONG_CREDENTIALS');
    expect(answers.every(({ headers }) => headers['set-cookie'] === undefined)).toBe(true);
  });

  it('gives a fresh cookie that pages cannot read, and ends the former one', async () => {
    const { client } = await pair(test);
    const browser = new Browser(test, 'a cookie somebody planted');
    await signIn(browser, client.email);
    const first = browser.cookie;
    expect(first).toHaveLength(43);
    const answer = await browser.try('signIn', { email: client.email, password }, 'step');
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly/);
    expect(String(answer.headers['set-cookie'])).toMatch(/SameSite=Lax/);
    expect(browser.cookie).not.toBe(first);
    expect(await whoIs(new Browser(test, first))).toBeNull();
    expect(await whoIs(browser)).toBe(client.membershipId);
  });

  it('is limited for an account, wherever the tries come from, and is open again after a while', async () => {
    const { client } = await pair(test);
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect(codes(await signIn(new Browser(test), client.email, another))).toEqual(['WRONG_CREDENTIALS']);
    expect(codes(await signIn(new Browser(test), client.email))).toEqual(['TOO_MANY_TRIES']);
    expect(codes(await signIn(new Browser(test), client.email.toUpperCase()))).toEqual(['TOO_MANY_TRIES']);
    await test.sql.query(`update auth.tries set window_ends_at = now() - interval '1 second'`);
    expect(codes(await signIn(new Browser(test), client.email))).toEqual([]);
  });

  it('is limited for an address, whatever it says about itself', async () => {
    const browser = new Browser(test);
    const attempt = (number: number) =>
      browser.send(
        'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
        { input: { email: `${number}@post.example`, password } },
        { headers: { 'x-forwarded-for': `203.0.113.${number}` } },
      );
    for (let number = 0; number < 60; number += 1)
      expect((await attempt(number)).data.signIn.userErrors[0].code).toBe('WRONG_CREDENTIALS');
    expect((await attempt(61)).data.signIn.userErrors[0].code).toBe('TOO_MANY_TRIES');
  });

  it('counts only failures for an address', async () => {
    const browser = new Browser(test);
    const { client } = await pair(test);
    for (let count = 0; count < 65; count += 1) {
      await test.sql.query('delete from auth.sign_ins where account_id = $1', [client.accountId]);
      browser.cookie = null;
      expect(codes(await signIn(browser, client.email))).toEqual([]);
    }
  });

  it('counts again from zero after a right password', async () => {
    const { client } = await pair(test);
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 6; attempt += 1) await signIn(new Browser(test), client.email, another);
      expect(codes(await signIn(new Browser(test), client.email))).toEqual([]);
    }
  });

  it('ends by itself: staff after 15 minutes idle and 12 hours, clients after 30 minutes and 24 hours', async () => {
    const { clinician, client } = await pair(test);
    const later = (member: { accountId: string }, column: string, interval: string) =>
      test.sql.query(`update auth.sign_ins set ${column} = now() - $2::interval where account_id = $1`, [
        member.accountId,
        interval,
      ]);
    for (const [member, idle, whole] of [
      [clinician, 15, 12 * 60],
      [client, 30, 24 * 60],
    ] as const) {
      const fresh = async () => (await signedIn(test, member)).cookie;
      for (const [column, minutes] of [
        ['last_seen_at', idle],
        ['started_at', whole],
      ] as const) {
        const cookie = await fresh();
        await later(member, column, `${minutes - 1} minutes`);
        expect(await whoIs(new Browser(test, cookie))).toBe(member.membershipId);
        await later(member, column, `${minutes + 1} minutes`);
        expect(await whoIs(new Browser(test, cookie))).toBeNull();
        await test.sql.query('delete from auth.sign_ins where account_id = $1', [member.accountId]);
      }
    }
  });

  it('is not kept alive by what runs by itself', async () => {
    const { client } = await pair(test);
    const seen = async () =>
      (
        await test.sql.query<{ at: Date }>(
          'select max(last_seen_at) as at from auth.sign_ins where account_id = $1',
          [client.accountId],
        )
      ).rows[0]?.at.getTime() ?? 0;
    await test.sql.query(
      `update auth.sign_ins set last_seen_at = now() - interval '5 minutes' where account_id = $1`,
      [client.accountId],
    );
    const before = await seen();
    await client.browser.send('{ viewer { id } }', {}, { headers: { 'x-rejoin-background': '1' } });
    expect(await seen()).toBe(before);
    await client.browser.send('{ viewer { id } }');
    expect(await seen()).toBeGreaterThan(before);
  });
});

describe('signing out', () => {
  it('here ends this sign-in and no other', async () => {
    const { client } = await pair(test);
    const [phone, laptop] = [await signedIn(test, client), await signedIn(test, client)];
    const cookie = phone.cookie;
    const answer = await phone.send('mutation { signOut { userErrors { code } } }');
    expect(answer.headers['clear-site-data']).toBe('"cache"');
    expect(phone.cookie).toBeNull();
    expect(await whoIs(new Browser(test, cookie))).toBeNull();
    expect(await whoIs(laptop)).toBe(client.membershipId);
  });

  it('everywhere ends all of them', async () => {
    const { client } = await pair(test);
    const devices = await Promise.all([
      signedIn(test, client),
      signedIn(test, client),
      signedIn(test, client),
    ]);
    await devices[0]?.ask('mutation { signOutEverywhere { userErrors { code } } }');
    for (const device of [...devices, client.browser]) expect(await whoIs(device)).toBeNull();
  });

  it('on another device is done from the list', async () => {
    const { client } = await pair(test);
    const lost = await signedIn(test, client);
    const { viewer } = await lost.ask('{ viewer { signIns { id isCurrent } } }');
    const lostId = (viewer.signIns as { id: string; isCurrent: boolean }[]).find(
      ({ isCurrent }) => isCurrent,
    )?.id;
    expect(codes(await lost.act('endSignIn', { signInId: lostId }))).toEqual(['NOT_ALLOWED_NOW']);
    const input = { signInId: lostId, idempotencyKey: randomUUID() };
    await client.browser.do('endSignIn', input);
    await client.browser.do('endSignIn', input);
    expect(await whoIs(lost)).toBeNull();
    expect(await whoIs(client.browser)).toBe(client.membershipId);
  });

  it('twice, or signed out, is no fault', async () => {
    const nobody = new Browser(test);
    for (const act of ['signOut', 'signOutEverywhere'])
      expect(await nobody.ask(`mutation { ${act} { userErrors { code } } }`)).toEqual({
        [act]: { userErrors: [] },
      });
  });
});

describe('a new password', () => {
  const reset = async (email: string) => {
    await new Browser(test).do('requestPasswordReset', { email });
    const { rows } = await test.sql.query<{ id: string; minutes: string }>(
      `select t.id, extract(epoch from t.expires_at - t.created_at) / 60 as minutes from auth.tokens t
       order by t.created_at desc limit 1`,
    );
    return { token: test.app.get(Links).resetToken(rows[0]?.id ?? ''), minutes: Number(rows[0]?.minutes) };
  };
  const use = (token: string, secret = another, browser = new Browser(test)) =>
    browser.act('resetPassword', { token, password: secret });
  const jobs = async () =>
    Number(
      (await test.sql.query<{ count: string }>('select count(*) from graphile_worker.jobs')).rows[0]?.count,
    );

  it('is asked for alike whether or not there is an account', async () => {
    const { client } = await pair(test);
    const ask = async (email: string) => {
      const before = await jobs();
      const { status, body } = await new Browser(test).try('requestPasswordReset', { email });
      return { status, body, jobs: (await jobs()) - before };
    };
    expect(await ask(client.email)).toEqual(await ask('nobody@post.example'));
  });

  it('is asked for a limited number of times, apart from signing in', async () => {
    const { client } = await pair(test);
    for (let count = 0; count < 10; count += 1) await reset(client.email);
    const refused = await new Browser(test).act('requestPasswordReset', { email: client.email });
    expect(codes(refused)).toEqual(['TOO_MANY_TRIES']);
    expect(codes(await signIn(new Browser(test), client.email))).toEqual([]);
  });

  it('ends every sign-in, signs nobody in and works once', async () => {
    const { client } = await pair(test);
    const { token, minutes } = await reset(client.email);
    expect(minutes).toBe(30);
    const browser = new Browser(test);
    expect(codes(await use(token, another, browser))).toEqual([]);
    expect(browser.cookie).toBeNull();
    expect(await whoIs(client.browser)).toBeNull();
    expect(codes(await use(token))).toEqual(['LINK_NOT_VALID']);
    expect(codes(await signIn(new Browser(test), client.email))).toEqual(['WRONG_CREDENTIALS']);
    expect(codes(await signIn(new Browser(test), client.email, another))).toEqual([]);
  });

  it('is past its time after 30 minutes, and when a newer one was asked for', async () => {
    const { client } = await pair(test);
    const first = await reset(client.email);
    const second = await reset(client.email);
    expect(codes(await use(first.token))).toEqual(['LINK_NOT_VALID']);
    await test.sql.query(
      `update auth.tokens set expires_at = now() - interval '1 second' where account_id = $1`,
      [client.accountId],
    );
    expect(codes(await use(second.token))).toEqual(['LINK_NOT_VALID']);
    expect(codes(await signIn(new Browser(test), client.email))).toEqual([]);
  });

  it('that is weak leaves the link as it was', async () => {
    const { client } = await pair(test);
    const { token } = await reset(client.email);
    expect(codes(await use(token, 'too short'))).toEqual(['WEAK_PASSWORD']);
    expect(codes(await use(token))).toEqual([]);
  });

  it('set twenty times at once is set once', async () => {
    const { client } = await pair(test);
    const { token } = await reset(client.email);
    const answers = await Promise.all(Array.from({ length: 20 }, () => use(token)));
    expect(answers.filter((answer) => codes(answer).length === 0)).toHaveLength(1);
  });
});

describe('suspending', () => {
  const suspend = (email: string, isSuspended = true) =>
    setSuspended(test.owner, test.config, { email, role: null, isSuspended });

  it('acts with the next request, and so does restoring', async () => {
    const { clinician, client } = await pair(test);
    for (const member of [clinician, client]) {
      expect(await whoIs(member.browser)).toBe(member.membershipId);
      await suspend(member.email);
      expect(await whoIs(member.browser)).toBeNull();
      expect(codes(await signIn(new Browser(test), member.email))).toEqual(['WRONG_CREDENTIALS']);
      await suspend(member.email, false);
      expect(codes(await signIn(new Browser(test), member.email))).toEqual([]);
    }
  });

  it('lets nothing through once it is acknowledged, of twenty requests under way', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { clinician, client } = await pair(test);
      let isSuspended = false;
      const late: string[] = [];
      const asks = Array.from({ length: 20 }, async (_, at) => {
        await new Promise((done) => setTimeout(done, at));
        const beganLate = isSuspended;
        const { data } = await clinician.browser.send('query ($id: ID!) { client(id: $id) { chosenName } }', {
          id: client.clientId,
        });
        if (beganLate && data?.client) late.push('served');
      });
      await suspend(clinician.email);
      isSuspended = true;
      await Promise.all(asks);
      expect(late).toEqual([]);
    }
  });
});

describe('suspending while a request is under way', () => {
  const suspend = (email: string) =>
    setSuspended(test.owner, test.config, { email, role: null, isSuspended: true });
  const begun = async () => {
    const { clinician, client } = await pair(test);
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const draft = await buildDraft(test, client, occurrenceId, draftBody());
    const save = () =>
      client.browser.try('saveDraft', {
        occurrenceId,
        lane: draft.lane,
        baseRevision: draft.revision,
        body: draftBody({ closing: 'Later.' }),
      });
    const revision = async () =>
      (await test.sql.query<{ revision: number }>('select revision from drafts where id = $1', [draft.lane]))
        .rows[0]?.revision;
    return { client, draft, save, revision };
  };

  it('waits for what has begun, so that nothing changes after it is acknowledged', async () => {
    const { client, draft, save, revision } = await begun();
    const holder = await test.sql.connect();
    await holder.query('begin');
    await holder.query('select 1 from drafts where id = $1 for update', [draft.lane]);
    const saved = save();
    await sleep(200);
    let isAcknowledged = false;
    const suspended = suspend(client.email).then(() => (isAcknowledged = true));
    await sleep(200);
    expect(isAcknowledged).toBe(false);
    await holder.query('rollback');
    holder.release();
    expect((await saved).data.saveDraft.userErrors).toEqual([]);
    await suspended;
    expect(await revision()).toBe(draft.revision + 1);
    expect((await save()).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await revision()).toBe(draft.revision + 1);
  });

  it.each(['reading', 'writing'])('refuses %s that was let in just before', async (what) => {
    const { client, draft, save, revision } = await begun();
    const { db, viewer } = { db: test.app.get(Db), viewer: await viewerOf(test, client) };
    await suspend(client.email);
    const nothing = statement<{ one: number }>('test.one', 'select 1 as one');
    const work =
      what === 'reading' ? db.readOne(viewer, nothing()) : db.run(viewer, (tx) => tx.rows(nothing()));
    await expect(work).rejects.toThrow('Please sign in.');
    expect((await save()).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await revision()).toBe(draft.revision);
  });
});

describe('acting as another membership', () => {
  it('changes who one is, under a new cookie', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN', clinician);
    await buildClient(test, clinician);
    const { browser } = clinician;
    const former = browser.cookie;
    const { viewer } = await browser.do(
      'switchMembership',
      { membershipId: admin.membershipId },
      'viewer { id role memberships { id isActive } }',
    );
    expect(viewer).toMatchObject({ id: admin.membershipId, role: 'PRACTICE_ADMIN' });
    expect(browser.cookie).not.toBe(former);
    expect(await whoIs(new Browser(test, former))).toBeNull();
    expect((await browser.send('{ caseload { edges { cursor } } }')).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    expect((await browser.ask('{ people { edges { node { role } } } }')).people.edges).toHaveLength(3);
  });

  it('does not bring a suspended one back', async () => {
    const practiceId = await buildPractice(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN');
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN', clinician);
    await setSuspended(test.owner, test.config, {
      email: admin.email,
      role: 'PRACTICE_ADMIN',
      isSuspended: true,
    });
    const answer = await clinician.browser.try('switchMembership', { membershipId: admin.membershipId });
    expect(answer.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await whoIs(clinician.browser)).toBe(clinician.membershipId);
  });
});

describe('the practice', () => {
  it('gives help: its own signed in, none by name signed out where there are several', async () => {
    const { client, practiceId } = await pair(test);
    const question = '{ helpInformation { practiceName emergencyNumber lines { number } } }';
    const { rows } = await test.sql.query<{ name: string }>('select name from practices where id = $1', [
      practiceId,
    ]);
    expect((await client.browser.ask(question)).helpInformation).toEqual({
      practiceName: rows[0]?.name,
      emergencyNumber: '112',
      lines: [{ number: '555 0100' }],
    });
    expect((await new Browser(test).ask(question)).helpInformation).toEqual({
      practiceName: null,
      emergencyNumber: null,
      lines: [],
    });
  });

  it('tells its admin when help is not set up or old', async () => {
    const practiceId = await buildPractice(test);
    const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    const warnings = async () =>
      ((await admin.browser.ask('{ practice { setUpWarnings } }')).practice as { setUpWarnings: string[] })
        .setUpWarnings;
    expect(await warnings()).toEqual([]);
    await test.owner.query(
      `update practices set help = jsonb_set(help, '{checkedOn}', '"2020-01-01"') where id = $1`,
      [practiceId],
    );
    expect(await warnings()).toHaveLength(1);
    await test.owner.query('update practices set help = null where id = $1', [practiceId]);
    expect(await warnings()).toHaveLength(1);
  });

  const house = async () => {
    const { practiceId, clinician, client } = await pair(test);
    return { practiceId, clinician, client, admin: await buildMember(test, practiceId, 'PRACTICE_ADMIN') };
  };
  const settings = { name: 'Harbour House', mailName: 'Harbour', zone: 'Europe/Lisbon' };
  const change = (browser: Browser, input: Record<string, unknown>) =>
    browser.act('changePractice', { ...settings, ...input }, 'practice { name mailName zone setUpWarnings }');

  it('is named and set by its admin', async () => {
    const { admin, practiceId } = await house();
    const { practice } = await change(admin.browser, { name: ' Harbour  House ' });
    expect(practice).toMatchObject(settings);
    const { rows } = await test.sql.query(
      `select count(*)::int from audit_events where practice_id = $1 and act = 'changePractice' and actor_id = $2`,
      [practiceId, admin.membershipId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('asks for an agreement once it has couples, and not before', async () => {
    const { admin, clinician } = await house();
    const warnings = async () =>
      (await admin.browser.ask('{ practice { setUpWarnings } }')).practice.setUpWarnings as string[];
    expect(await warnings()).toEqual([]);
    await admin.browser.do('invitePeople', {
      role: 'CLIENT',
      people: ['A', 'B'].map((name) => ({ name, email: `${canary('x')}@post.example` })),
      clinicianId: clinician.membershipId,
      coupleKind: 'PARTNERS',
      isAdult: true,
    });
    expect(await warnings()).toEqual([expect.stringMatching(/agreement/)]);
    const chosen = await admin.browser.do(
      'chooseAgreement',
      { kind: 'NO_SECRETS' },
      'practice { setUpWarnings }',
    );
    expect(chosen.practice.setUpWarnings).toEqual([]);
  });

  it.each([
    ['a zone nobody knows', { zone: 'Europe/Nowhere' }, 'zone'],
    ['an offset for a zone', { zone: '+02:00' }, 'zone'],
    ['a mail name that tells', { mailName: 'Harbour Therapy' }, 'mailName'],
    ['a mail name that is an address', { mailName: 'notes@harbour.example' }, 'mailName'],
    ['a mail name that is a link', { mailName: 'www.harbour.example' }, 'mailName'],
    ['a mail name too long for a lock screen', { mailName: 'a'.repeat(61) }, 'mailName'],
    ['no name', { name: ' ' }, 'name'],
  ])('refuses %s and changes nothing', async (_what, wrong, field) => {
    const { admin, practiceId } = await house();
    const stored = async () =>
      (await test.sql.query('select * from practices where id = $1', [practiceId])).rows as unknown[];
    const before = await stored();
    const { userErrors } = (await change(admin.browser, wrong)) as { userErrors: unknown[] };
    expect(userErrors).toMatchObject([{ code: 'INVALID', field }]);
    expect(await stored()).toEqual(before);
  });

  const today = new Date().toISOString().slice(0, 10);
  const numbers = {
    emergencyNumber: ' 112 ',
    lines: [{ name: 'A line', number: '555 0199', hours: 'evenings', language: ' ', note: null }],
    practiceHours: null,
    checkedOn: today,
  };

  it('has its crisis information set by its admin, and its clients find it at once', async () => {
    const { admin, client, practiceId } = await house();
    await test.owner.query('update practices set help = null where id = $1', [practiceId]);
    const { practice } = await admin.browser.do(
      'setHelpInformation',
      numbers,
      'practice { setUpWarnings help { checkedOn } }',
    );
    expect(practice).toEqual({ setUpWarnings: [], help: { checkedOn: today } });
    const { helpInformation } = await client.browser.ask(
      '{ helpInformation { emergencyNumber lines { name number hours language note } checkedOn } }',
    );
    expect(helpInformation).toEqual({
      emergencyNumber: '112',
      lines: [{ name: 'A line', number: '555 0199', hours: 'evenings', language: null, note: null }],
      checkedOn: today,
    });
  });

  it.each([
    ['a day to come', { checkedOn: '2999-01-01' }, 'checkedOn'],
    ['an emergency number without a number', { emergencyNumber: 'police' }, 'emergencyNumber'],
    [
      'a line without a number',
      { lines: [{ name: 'A', number: 'ring us', hours: 'always' }] },
      'lines.0.number',
    ],
    ['a line without hours', { lines: [{ name: 'A', number: '555 0100', hours: ' ' }] }, 'lines.0.hours'],
    [
      'more lines than anybody reads',
      { lines: Array.from({ length: 13 }, () => ({ name: 'A', number: '555 0100', hours: 'always' })) },
      'lines',
    ],
  ])('refuses %s', async (_what, wrong, field) => {
    const { admin } = await house();
    const { userErrors } = (await admin.browser.act('setHelpInformation', { ...numbers, ...wrong })) as {
      userErrors: unknown[];
    };
    expect(userErrors).toMatchObject([{ code: 'INVALID', field }]);
  });

  it('is its own admin’s to change', async () => {
    const { clinician, client, practiceId } = await house();
    for (const { browser } of [clinician, client])
      for (const [act, input] of [
        ['changePractice', settings],
        ['setHelpInformation', numbers],
      ] as const)
        expect((await browser.try(act, input)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const stranger = await buildMember(test, await buildPractice(test), 'PRACTICE_ADMIN');
    await change(stranger.browser, {});
    const { rows } = await test.sql.query<{ name: string }>('select name from practices where id = $1', [
      practiceId,
    ]);
    expect(rows[0]?.name).not.toBe(settings.name);
  });

  it('has no persona to sign in as where it is no demo', async () => {
    const nobody = new Browser(test);
    expect(await nobody.ask('{ demo { mailUrl } }')).toEqual({ demo: null });
    expect((await nobody.try('signInAsDemoPersona', { key: 'mara' })).errors[0]?.extensions.code).toBe(
      'NOT_FOUND',
    );
  });
});
