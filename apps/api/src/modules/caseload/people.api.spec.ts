import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startApp, type TestApp } from '../../../test/app.js';
import {
  buildAccount,
  buildAssignment,
  buildClient,
  buildCouple,
  buildDraft,
  buildMember,
  buildPractice,
  buildReflection,
  canary,
  chooseAgreement,
  type ClientMember,
  draftBody,
  fullBody,
  type Member,
  password,
} from '../../../test/factories.js';
import { Browser, codes, signedIn } from '../../../test/gql.js';
import { Links } from '../../platform/mail/index.js';

const another = 'nine slow barges turn';

let test: TestApp;
beforeAll(async () => {
  test = await startApp();
});
afterAll(() => test.close());

interface Shown {
  id: string;
  membershipId: string | null;
  name: string;
  role: string;
  otherRoles: string[];
  state: string;
  invitation: { id: string; state: string } | null;
  courses: {
    episodeId: string;
    kind: string;
    name: string;
    clinicianId: string | null;
    clinicianName: string | null;
  }[];
  viewerCanManage: boolean;
}
const whole = `id membershipId name role otherRoles state invitation { id state }
  courses { episodeId kind name clinicianId clinicianName } viewerCanManage`;

/** A practice with an admin, two clinicians and a client of the first. */
async function house() {
  const practiceId = await buildPractice(test);
  const admin = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
  const clinician = await buildMember(test, practiceId, 'CLINICIAN');
  const colleague = await buildMember(test, practiceId, 'CLINICIAN');
  const client = await buildClient(test, clinician);
  const elsewhere = await buildPractice(test);
  return {
    practiceId,
    admin,
    clinician,
    colleague,
    client,
    strangers: {
      admin: await buildMember(test, elsewhere, 'PRACTICE_ADMIN'),
      clinician: await buildMember(test, elsewhere, 'CLINICIAN'),
    },
  };
}

async function peopleOf(admin: Member, asked: Record<string, unknown> = {}): Promise<Shown[]> {
  const { people } = (await admin.browser.ask(
    `query ($search: String, $role: Role) { people(first: 100, search: $search, role: $role) { edges { node { ${whole} } } } }`,
    asked,
  )) as { people: { edges: { node: Shown }[] } };
  return people.edges.map(({ node }) => node);
}
const named = async (admin: Member, name: string): Promise<Shown | undefined> =>
  (await peopleOf(admin)).find((person) => person.name === name);

const whoIs = async (browser: Browser): Promise<string | null> => {
  const { viewer } = (await browser.ask('{ viewer { id } }')) as { viewer: { id: string } | null };
  return viewer?.id ?? null;
};
const address = () => `${canary('x')}@post.example`;
const tokenOf = (link: string) => link.split('#')[1] ?? '';
const accept = (link: string, browser = new Browser(test)) =>
  browser.act(
    'acceptInvitation',
    { token: tokenOf(link), password: another, isAdult: true },
    'viewer { id role }',
  );
/** The link that goes out by mail, as whoever has the address finds it. */
const mailed = (invitationId: string, issue = 1) => test.app.get(Links).invitation(invitationId, issue);
/** The login that serves requests, in a transaction that says it runs for this admin; closing it undoes everything. */
async function asAdmin(admin: Member): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: test.urls.appUrl });
  await client.connect();
  await client.query('begin');
  await client.query(
    `select set_config('app.practice_id', $1, true), set_config('app.membership_id', $2, true), set_config('app.role', 'PRACTICE_ADMIN', true)`,
    [admin.practiceId, admin.membershipId],
  );
  return client;
}
const codeOf = (answer: { errors: { extensions: { code: string } }[] }) => answer.errors[0]?.extensions.code;

