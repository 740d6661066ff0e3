import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { openDesk, pageInfo } from '../../testing/desk.js';
import { program } from '../../testing/program.js';
import { TestServer } from '../../testing/server.js';
import {
  AddRoleDocument,
  ChangePracticeDocument,
  ChooseAgreementDocument,
  CliniciansDocument,
  InvitationLinkDocument,
  InvitePeopleDocument,
  MoveCareDocument,
  PeopleScreenDocument,
  PinProgramDocument,
  PracticeScreenDocument,
  ProgramsDocument,
  PublishAgreementDocument,
  RestorePersonDocument,
  SaveAgreementDraftDocument,
  SetHelpInformationDocument,
  StartPasswordResetDocument,
  SuspendPersonDocument,
} from '../gql/graphql.js';

let server: TestServer;
const open = (path: string) => openDesk(server, path, 'PRACTICE_ADMIN');

const course = {
  __typename: 'Course',
  episodeId: 'episode',
  kind: 'INDIVIDUAL',
  name: 'Noor Haddad',
  clinicianId: 'mara',
  clinicianName: 'Dr. Mara Lindqvist',
};
const noor = {
  __typename: 'Person',
  id: 'noor',
  membershipId: 'noor-membership',
  name: 'Noor Haddad',
  role: 'CLIENT',
  otherRoles: [],
  state: 'ACTIVE',
  viewerCanManage: true,
  invitation: null,
  courses: [course],
};
const teo = { ...noor, id: 'teo', membershipId: 'teo', name: 'Teo', role: 'CLINICIAN', courses: [] };
const sunniva = {
  ...noor,
  id: 'sunniva',
  membershipId: null,
  name: 'Sunniva',
  state: 'INVITED',
  viewerCanManage: false,
  courses: [],
  invitation: {
    __typename: 'Invitation',
    id: 'invitation',
    state: 'OPEN',
    invitedAt: '2026-03-01T09:00:00Z',
    expiresAt: '2026-03-08T09:00:00Z',
  },
};
/** A text whose last paragraph is fixed. */
const text = (title: string, paragraph: string) => ({
  ...{ formatVersion: 1, key: 'agreement', version: 1, languages: ['en', 'es'] },
  title: { en: title, es: `${title} (es)` },
  paragraphs: [
    { en: paragraph, es: `${paragraph} (es)` },
    { en: 'Fear and force stay out.', es: 'El miedo queda fuera.' },
  ],
  fixed: [1],
});
interface Written {
  revision: number;
  savedAt: string | null;
  savedByName: string | null;
  words: { language: 'en' | 'es'; title: string; text: string; line: string }[];
}
const agreement = (
  kind: string,
  definition: ReturnType<typeof text>,
  written: Partial<Written> = {},
  versions: object[] = [],
) => {
  const { words = [], ...draft } = written;
  return {
    __typename: 'PracticeAgreement',
    kind,
    original: { __typename: 'AgreementText', kind, version: 1, definition },
    draft: {
      __typename: 'AgreementDraft',
      ...{ revision: 0, savedAt: null, savedByName: null, ...draft },
      words: words.map((one) => ({ __typename: 'AgreementWords', ...one })),
    },
    versions: versions.map((version) => ({ __typename: 'AgreementText', kind, ...version })),
  };
};
const practice = {
  __typename: 'Practice',
  id: 'practice',
  name: 'Lindqvist Practice',
  zone: 'Europe/Berlin',
  mailName: 'Harbour Lane',
  agreement: null as string | null,
  agreementVersion: null as number | null,
  agreements: [
    agreement('NO_SECRETS', text('Open between us', 'What one says may be brought in.')),
    agreement('LIMITED_SECRETS', text('Kept apart', 'What one says stays.')),
  ],
  setUpWarnings: ['Nobody has checked the crisis lines yet.'],
  help: {
    __typename: 'HelpInformation',
    practiceName: 'Lindqvist Practice',
    emergencyNumber: null as string | null,
    lines: [],
    practiceHours: null,
    checkedOn: null as string | null,
  },
};

beforeEach(() => {
  server = new TestServer()
    .on(PeopleScreenDocument, peopleOf(noor, teo, sunniva))
    .on(PracticeScreenDocument, { practice } as never)
    .on(ProgramsDocument, {
      programs: [program('second', 'Second', { isPinned: true }), program('first', 'First')],
    })
    .on(CliniciansDocument, {
      clinicians: [
        { __typename: 'ClinicianOption', id: 'mara', name: 'Dr. Mara Lindqvist' },
        { __typename: 'ClinicianOption', id: 'teo', name: 'Teo' },
      ],
    });
});

const peopleOf = (...people: { id: string; role: string }[]) =>
  ({
    people: {
      __typename: 'PersonConnection',
      edges: people.map((node) => ({ __typename: 'PersonEdge', cursor: node.id, node })),
      pageInfo,
    },
  }) as never;

/** Opens somebody's menu and presses one of its entries. */
async function press(name: string, entry: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: `What you can do for ${name}` }));
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }));
}

const rowOf = async (name: string) => {
  const words = await screen.findByText(name);
  return within(words.closest('li') ?? words);
};

it('should list people by name, role, state and who treats them alone', async () => {
  open('/people');
  const row = await rowOf('Noor Haddad');
  expect(row.getByText('Client')).toBeVisible();
  expect(row.getByText('Active')).toBeVisible();
  expect(row.getByText('Dr. Mara Lindqvist treats')).toBeVisible();
  expect((await rowOf('Sunniva')).getByText('link works until March 8')).toBeVisible();
});

it('should look for people by name and role on the server', async () => {
  open('/people');
  await userEvent.type(await screen.findByLabelText('Search by name'), 'noo');
  await userEvent.selectOptions(screen.getByLabelText('Role'), 'Client');
  await waitFor(() =>
    expect(server.sent(PeopleScreenDocument).at(-1)).toMatchObject({ search: 'noo', role: 'CLIENT' }),
  );
  // Letters on the way are not asked for one by one.
  expect(server.sent(PeopleScreenDocument).map(({ search }) => search)).not.toContain('n');
});

it('should suspend at once, and let in again within the notice', async () => {
  server
    .on(SuspendPersonDocument, {
      suspendPerson: {
        __typename: 'SuspendPersonPayload',
        person: { ...noor, state: 'SUSPENDED' },
        userErrors: [],
      },
    } as never)
    .on(RestorePersonDocument, {
      restorePerson: { __typename: 'RestorePersonPayload', person: noor, userErrors: [] },
    } as never);
  open('/people');
  await press('Noor Haddad', 'Suspend');
  expect(await screen.findByText(/Noor Haddad is suspended/)).toBeVisible();
  expect((await rowOf('Noor Haddad')).getByText('Suspended')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Noor Haddad is let in again.')).toBeVisible();
  expect(server.sent(RestorePersonDocument)).toMatchObject([{ input: { membershipId: 'noor-membership' } }]);
});

it('should start a reset only after saying that nobody here sees or sets the password', async () => {
  server.on(StartPasswordResetDocument, {
    startPasswordReset: { __typename: 'StartPasswordResetPayload', person: null, userErrors: [] },
  });
  open('/people');
  await press('Noor Haddad', 'Start a password reset');
  expect(await screen.findByText(/you never see or set it/)).toBeVisible();
  expect(server.sent(StartPasswordResetDocument)).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: 'Send the mail' }));
  expect(await screen.findByText('A mail is on its way to Noor Haddad.')).toBeVisible();
});

it('should move one course of care to another clinician, and say whose access ends', async () => {
  server.on(MoveCareDocument, {
    moveCare: {
      __typename: 'MoveCarePayload',
      people: [{ ...noor, courses: [{ ...course, clinicianId: 'teo', clinicianName: 'Teo' }] }],
      userErrors: [],
    },
  } as never);
  open('/people');
  await press('Noor Haddad', 'Move to another clinician');
  expect(await screen.findByText('The access of Dr. Mara Lindqvist ends at once.')).toBeVisible();
  const choice = screen.getByLabelText('Treated from now on by');
  expect(within(choice).queryByText('Dr. Mara Lindqvist')).toBeNull();
  await userEvent.selectOptions(choice, 'Teo');
  await userEvent.click(screen.getByRole('button', { name: 'Move' }));
  expect((await rowOf('Noor Haddad')).getByText('Teo treats')).toBeVisible();
  expect(server.sent(MoveCareDocument)).toMatchObject([
    { input: { episodeId: 'episode', clinicianId: 'teo' } },
  ]);
});