describe('the people of a practice', () => {
  it('are everybody by name, role and state, with who treats whom', async () => {
    const { admin, clinician, colleague, client } = await house();
    const people = await peopleOf(admin);
    expect(people.map(({ name }) => name)).toEqual(
      [admin, clinician, colleague, client].map(({ name }) => name).sort(),
    );
    expect(people.find(({ id }) => id === client.clientId)).toEqual({
      id: client.clientId,
      membershipId: client.membershipId,
      name: client.name,
      role: 'CLIENT',
      otherRoles: [],
      state: 'ACTIVE',
      invitation: null,
      courses: [
        {
          episodeId: client.episodeId,
          kind: 'INDIVIDUAL',
          name: client.name,
          clinicianId: clinician.membershipId,
          clinicianName: clinician.name,
        },
      ],
      viewerCanManage: true,
    });
    expect(people.find(({ id }) => id === clinician.membershipId)).toMatchObject({
      role: 'CLINICIAN',
      courses: [],
      viewerCanManage: true,
    });
    expect(people.find(({ id }) => id === admin.membershipId)).toMatchObject({ viewerCanManage: false });
  });

  it('are found by the beginnings of words of their name, and by role', async () => {
    const { admin, practiceId, clinician } = await house();
    for (const name of ['Ada-Maria Öberg', "Orla O'Neill", 'Marianne 100% Bell'])
      await admin.browser.do('invitePeople', {
        role: 'CLINICIAN',
        people: [{ name, email: address() }],
      });
    const found = async (search: string) => (await peopleOf(admin, { search })).map(({ name }) => name);
    expect(await found('mari')).toEqual(['Ada-Maria Öberg', 'Marianne 100% Bell']);
    expect(await found('  ÖB ada ')).toEqual(['Ada-Maria Öberg']);
    expect(await found('neill')).toEqual(["Orla O'Neill"]);
    expect(await found('eill')).toEqual([]);
    expect(await found('%')).toEqual([]);
    expect(await found('100%')).toEqual(['Marianne 100% Bell']);
    expect(await found('m_ri')).toEqual([]);
    expect(await found(' - ')).toHaveLength((await peopleOf(admin)).length);
    expect((await peopleOf(admin, { role: 'PRACTICE_ADMIN' })).map(({ id }) => id)).toEqual([
      admin.membershipId,
    ]);
    expect(await peopleOf(admin, { role: 'CLIENT', search: clinician.name })).toEqual([]);
    const other = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    expect(await peopleOf(other, { search: 'öberg', role: 'CLINICIAN' })).toHaveLength(1);
    const long = await admin.browser.send(
      'query ($search: String) { people(search: $search) { edges { cursor } } }',
      {
        search: 'a'.repeat(121),
      },
    );
    expect(codeOf(long)).toBe('BAD_USER_INPUT');
  });

  it('come page by page, each once', async () => {
    const { admin, clinician } = await house();
    const people = Array.from({ length: 5 }, () => ({ name: 'The same name', email: address() }));
    await admin.browser.do('invitePeople', { role: 'CLINICIAN', people });
    await buildClient(test, clinician);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { people: page } = (await admin.browser.ask(
        'query ($after: String) { people(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      )) as {
        people: {
          edges: { node: { id: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
  });

  it('are each practice’s own, and its admin’s alone', async () => {
    const { admin, clinician, client, strangers } = await house();
    expect((await peopleOf(strangers.admin)).map(({ name }) => name)).not.toContain(admin.name);
    for (const { browser } of [clinician, client])
      for (const asked of ['{ people { edges { cursor } } }', '{ clinicians { id } }'])
        expect(codeOf(await browser.send(asked))).toBe('FORBIDDEN');
  });

  it('say of staff which other roles they have, and never that somebody is a client, too', async () => {
    const { admin, practiceId } = await house();
    const account = await buildAccount(test);
    const clinician = await buildMember(test, practiceId, 'CLINICIAN', account);
    await buildMember(test, practiceId, 'PRACTICE_ADMIN', account);
    await buildMember(test, practiceId, 'CLIENT', account);
    expect(await named(admin, clinician.name)).toMatchObject({ otherRoles: ['PRACTICE_ADMIN'] });
  });

  it('are treated by clinicians who are not suspended, nor the admin’s own', async () => {
    const { admin, practiceId, clinician, colleague } = await house();
    await buildMember(test, practiceId, 'CLINICIAN', admin);
    const gone = await buildMember(test, practiceId, 'CLINICIAN');
    await admin.browser.do('suspendPerson', { membershipId: gone.membershipId });
    const { clinicians } = (await admin.browser.ask('{ clinicians { id name } }')) as {
      clinicians: { id: string; name: string }[];
    };
    expect(clinicians).toEqual(
      [clinician, colleague]
        .map(({ membershipId, name }) => ({ id: membershipId, name }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });
});

describe('inviting by an admin', () => {
  const payload = `links people { ${whole} }`;

  it.each(['CLINICIAN', 'PRACTICE_ADMIN'])(
    'makes a %s of whoever has the address, and shows nobody the link',
    async (role) => {
      const { admin } = await house();
      const name = canary('New');
      const { people, links } = await admin.browser.do(
        'invitePeople',
        { role, people: [{ name: ` ${name} `, email: ` ${address()} ` }] },
        payload,
      );
      expect(people).toMatchObject([
        { name, role, state: 'INVITED', membershipId: null, courses: [], viewerCanManage: false },
      ]);
      expect(people[0].invitation.state).toBe('OPEN');
      expect(links).toEqual([]);
      const { viewer } = await accept(mailed(people[0].invitation.id as string));
      expect(viewer.role).toBe(role);
      expect(await named(admin, name)).toMatchObject({
        id: viewer.id,
        state: 'ACTIVE',
        invitation: null,
        viewerCanManage: true,
      });
    },
  );

  it('begins the care of a client with a clinician, who finds them at once; the admin finds nothing', async () => {
    const { admin, clinician, colleague } = await house();
    const name = canary('New');
    const { people, links } = await admin.browser.do(
      'invitePeople',
      {
        role: 'CLIENT',
        people: [{ name, pronouns: 'she/her', email: address() }],
        clinicianId: clinician.membershipId,
        isAdult: true,
      },
      payload,
    );
    expect(people).toMatchObject([
      {
        name,
        role: 'CLIENT',
        state: 'INVITED',
        courses: [{ kind: 'INDIVIDUAL', name, clinicianName: clinician.name }],
      },
    ]);
    const { viewer } = await accept(links[0] as string);
    expect(viewer.role).toBe('CLIENT');
    const ask = (browser: Browser) =>
      browser.send('query ($id: ID!) { client(id: $id) { chosenName pronouns episode { id } } }', {
        id: people[0].id as string,
      });
    expect((await ask(clinician.browser)).data.client).toMatchObject({
      chosenName: name,
      pronouns: 'she/her',
      episode: { id: people[0].courses[0].episodeId },
    });
    expect(codeOf(await ask(colleague.browser))).toBe('NOT_FOUND');
    expect(codeOf(await ask(admin.browser))).toBe('FORBIDDEN');
  });

  it('begins joint work, named by everyone in it, with a link for each', async () => {
    const { admin, clinician } = await house();
    const [one, two] = [canary('A'), canary('B')];
    const { people, links } = (await admin.browser.do(
      'invitePeople',
      {
        role: 'CLIENT',
        people: [
          { name: two, email: address() },
          { name: one, email: address() },
        ],
        clinicianId: clinician.membershipId,
        coupleKind: 'CO_PARENTS',
        isAdult: true,
      },
      payload,
    )) as { people: Shown[]; links: string[] };
    expect(people.map(({ name }) => name)).toEqual([two, one]);
    const course = { kind: 'COUPLE', name: `${one} and ${two}`, clinicianId: clinician.membershipId };
    expect(people).toMatchObject([{ courses: [course] }, { courses: [course] }]);
    expect(people[0]?.courses).toEqual(people[1]?.courses);
    expect(new Set(links).size).toBe(2);
    for (const [index, link] of links.entries()) {
      const { invitation } = await new Browser(test).ask(
        'query ($token: String!) { invitation(token: $token) { invitedName } }',
        { token: tokenOf(link) },
      );
      expect(invitation.invitedName).toBe([two, one][index]);
    }
  });

  it.each([
    ['a minor', { isAdult: false }, 'INVALID', 'isAdult'],
    ['what is not said to be an adult', { isAdult: null }, 'INVALID', 'isAdult'],
    ['nobody to treat them', { clinicianId: null }, 'INVALID', 'clinicianId'],
    ['nobody', { people: [] }, 'INVALID', 'people'],
    ['a name of blanks', { people: [{ name: '  ', email: 'a@post.example' }] }, 'INVALID', 'people.0.name'],
    ['no address', { people: [{ name: 'A', email: 'nobody' }] }, 'INVALID', 'people.0.email'],
    [
      'one address for two',
      {
        people: [
          { name: 'A', email: 'a@post.example' },
          { name: 'B', email: ' A@post.example' },
        ],
        coupleKind: 'PARTNERS',
      },
      'INVALID',
      'people.1.email',
    ],
    [
      'two who are nothing to each other',
      {
        people: [
          { name: 'A', email: 'a@post.example' },
          { name: 'B', email: 'b@post.example' },
        ],
      },
      'INVALID',
      'coupleKind',
    ],
  ])('refuses %s and leaves nothing behind', async (_what, wrong, code, field) => {
    const { admin, clinician, practiceId } = await house();
    const count = async () =>
      (
        await test.sql.query<Record<string, string>>(
          `select (select count(*) from clients where practice_id = $1) as clients,
             (select count(*) from couples where practice_id = $1) as couples,
             (select count(*) from invitations where practice_id = $1) as invitations,
             (select count(*) from idempotency_keys where practice_id = $1) as keys`,
          [practiceId],
        )
      ).rows;
    const before = await count();
    const { userErrors } = (await admin.browser.act('invitePeople', {
      role: 'CLIENT',
      people: [{ name: 'A', email: 'a@post.example' }],
      clinicianId: clinician.membershipId,
      isAdult: true,
      ...wrong,
    })) as { userErrors: { code: string; field: string }[] };
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(await count()).toEqual(before);
  });

  it('gives nobody into the admin’s own care, a suspended one’s or a stranger’s', async () => {
    const { admin, practiceId, colleague, client, strangers } = await house();
    const own = await buildMember(test, practiceId, 'CLINICIAN', admin);
    await admin.browser.do('suspendPerson', { membershipId: colleague.membershipId });
    const give = (clinicianId: string) =>
      admin.browser.try('invitePeople', {
        role: 'CLIENT',
        people: [{ name: 'A', email: address() }],
        clinicianId,
        isAdult: true,
      });
    for (const clinician of [own, colleague])
      expect(codes((await give(clinician.membershipId)).data.invitePeople)).toEqual(['NOT_ALLOWED_NOW']);
    for (const id of [
      strangers.clinician.membershipId,
      client.membershipId,
      admin.membershipId,
      randomUUID(),
    ])
      expect(codeOf(await give(id))).toBe('NOT_FOUND');
  });

  it('is done once, however often it is asked with the same key', async () => {
    const { admin, clinician, practiceId } = await house();
    const input = {
      idempotencyKey: randomUUID(),
      role: 'CLIENT',
      people: [
        { name: 'A', email: address() },
        { name: 'B', email: address() },
      ],
      clinicianId: clinician.membershipId,
      coupleKind: 'PARTNERS',
      isAdult: true,
    };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => admin.browser.do('invitePeople', input, 'links people { id }')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { rows } = await test.sql.query('select count(*)::int from couples where practice_id = $1', [
      practiceId,
    ]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('is shown once for each address: the latest invitation stands for the person', async () => {
    const { admin } = await house();
    const email = address();
    const invite = (name: string) =>
      admin.browser.do('invitePeople', { role: 'CLINICIAN', people: [{ name, email }] }, 'people { id }');
    const [first, second] = [canary('First'), canary('Second')];
    await invite(first);
    await invite(second);
    expect(await named(admin, first)).toBeUndefined();
    expect(await named(admin, second)).toBeDefined();
  });

  it('is not for clinicians or clients', async () => {
    const { clinician, client } = await house();
    for (const { browser } of [clinician, client])
      expect(
        codeOf(
          await browser.try('invitePeople', { role: 'CLINICIAN', people: [{ name: 'A', email: address() }] }),
        ),
      ).toBe('FORBIDDEN');
  });
});

describe('the link that is out', () => {
  const ask = (browser: Browser, invitationId: string) =>
    browser.send('query ($id: ID!) { invitationLink(invitationId: $id) }', { id: invitationId });

  it('can be copied by the admin and by who treats, while it is open, and each look is written down', async () => {
    const { admin, clinician, colleague, strangers, practiceId } = await house();
    const { people, links } = await admin.browser.do(
      'invitePeople',
      {
        role: 'CLIENT',
        people: [{ name: 'A', email: address() }],
        clinicianId: clinician.membershipId,
        isAdult: true,
      },
      `links people { ${whole} }`,
    );
    const { id } = people[0].invitation as { id: string };
    for (const { browser } of [admin, clinician])
      expect((await ask(browser, id)).data).toEqual({ invitationLink: links[0] });
    for (const { browser } of [colleague, strangers.admin, strangers.clinician])
      expect(codeOf(await ask(browser, id))).toBe('NOT_FOUND');
    const { rows } = await test.sql.query(
      `select actor_id from audit_events where practice_id = $1 and act = 'invitation.link' and object_id = $2 order by seq`,
      [practiceId, id],
    );
    expect(rows).toEqual([{ actor_id: admin.membershipId }, { actor_id: clinician.membershipId }]);
    expect(codes(await accept(links[0] as string))).toEqual([]);
    expect(codeOf(await ask(admin.browser, id))).toBe('NOT_FOUND');
  });

  it.each(['CLINICIAN', 'PRACTICE_ADMIN'])(
    'of a %s is nobody’s to copy: it is in the mail alone',
    async (role) => {
      const { admin, clinician } = await house();
      const { people } = await admin.browser.do(
        'invitePeople',
        { role, people: [{ name: 'A', email: address() }] },
        `people { ${whole} }`,
      );
      const { id } = people[0].invitation as { id: string };
      for (const { browser } of [admin, clinician]) expect(codeOf(await ask(browser, id))).toBe('NOT_FOUND');
    },
  );

  it('is nobody’s once it is past its time', async () => {
    const { admin, clinician } = await house();
    const { people } = await admin.browser.do(
      'invitePeople',
      {
        role: 'CLIENT',
        people: [{ name: 'A', email: address() }],
        clinicianId: clinician.membershipId,
        isAdult: true,
      },
      `people { ${whole} }`,
    );
    const { id } = people[0].invitation as { id: string };
    await test.owner.query(`update invitations set expires_at = now() - interval '1 second' where id = $1`, [
      id,
    ]);
    expect(codeOf(await ask(admin.browser, id))).toBe('NOT_FOUND');
    expect((await named(admin, 'A'))?.invitation?.state).toBe('EXPIRED');
  });
});

describe('an invitation that is out', () => {
  it.each(['CLINICIAN', 'CLIENT'])('of a %s is revoked and renewed by the admin', async (role) => {
    const { admin, clinician, strangers } = await house();
    const name = canary('New');
    const { people } = await admin.browser.do(
      'invitePeople',
      {
        role,
        people: [{ name, email: address() }],
        ...(role === 'CLIENT' ? { clinicianId: clinician.membershipId, isAdult: true } : {}),
      },
      `people { ${whole} }`,
    );
    const { id } = people[0].invitation as { id: string };
    const [revoke, renew] = ['revokePersonInvitation', 'renewPersonInvitation'] as const;
    for (const act of [revoke, renew]) {
      expect(codeOf(await strangers.admin.browser.try(act, { invitationId: id }))).toBe('NOT_FOUND');
      expect(codeOf(await clinician.browser.try(act, { invitationId: id }))).toBe('FORBIDDEN');
    }
    const { person } = await admin.browser.do(revoke, { invitationId: id }, `person { ${whole} }`);
    expect(person).toMatchObject({ name, state: 'NOT_INVITED', invitation: { state: 'REVOKED' } });
    expect(codes(await accept(mailed(id)))).toEqual(['LINK_NOT_VALID']);
    const renewed = await admin.browser.do(renew, { invitationId: id }, `link person { ${whole} }`);
    expect(renewed.person).toMatchObject({ name, state: 'INVITED', invitation: { id, state: 'OPEN' } });
    expect(renewed.link).toBe(role === 'CLIENT' ? mailed(id, 2) : null);
    expect(codes(await accept(mailed(id)))).toEqual(['LINK_NOT_VALID']);
    expect(codes(await accept(mailed(id, 2)))).toEqual([]);
    expect(codes(await admin.browser.act(renew, { invitationId: id }))).toEqual(['ALREADY_DONE']);
  });
});

describe('what an admin does about signing in', () => {
  const about = (admin: Member, act: string, member: { membershipId: string }, more = {}) =>
    admin.browser.act(act, { membershipId: member.membershipId, ...more }, `person { ${whole} }`);

  it('suspends at once and restores', async () => {
    const { admin, clinician, client, practiceId } = await house();
    for (const member of [clinician, client]) {
      const { person } = await about(admin, 'suspendPerson', member);
      expect(person).toMatchObject({ name: member.name, state: 'SUSPENDED' });
      expect(await whoIs(member.browser)).toBeNull();
      const signIn = () => new Browser(test).act('signIn', { email: member.email, password });
      expect(codes(await signIn())).toEqual(['WRONG_CREDENTIALS']);
      expect((await about(admin, 'restorePerson', member)).person.state).toBe('ACTIVE');
      expect(codes(await signIn())).toEqual([]);
      expect(await whoIs(member.browser)).toBeNull();
    }
    const { rows } = await test.sql.query(
      `select act, client_id from audit_events where practice_id = $1 and actor_id = $2 and object_id = $3 order by seq`,
      [practiceId, admin.membershipId, client.membershipId],
    );
    expect(rows).toEqual(
      ['suspendPerson', 'restorePerson'].map((act) => ({ act, client_id: client.clientId })),
    );
  });

  it('waits for what has begun, so that nothing changes after a suspension is acknowledged', async () => {
    const { admin, clinician, client } = await house();
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const draft = await buildDraft(test, client, occurrenceId, draftBody());
    const save = () =>
      client.browser.try('saveDraft', {
        occurrenceId,
        lane: draft.lane,
        baseRevision: draft.revision,
        body: draftBody({ closing: 'Later.' }),
      });
    const holder = await test.sql.connect();
    await holder.query('begin');
    await holder.query('select 1 from drafts where id = $1 for update', [draft.lane]);
    const saved = save();
    await sleep(200);
    let isAcknowledged = false;
    const suspended = about(admin, 'suspendPerson', client).then((payload) => {
      isAcknowledged = true;
      return payload as unknown;
    });
    await sleep(200);
    expect(isAcknowledged).toBe(false);
    await holder.query('rollback');
    holder.release();
    expect((await saved).data.saveDraft.userErrors).toEqual([]);
    expect(codes(await suspended)).toEqual([]);
    expect(codeOf(await save())).toBe('UNAUTHENTICATED');
    const { rows } = await test.sql.query('select revision from drafts where id = $1', [draft.lane]);
    expect(rows).toEqual([{ revision: draft.revision + 1 }]);
  });

  it('says so in plain words when the wait is too long, and changes nothing', async () => {
    const { admin, client } = await house();
    const holder = await test.sql.connect();
    await holder.query('begin');
    await holder.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [client.membershipId]);
    const refused = (await about(admin, 'suspendPerson', client)) as { userErrors: { message: string }[] };
    expect(codes(refused)).toEqual(['NOT_ALLOWED_NOW']);
    expect(refused.userErrors[0]?.message).toMatch(/try again/);
    await holder.query('rollback');
    holder.release();
    expect(await whoIs(client.browser)).toBe(client.membershipId);
  });

  it('lets two admins who suspend each other at once both be answered, and leaves one of them', async () => {
    const { admin, practiceId } = await house();
    const second = await buildMember(test, practiceId, 'PRACTICE_ADMIN');
    const answers = await Promise.all([
      admin.browser.try('suspendPerson', { membershipId: second.membershipId }),
      second.browser.try('suspendPerson', { membershipId: admin.membershipId }),
    ]);
    const outcomes = answers.map((answer) =>
      answer.data?.suspendPerson ? (codes(answer.data.suspendPerson)[0] ?? 'done') : codeOf(answer),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(
      outcomes.every((outcome) => ['done', 'NOT_ALLOWED_NOW', 'UNAUTHENTICATED'].includes(outcome ?? '')),
    ).toBe(true);
    const { rows } = await test.sql.query(
      `select count(*)::int from memberships where practice_id = $1 and role = 'PRACTICE_ADMIN' and suspended_at is null`,
      [practiceId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('signs somebody out everywhere, and nobody else', async () => {
    const { admin, clinician, client } = await house();
    const phone = await signedIn(test, client);
    expect((await about(admin, 'signPersonOut', client)).person.state).toBe('ACTIVE');
    for (const browser of [phone, client.browser]) expect(await whoIs(browser)).toBeNull();
    expect(await whoIs(clinician.browser)).toBe(clinician.membershipId);
    expect(codes(await new Browser(test).act('signIn', { email: client.email, password }))).toEqual([]);
  });

  it('starts a reset that only the person can complete', async () => {
    const { admin, client } = await house();
    const answer = await admin.browser.try(
      'startPasswordReset',
      { membershipId: client.membershipId },
      `person { ${whole} }`,
    );
    expect(codes(answer.data.startPasswordReset)).toEqual([]);
    const { rows } = await test.sql.query<{ id: string }>(
      'select id from auth.tokens where account_id = $1 and used_at is null',
      [client.accountId],
    );
    expect(rows).toHaveLength(1);
    const resetId = rows[0]?.id ?? '';
    const token = test.app.get(Links).resetToken(resetId);
    expect(answer.body).not.toContain(token);
    const { rows: jobs } = await test.sql.query(
      `select payload from graphile_worker._private_jobs where key = $1`,
      [`reset|${resetId}`],
    );
    expect(jobs).toEqual([{ payload: { kind: 'PASSWORD_RESET', resetId } }]);
    expect(await whoIs(client.browser)).toBe(client.membershipId);
    expect(codes(await new Browser(test).act('resetPassword', { token, password: another }))).toEqual([]);
    expect(codes(await new Browser(test).act('signIn', { email: client.email, password: another }))).toEqual(
      [],
    );
  });

  it('starts no reset for somebody suspended', async () => {
    const { admin, client } = await house();
    await about(admin, 'suspendPerson', client);
    expect(codes(await about(admin, 'startPasswordReset', client))).toEqual(['NOT_ALLOWED_NOW']);
    const { rows } = await test.sql.query('select id from auth.tokens where account_id = $1', [
      client.accountId,
    ]);
    expect(rows).toEqual([]);
  });

  it('adds a role to staff, who can act as it', async () => {
    const { admin, clinician, client } = await house();
    const { person } = await about(admin, 'addRole', clinician, { role: 'PRACTICE_ADMIN' });
    expect(person.otherRoles).toEqual(['PRACTICE_ADMIN']);
    const { viewer } = await clinician.browser.ask('{ viewer { memberships { id role } } }');
    const added = (viewer.memberships as { id: string; role: string }[]).find(
      ({ role }) => role === 'PRACTICE_ADMIN',
    );
    await clinician.browser.do('switchMembership', { membershipId: added?.id });
    expect((await peopleOf(clinician)).length).toBeGreaterThan(0);
    expect(codes(await about(admin, 'addRole', clinician, { role: 'PRACTICE_ADMIN' }))).toEqual([
      'ALREADY_DONE',
    ]);
    for (const [member, role] of [
      [client, 'CLINICIAN'],
      [client, 'PRACTICE_ADMIN'],
      [clinician, 'CLIENT'],
    ] as const)
      expect(codes(await about(admin, 'addRole', member, { role }))).toEqual(['NOT_ALLOWED_NOW']);
    await about(admin, 'suspendPerson', clinician);
    expect(codes(await about(admin, 'addRole', clinician, { role: 'CLINICIAN' }))).toEqual([
      'NOT_ALLOWED_NOW',
    ]);
  });

  it('is refused by the database, too, about the account that acts', async () => {
    const { admin, practiceId, clinician } = await house();
    const own = await buildMember(test, practiceId, 'CLINICIAN', admin);
    const app = await asAdmin(admin);
    const asked = async (membershipId: string) =>
      (
        await app.query<Record<string, boolean>>(
          `select auth.set_suspended($1, false) as suspending, auth.end_sign_ins_of($1) as ending,
             auth.begin_reset_of(gen_random_uuid(), $1, '\\x00') as resetting, auth.add_role(gen_random_uuid(), $1, 'CLINICIAN') as promoting`,
          [membershipId],
        )
      ).rows[0];
    expect(Object.values((await asked(clinician.membershipId)) ?? {})).toEqual([true, true, true, true]);
    for (const { membershipId } of [admin, own])
      expect(Object.values((await asked(membershipId)) ?? {})).toEqual([false, false, false, false]);
    await app.end();
  });

  describe.each(['suspendPerson', 'restorePerson', 'signPersonOut', 'startPasswordReset', 'addRole'])(
    '%s',
    (act) => {
      const more = act === 'addRole' ? { role: 'CLINICIAN' } : {};

      it('is never about oneself, under whichever membership', async () => {
        const { admin, practiceId } = await house();
        const own = await buildMember(test, practiceId, 'CLINICIAN', admin);
        for (const member of [admin, own])
          expect(codes(await about(admin, act, member, more))).toEqual(['NOT_ALLOWED_NOW']);
        expect(await whoIs(admin.browser)).toBe(admin.membershipId);
      });

      it('is for the admin of the same practice', async () => {
        const { clinician, client, colleague, strangers } = await house();
        const input = { membershipId: colleague.membershipId, ...more };
        for (const { browser } of [clinician, client])
          expect(codeOf(await browser.try(act, input))).toBe('FORBIDDEN');
        expect(codeOf(await strangers.admin.browser.try(act, input))).toBe('NOT_FOUND');
        expect(
          codeOf(await strangers.admin.browser.try(act, { ...input, membershipId: client.clientId })),
        ).toBe('NOT_FOUND');
        expect(await whoIs(colleague.browser)).toBe(colleague.membershipId);
      });
    },
  );
});

describe('what is still to be set up', () => {
  it('is an agreement, once there is a couple and until one is chosen', async () => {
    const { admin, clinician, practiceId } = await house();
    const warnings = async () =>
      ((await admin.browser.ask('{ practice { setUpWarnings } }')).practice.setUpWarnings as string[]).filter(
        (warning) => warning.includes('agreement'),
      );
    expect(await warnings()).toEqual([]);
    await buildCouple(test, clinician);
    expect(await warnings()).toHaveLength(1);
    await chooseAgreement(test, practiceId);
    expect(await warnings()).toEqual([]);
  });
});

describe('moving care', () => {
  const move = (admin: Member, episodeId: string, clinicianId: string) =>
    admin.browser.try('moveCare', { episodeId, clinicianId }, `people { ${whole} }`);
  const see = (browser: Browser, client: ClientMember) =>
    browser.send('query ($id: ID!) { client(id: $id) { chosenName } }', { id: client.clientId });
  const read = (browser: Browser, id: string) =>
    browser.send('query ($id: ID!) { reflection(id: $id) { answers { value } } }', { id });

  it('ends the former clinician’s access at once and gives the new one all that is there; the admin sees nothing', async () => {
    const { admin, clinician, colleague, client, practiceId } = await house();
    const word = canary('word');
    const { occurrenceId } = await buildAssignment(test, clinician, client);
    const reflectionId = await buildReflection(test, client, occurrenceId, fullBody({ sentence: word }));
    const answer = await move(admin, client.episodeId, colleague.membershipId);
    expect(answer.data.moveCare).toMatchObject({
      userErrors: [],
      people: [
        {
          id: client.clientId,
          courses: [{ clinicianId: colleague.membershipId, clinicianName: colleague.name }],
        },
      ],
    });
    expect(answer.body).not.toContain(word);
    expect(codeOf(await see(clinician.browser, client))).toBe('NOT_FOUND');
    expect(codeOf(await read(clinician.browser, reflectionId))).toBe('NOT_FOUND');
    expect((await see(colleague.browser, client)).data.client.chosenName).toBe(client.name);
    expect((await read(colleague.browser, reflectionId)).body).toContain(word);
    expect(codeOf(await read(admin.browser, reflectionId))).toBe('FORBIDDEN');
    const { rows } = await test.sql.query(
      `select clinician_id, until is null as is_open from care_team_members where practice_id = $1 and episode_id = $2 order by since`,
      [practiceId, client.episodeId],
    );
    expect(rows).toEqual([
      { clinician_id: clinician.membershipId, is_open: false },
      { clinician_id: colleague.membershipId, is_open: true },
    ]);
  });

  it('is written down with who treated and who treats, and told to who treated', async () => {
    const { admin, clinician, colleague, client, practiceId } = await house();
    await move(admin, client.episodeId, colleague.membershipId);
    const { rows: noted } = await test.sql.query(
      `select act, object_type, object_id, client_id from audit_events where practice_id = $1 and actor_id = $2 and act like '%are%' order by seq`,
      [practiceId, admin.membershipId],
    );
    const of = { client_id: client.clientId };
    expect(noted).toEqual([
      { act: 'care.end', object_type: 'Membership', object_id: clinician.membershipId, ...of },
      { act: 'care.give', object_type: 'Membership', object_id: colleague.membershipId, ...of },
      { act: 'moveCare', object_type: 'Episode', object_id: client.episodeId, ...of },
    ]);
    const { rows: mails } = await test.sql.query(
      `select payload from graphile_worker._private_jobs where payload->>'kind' = 'CARE_MOVED' and payload->>'practiceId' = $1`,
      [practiceId],
    );
    expect(mails).toMatchObject([{ payload: { membershipId: clinician.membershipId } }]);
  });

  it('of a couple is said of everyone in it', async () => {
    const { admin, clinician, colleague } = await house();
    const { people } = await admin.browser.do(
      'invitePeople',
      {
        role: 'CLIENT',
        people: [
          { name: canary('A'), email: address() },
          { name: canary('B'), email: address() },
        ],
        clinicianId: clinician.membershipId,
        coupleKind: 'PARTNERS',
        isAdult: true,
      },
      `people { ${whole} }`,
    );
    const { episodeId } = people[0].courses[0] as { episodeId: string };
    const { data } = await move(admin, episodeId, colleague.membershipId);
    expect((data.moveCare.people as Shown[]).map(({ courses }) => courses[0]?.clinicianId)).toEqual([
      colleague.membershipId,
      colleague.membershipId,
    ]);
  });

  it('leaves those who cover and supervise', async () => {
    const { admin, clinician, colleague, client, practiceId } = await house();
    const supervisor = await buildMember(test, practiceId, 'CLINICIAN');
    await test.owner.query(
      `insert into care_team_members (practice_id, id, episode_id, clinician_id, part) values ($1, $2, $3, $4, 'SUPERVISING')`,
      [practiceId, randomUUID(), client.episodeId, supervisor.membershipId],
    );
    await move(admin, client.episodeId, colleague.membershipId);
    expect((await see(supervisor.browser, client)).data.client.chosenName).toBe(client.name);
    expect(codeOf(await see(clinician.browser, client))).toBe('NOT_FOUND');
  });

  it('waits for what the former clinician has under way', async () => {
    const { admin, clinician, colleague, client } = await house();
    const holder = await test.sql.connect();
    await holder.query('begin');
    await holder.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [
      clinician.membershipId,
    ]);
    let isAcknowledged = false;
    const moved = move(admin, client.episodeId, colleague.membershipId).then((answer) => {
      isAcknowledged = true;
      return answer;
    });
    await sleep(300);
    expect(isAcknowledged).toBe(false);
    await holder.query('commit');
    holder.release();
    expect(codes((await moved).data.moveCare)).toEqual([]);
  });

  it('asked at once for two is done one after the other, so that one treats', async () => {
    const { admin, practiceId, colleague, client } = await house();
    const third = await buildMember(test, practiceId, 'CLINICIAN');
    await Promise.all(
      [colleague, third, colleague, third].map(({ membershipId }) =>
        move(admin, client.episodeId, membershipId),
      ),
    );
    const { rows } = await test.sql.query(
      `select count(*)::int from care_team_members where episode_id = $1 and part = 'PRIMARY' and until is null`,
      [client.episodeId],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('goes to no one who treats already, is suspended, or is the admin', async () => {
    const { admin, practiceId, clinician, colleague, client, strangers } = await house();
    const own = await buildMember(test, practiceId, 'CLINICIAN', admin);
    await admin.browser.do('suspendPerson', { membershipId: colleague.membershipId });
    const code = async (member: Member) =>
      codes((await move(admin, client.episodeId, member.membershipId)).data.moveCare);
    expect(await code(clinician)).toEqual(['ALREADY_DONE']);
    expect(await code(colleague)).toEqual(['NOT_ALLOWED_NOW']);
    expect(await code(own)).toEqual(['NOT_ALLOWED_NOW']);
    for (const member of [strangers.clinician, admin, client])
      expect(codeOf(await move(admin, client.episodeId, member.membershipId))).toBe('NOT_FOUND');
    expect((await see(clinician.browser, client)).data.client.chosenName).toBe(client.name);
  });

  it('is the own admin’s alone', async () => {
    const { clinician, colleague, client, strangers } = await house();
    for (const { browser } of [clinician, colleague, client])
      expect(
        codeOf(
          await browser.try('moveCare', {
            episodeId: client.episodeId,
            clinicianId: colleague.membershipId,
          }),
        ),
      ).toBe('FORBIDDEN');
    expect(codeOf(await move(strangers.admin, client.episodeId, strangers.clinician.membershipId))).toBe(
      'NOT_FOUND',
    );
    expect((await see(clinician.browser, client)).data.client.chosenName).toBe(client.name);
  });

  it('by the database’s own word, too, never goes into an admin’s own care', async () => {
    const { admin, practiceId, client } = await house();
    const own = await buildMember(test, practiceId, 'CLINICIAN', admin);
    const app = await asAdmin(admin);
    const give = async (clinicianId: string) => {
      await app.query('savepoint one');
      const result = await app
        .query(
          `insert into care_team_members (practice_id, id, episode_id, clinician_id, part) values ($1, $2, $3, $4, 'PRIMARY')`,
          [practiceId, randomUUID(), client.episodeId, clinicianId],
        )
        .then(
          () => 'given',
          (error: { code: string }) => error.code,
        );
      await app.query('rollback to one');
      return result;
    };
    const other = await buildMember(test, practiceId, 'CLINICIAN');
    expect(await give(other.membershipId)).toBe('given');
    expect(await give(own.membershipId)).toBe('42501');
    await app.end();
  });
});