it('should offer further roles to staff, and to nobody in care', async () => {
  server.on(AddRoleDocument, {
    addRole: { __typename: 'AddRolePayload', person: null, userErrors: [] },
  });
  open('/people');
  await userEvent.click(await screen.findByRole('button', { name: 'What you can do for Noor Haddad' }));
  expect(await screen.findByRole('menuitem', { name: 'Suspend' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: /Make them/ })).toBeNull();
  await userEvent.keyboard('{Escape}');
  await press('Teo', 'Make them a practice admin, too');
  await userEvent.click(screen.getByRole('button', { name: 'Make them a practice admin, too' }));
  expect(await screen.findByText('Teo is now also: Practice admin.')).toBeVisible();
  expect(server.sent(AddRoleDocument)).toMatchObject([
    { input: { membershipId: 'teo', role: 'PRACTICE_ADMIN' } },
  ]);
});

it('should show a pending link by a press alone', async () => {
  server.on(InvitationLinkDocument, { invitationLink: 'http://localhost/invitation#sunniva' });
  open('/people');
  await rowOf('Sunniva');
  expect(server.sent(InvitationLinkDocument)).toEqual([]);
  await press('Sunniva', 'Show the link');
  expect(await screen.findByText('http://localhost/invitation#sunniva')).toBeVisible();
  expect(server.sent(InvitationLinkDocument)).toEqual([{ invitationId: 'invitation' }]);
});

it('should show nobody the link of a colleague', async () => {
  server.on(PeopleScreenDocument, peopleOf({ ...sunniva, role: 'CLINICIAN' }));
  open('/people');
  await userEvent.click(await screen.findByRole('button', { name: 'What you can do for Sunniva' }));
  expect(await screen.findByRole('menuitem', { name: 'Send a new link' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: 'Show the link' })).toBeNull();
});

it('should invite a colleague by mail alone', async () => {
  server.on(InvitePeopleDocument, {
    invitePeople: { __typename: 'InvitePeoplePayload', people: [], links: [], userErrors: [] },
  });
  open('/people');
  await userEvent.click(await screen.findByRole('button', { name: 'Invite' }));
  await userEvent.type(screen.getByLabelText('Name they go by'), 'Ilka');
  await userEvent.type(screen.getByLabelText('Their e-mail'), 'ilka@example.org');
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }));
  expect(await screen.findByText('A mail is on its way to Ilka.')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Copy/ })).toBeNull();
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('should invite a couple to the care of somebody else, with a link each', async () => {
  server.on(InvitePeopleDocument, {
    invitePeople: {
      __typename: 'InvitePeoplePayload',
      people: [],
      links: ['http://localhost/invitation#ada', 'http://localhost/invitation#ben'],
      userErrors: [],
    },
  });
  open('/people');
  await userEvent.click(await screen.findByRole('button', { name: 'Invite' }));
  await userEvent.click(screen.getByRole('radio', { name: 'A couple' }));
  for (const [at, name] of ['Ada', 'Ben'].entries()) {
    const person = within(screen.getByRole('group', { name: `Person ${String(at + 1)}` }));
    await userEvent.type(person.getByLabelText('Name they go by'), name);
    await userEvent.type(person.getByLabelText('Their e-mail'), `${name.toLowerCase()}@example.org`);
  }
  await userEvent.click(screen.getByRole('checkbox', { name: /Each of them is 18/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitations' }));
  expect(screen.getByText('Who will treat them?')).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText('Who treats them'), 'Teo');
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitations' }));
  expect(await screen.findByRole('button', { name: 'Copy the link of Ben' })).toBeVisible();
  expect(server.sent(InvitePeopleDocument)).toMatchObject([
    {
      input: {
        role: 'CLIENT',
        clinicianId: 'teo',
        coupleKind: 'PARTNERS',
        isAdult: true,
        people: [
          { name: 'Ada', email: 'ada@example.org' },
          { name: 'Ben', email: 'ben@example.org' },
        ],
      },
    },
  ]);
});

it('should show what is still to be set up, and no screen of a clinician', async () => {
  open('/');
  expect(await screen.findByText('Nobody has checked the crisis lines yet.')).toBeVisible();
  expect(screen.getByText(/the gate of every couple stays shut/)).toBeVisible();
  expect(screen.queryByRole('link', { name: 'To read' })).toBeNull();
});

it('should say beside the field why a mail name is refused', async () => {
  server.on(ChangePracticeDocument, {
    changePractice: {
      __typename: 'ChangePracticePayload',
      practice: null,
      userErrors: [
        {
          __typename: 'UserError',
          code: 'INVALID',
          field: 'mailName',
          message: '“Therapy” would tell whoever sees the mail what it is about.',
        },
      ],
    },
  });
  open('/practice');
  await userEvent.click(await screen.findByRole('button', { name: 'Change names and zone' }));
  const field = screen.getByLabelText('Name on mails');
  await userEvent.clear(field);
  await userEvent.type(field, 'Therapy Lane');
  await userEvent.click(screen.getByRole('button', { name: 'Keep these settings' }));
  await screen.findByText(/would tell whoever sees the mail/);
  expect(field).toHaveAccessibleDescription(/would tell whoever sees the mail/);
});

const payload = (change: object) =>
  ({ __typename: 'PracticeAgreementPayload', practice: { ...practice, ...change }, userErrors: [] }) as never;
const refusal = (code: string, field: string, message: string) =>
  ({
    __typename: 'PracticeAgreementPayload',
    practice: null,
    userErrors: [{ __typename: 'UserError', code, field, message }],
  }) as never;

it('should choose an agreement that can be read in place', async () => {
  server.on(ChooseAgreementDocument, { chooseAgreement: payload({ agreement: 'LIMITED_SECRETS' }) });
  open('/practice');
  await userEvent.click(await screen.findByText('Read “Kept apart”'));
  expect(screen.getByText('What one says stays.')).toBeVisible();
  await userEvent.click(screen.getByRole('radio', { name: /Kept apart/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }));
  expect(await screen.findByText('This text is used from now on.')).toBeVisible();
  expect(screen.queryByText(/the gate of every couple stays shut/)).toBeNull();
  expect(server.sent(ChooseAgreementDocument)).toMatchObject([
    { input: { kind: 'LIMITED_SECRETS', version: null } },
  ]);
});

it('should tell Rejoin’s words from the practice’s own, and take up an earlier text again', async () => {
  const versions = [
    { version: 102, definition: text('Ours now', 'Now.'), publishedAt: '2026-03-03T10:00:00Z' },
    { version: 101, definition: text('Ours then', 'Then.'), publishedAt: '2026-02-02T10:00:00Z' },
  ].map((one) => ({ ...one, publishedByName: 'Ines' }));
  const agreements = [
    agreement('NO_SECRETS', text('Open between us', 'Open.'), {}, versions),
    ...practice.agreements.slice(1),
  ];
  const now = { agreement: 'NO_SECRETS', agreementVersion: 102, agreements };
  server
    .on(PracticeScreenDocument, { practice: { ...practice, ...now } } as never)
    .on(ChooseAgreementDocument, { chooseAgreement: payload({ ...now, agreementVersion: 101 }) });
  open('/practice');
  const used = await screen.findByRole('radio', { name: /Ours now/ });
  expect(used).toBeChecked();
  expect(screen.getByText(/In your own words, since March 3, 2026/)).toBeVisible();
  expect(screen.queryByRole('radio', { name: /Ours then/ })).toBeNull();
  await userEvent.click(screen.getByText('Texts of before'));
  expect(screen.getByText(/Ours then, of February 2, 2026, by Ines/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Use this one again' }));
  expect(screen.getByRole('radio', { name: /Ours then/ })).toBeChecked();
  expect(screen.getByText(/reads and accepts the other text anew/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }));
  await screen.findByText('This text is used from now on.');
  expect(server.sent(ChooseAgreementDocument)).toMatchObject([
    { input: { kind: 'NO_SECRETS', version: 101 } },
  ]);
});

describe('an agreement in own words', () => {
  const path = '/practice/agreement/no-secrets';
  const field = (name: string, at = 0) => screen.getAllByLabelText(name)[at] as HTMLInputElement;
  const words = { language: 'en' as const, title: 'Open, as we say it', text: 'We are open.', line: '' };

  it('should begin with Rejoin’s words, and show what stands below and has no field', async () => {
    open(path);
    await screen.findByRole('heading', { level: 1, name: 'In your own words' });
    expect(field('Heading')).toHaveValue('Open between us');
    expect(field('Text')).toHaveValue('What one says may be brought in.');
    expect(field('Heading', 1)).toHaveValue('Open between us (es)');
    expect(screen.getByText('Fear and force stay out.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Keep as a draft' })).toBeDisabled();
  });

  it('should keep a draft, show it as clients will see it, tell what comes of it, and use it', async () => {
    const kept = agreement('NO_SECRETS', text('Open between us', 'What one says may be brought in.'), {
      revision: 1,
      words: [words],
    });
    server
      .on(SaveAgreementDraftDocument, {
        saveAgreementDraft: payload({ agreements: [kept, ...practice.agreements.slice(1)] }),
      })
      .on(PublishAgreementDocument, {
        publishAgreement: payload({ agreement: 'NO_SECRETS', agreementVersion: 101 }),
      });
    open(path);
    await screen.findByRole('heading', { level: 1, name: 'In your own words' });
    for (const [name, at] of [
      ['Heading', 1],
      ['Text', 1],
    ] as const)
      await userEvent.clear(field(name, at));
    await userEvent.clear(field('Heading'));
    await userEvent.type(field('Heading'), 'Open, as we say it');
    await userEvent.click(screen.getByRole('button', { name: 'Look at it as your clients will' }));
    const look = within(await screen.findByRole('dialog', { name: 'As your clients will see it' }));
    expect(look.getByRole('heading', { name: 'Open, as we say it' })).toBeVisible();
    expect(look.getByText('Fear and force stay out.')).toBeVisible();
    expect(look.getByText(/their gate is shut/)).toBeVisible();
    expect(look.queryByText(/goes over to the other agreement/)).toBeNull();
    expect(look.queryByRole('radio')).toBeNull();
    // Whoever only looks has kept nothing.
    expect(server.sent(SaveAgreementDraftDocument)).toEqual([]);
    await userEvent.click(look.getByRole('button', { name: 'Use this text from now on' }));
    expect(await screen.findByText('Your own words are used from now on.')).toBeVisible();
    const [saved] = server.sent(SaveAgreementDraftDocument);
    expect(saved).toMatchObject({
      input: { kind: 'NO_SECRETS', baseRevision: 0, en: { title: 'Open, as we say it' }, es: null },
    });
    expect(server.sent(PublishAgreementDocument)).toMatchObject([
      { input: { kind: 'NO_SECRETS', revision: 1 } },
    ]);
  });

  it('should publish nothing that is in use already, and say that the other agreement would come', async () => {
    server.on(PracticeScreenDocument, { practice: { ...practice, agreement: 'NO_SECRETS' } } as never);
    const { unmount } = open(path);
    await userEvent.click(await screen.findByRole('button', { name: 'Look at it as your clients will' }));
    const look = within(await screen.findByRole('dialog', { name: 'As your clients will see it' }));
    expect(look.getByText(/the text in use, word for word/)).toBeVisible();
    expect(look.queryByRole('button', { name: 'Use this text from now on' })).toBeNull();
    unmount();
    open('/practice/agreement/limited-secrets');
    await userEvent.click(await screen.findByRole('button', { name: 'Look at it as your clients will' }));
    const other = within(await screen.findByRole('dialog', { name: 'As your clients will see it' }));
    expect(other.getByText(/goes over to the other agreement/)).toBeVisible();
    expect(other.getByRole('button', { name: 'Use this text from now on' })).toBeEnabled();
    expect(server.sent(SaveAgreementDraftDocument)).toEqual([]);
  });

  it('should say beside the field what is missing, before anything is sent', async () => {
    open(path);
    await screen.findByRole('heading', { level: 1, name: 'In your own words' });
    await userEvent.clear(field('Heading', 1));
    await userEvent.click(screen.getByRole('button', { name: 'Look at it as your clients will' }));
    expect(field('Heading', 1)).toHaveAccessibleDescription('Please give it a heading in Spanish.');
    expect(server.sent(SaveAgreementDraftDocument)).toEqual([]);
  });

  it('should say no more what was wrong once it is written otherwise', async () => {
    server.on(SaveAgreementDraftDocument, {
      saveAgreementDraft: refusal('INVALID', 'en.title', 'This cannot be kept.'),
    });
    open(path);
    await screen.findByRole('heading', { level: 1, name: 'In your own words' });
    await userEvent.type(field('Heading'), '!');
    await userEvent.click(screen.getByRole('button', { name: 'Keep as a draft' }));
    expect((await screen.findAllByText('This cannot be kept.')).length).toBeGreaterThan(0);
    await userEvent.type(field('Heading'), '?');
    expect(screen.queryAllByText('This cannot be kept.')).toEqual([]);
  });

  it('should lose nobody’s words where two write at once', async () => {
    server.on(SaveAgreementDraftDocument, {
      saveAgreementDraft: refusal('STALE', 'baseRevision', 'Somebody else has changed this meanwhile.'),
    });
    open(path);
    await screen.findByRole('heading', { level: 1, name: 'In your own words' });
    await userEvent.type(field('Heading'), ', mine');
    await userEvent.click(screen.getByRole('button', { name: 'Keep as a draft' }));
    await screen.findByText('Somebody else has changed this meanwhile.');
    expect(field('Heading')).toHaveValue('Open between us, mine');
    server.fail(PracticeScreenDocument, 'NO_CONNECTION');
    await userEvent.click(screen.getByRole('button', { name: 'Look at theirs' }));
    expect(await screen.findByText(/What somebody else wrote did not arrive/)).toBeVisible();
    expect(field('Heading')).toHaveValue('Open between us, mine');
    const theirs = agreement('NO_SECRETS', text('Open between us', 'One.'), {
      revision: 4,
      words: [{ ...words, title: 'Theirs' }],
    });
    server.on(PracticeScreenDocument, {
      practice: { ...practice, agreements: [theirs, ...practice.agreements.slice(1)] },
    } as never);
    await userEvent.click(screen.getByRole('button', { name: 'Look at theirs' }));
    const shown = within(await screen.findByRole('dialog', { name: 'What somebody else wrote meanwhile' }));
    expect(await shown.findByRole('heading', { name: 'Theirs' })).toBeVisible();
    expect(shown.getByRole('button', { name: 'Drop mine and go on with theirs' })).toBeVisible();
    await userEvent.click(shown.getByRole('button', { name: 'Go on with mine' }));
    expect(field('Heading')).toHaveValue('Open between us, mine');
    await userEvent.click(screen.getByRole('button', { name: 'Keep as a draft' }));
    await waitFor(() =>
      expect(server.sent(SaveAgreementDraftDocument).at(-1)).toMatchObject({
        input: { baseRevision: 4, en: { title: 'Open between us, mine' } },
      }),
    );
  });
});

it('should pin one program, another, or none', async () => {
  server.on(PinProgramDocument, ({ input }) => ({
    pinProgram: {
      __typename: 'PinProgramPayload' as const,
      programs: ['first', 'second'].map((id) => ({
        __typename: 'Program' as const,
        id,
        isPinned: id === input.slug,
      })),
      userErrors: [],
    },
  }));
  open('/practice');
  const select = await screen.findByLabelText('Program');
  const keep = screen.getByRole('button', { name: 'Keep this choice' });
  expect(select).toHaveDisplayValue('Second');
  expect(keep).toBeDisabled();
  await userEvent.selectOptions(select, 'First');
  await userEvent.click(keep);
  expect(await screen.findByText('Clinicians see this from now on.')).toBeVisible();
  await waitFor(() => expect(keep).toBeDisabled());
  await userEvent.selectOptions(select, 'None');
  await userEvent.click(keep);
  await waitFor(() => expect(server.sent(PinProgramDocument)).toHaveLength(2));
  const [first, none] = server.sent(PinProgramDocument) as { input: object }[];
  expect(first?.input).toMatchObject({ slug: 'first' });
  expect(none?.input).not.toHaveProperty('slug');
});

it('should say in its place alone that the programs did not arrive', async () => {
  server.fail(ProgramsDocument, 'INTERNAL');
  open('/practice');
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Change names and zone' })).toBeVisible();
});

it('should keep crisis information only with a number and the day it was tried', async () => {
  server.on(SetHelpInformationDocument, {
    setHelpInformation: { __typename: 'SetHelpInformationPayload', practice: null, userErrors: [] },
  });
  open('/practice');
  await userEvent.click(await screen.findByRole('button', { name: 'Change what stands under Help now' }));
  const keep = screen.getByRole('button', { name: 'Keep these settings' });
  await userEvent.type(screen.getByLabelText('Emergency number'), '112');
  expect(keep).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Add a line' }));
  const line = within(screen.getByRole('group', { name: 'Line 1' }));
  await userEvent.type(line.getByLabelText('Name of the line'), 'Night line');
  await userEvent.type(line.getByLabelText('Number to call or text'), '0800 1110111');
  await userEvent.type(line.getByLabelText('When it answers'), 'day and night');
  await userEvent.type(screen.getByLabelText('Checked on'), '2026-03-01');
  await userEvent.click(keep);
  expect(await screen.findByText('The settings are kept.')).toBeVisible();
  expect(server.sent(SetHelpInformationDocument)).toMatchObject([
    {
      input: {
        emergencyNumber: '112',
        checkedOn: '2026-03-01',
        practiceHours: null,
        lines: [{ name: 'Night line', number: '0800 1110111', hours: 'day and night', note: null }],
      },
    },
  ]);
});
