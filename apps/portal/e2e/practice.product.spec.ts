// A whole practice, from its first link to the day a clinician hands over: everybody in a browser of their own, clients on
// phones. What anybody writes is a marked word. Neither the admin nor a mail nor a partner ever meets one.
import type { Page } from '@playwright/test';
import { mark, marks, marksIn } from '../../../tools/marks.mjs';
import { idsIn, operationsOf } from '../../../tools/surface.mjs';
import {
  answer,
  choose,
  comes,
  consent,
  join,
  mailedLink,
  openPiece,
  passwordOf,
  press,
  screensOf,
  share,
  signIn,
} from './acts.js';
import { type Answered, askedEverything, lookedAtEverything } from './everything.js';
import { axe, counted, expect, type Rejoin, test } from './rejoin.js';

// A practice is begun from nothing, and its admin asks questions that the portal never would.
test.use({ installation: { demo: false, adhoc: true }, actionTimeout: 15_000 });

const mailOf = (name: string): string => `${name.toLowerCase().replace(/\W+/g, '.')}@post.example`;

/** Words with a mark in them that is nowhere else. */
const said = (what: string, text: string): string => `${text} ${mark(what)}`;

const words = {
  label: mark('what the couple calls itself'),
  safety: {
    Ada: said('note of the talk with Ada', 'Feels free to say no at home.'),
    Ben: said('note of the talk with Ben', 'No fear, some worry about money.'),
  },
  whyBoth: said('why this for both', 'For the evening after the phone call.'),
  whyBen: said('why this for Ben', 'Only if the week leaves room.'),
  whyCleo: said('why this for Cleo', 'For the mail you sent too early.'),
  ada: {
    mine: said('Ada: a line for herself', 'Tired, and still a bit cross.'),
    camera: said('Ada: what a camera saw', 'I put the plate down hard and left the table.'),
    back: said('Ada: a way back', 'I would like to sit down again.'),
    need: said('Ada: kept to herself', 'That it was a lot that day.'),
    closing: said('Ada: closing line', 'Lighter than I thought.'),
  },
  ben: {
    camera: said('Ben: what a camera saw', 'I looked at the phone while Ada spoke.'),
    back: said('Ben: a way back', 'I could put it in the hall.'),
    reason: said('Ben: reason for not this week', 'My mother is in hospital.'),
    added: said('Ben: words added later', 'It rang again, and I let it ring.'),
  },
  cleo: {
    event: said('Cleo: what happened', 'I answered before I had read it all.'),
    own: said('Cleo: kind and honest', 'I was too quick, and I wrote again the same day.'),
    step: said('Cleo: next step', 'Ten minutes before I send.'),
    added: said('Cleo: words added while signed out', 'They answered kindly.'),
  },
  replyToBen: mark('reply to Ben'),
  replyToCleo: said('reply to Cleo, taken back later', 'For our session: the ten minutes.'),
  note: said('process note', 'Watch the pace with her.'),
};

test('a practice of two clinicians, a couple and one more', async ({ rejoin, open }) => {
  test.setTimeout(300_000);
  const [admin, ruth, jonas, ada, ben, cleo] = [
    await open('DESK'),
    await open('DESK'),
    await open('DESK'),
    await open('PHONE'),
    await open('PHONE'),
    await open('PHONE'),
  ];
  let pieceOfBoth = '';

  await test.step('the admin opens the practice', async () => {
    const { page } = admin;
    await join(page, await firstLink(rejoin), 'Ines Adler');
    await expect(page.getByText('Still to be set up')).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'Change what stands under Help now' }).click();
    await page.getByLabel('Emergency number').fill('112');
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByLabel('Name of the line').fill('Night line');
    await page.getByLabel('Number to call or text').fill('0800 111 0 111');
    await page.getByLabel('When it answers').fill('day and night');
    await page.getByLabel('Checked on').fill(new Date().toISOString().slice(0, 10));
    await axe(page);
    await page.getByRole('button', { name: 'Keep these settings' }).click();
    await expect(page.getByText('The settings are kept.')).toBeVisible();
    await press(page.getByRole('radio', { name: /stays with the clinician/ }));
    await axe(page);
    await page.getByRole('button', { name: 'Use this text' }).click();
    await expect(page.getByText('This text is used from now on.')).toBeVisible();
    await expect(page.getByText('Still to be set up')).toHaveCount(0);
  });

  await test.step('and invites two clinicians, who join by the link in their mail', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'People' }).click();
    for (const [name, browser] of [
      ['Ruth Okafor', ruth],
      ['Jonas Weil', jonas],
    ] as const) {
      await page.getByRole('button', { name: 'Invite' }).click();
      await page.getByLabel('Name they go by').fill(name);
      await page.getByLabel('Their e-mail').fill(mailOf(name));
      if (browser === ruth) await axe(page);
      await page.getByRole('button', { name: 'Send the invitation' }).click();
      // Nobody but the colleague ever holds their link.
      await expect(page.getByText(`A mail is on its way to ${name}.`)).toBeVisible();
      await expect(page.getByText('/invitation#')).toHaveCount(0);
      await join(browser.page, await mailedLink(rejoin, mailOf(name)), name);
      await expect(browser.page.getByText('Nobody is here yet.', { exact: false })).toBeVisible();
    }
    await axe(ruth.page);
  });

  await test.step('the clinician invites a couple and one more', async () => {
    const { page } = ruth;
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByText('A couple', { exact: true }).click();
    for (const [at, name] of ['Ada', 'Ben'].entries()) {
      await page.getByLabel('Name they go by').nth(at).fill(name);
      await page.getByLabel('Their e-mail').nth(at).fill(mailOf(name));
    }
    await page.getByLabel('What they call themselves').fill(words.label);
    await press(page.getByLabel('Each of them is 18 or older'));
    await axe(page);
    await page.getByRole('button', { name: 'Send the invitations' }).click();
    await expect(page.getByText('each with a link of its own', { exact: false })).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByLabel('Name they go by').fill('Cleo');
    await page.getByLabel('Their e-mail').fill(mailOf('Cleo'));
    await press(page.getByLabel('They are 18 or older'));
    await page.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('link', { name: 'Ada and Ben' })).toBeVisible();
    await axe(page);
  });

  await test.step('all three join on their phones; each partner agrees alone', async () => {
    for (const [name, { page }] of [
      ['Ada', ada],
      ['Ben', ben],
      ['Cleo', cleo],
    ] as const) {
      await join(page, await mailedLink(rejoin, mailOf(name)), name);
      await consent(page);
      if (name === 'Cleo') continue;
      await page.getByRole('link', { name: 'Have a look' }).click();
      await expect(page.getByText('No partner does.', { exact: false })).toBeVisible();
      if (name === 'Ada') await axe(page);
      await page.getByRole('button', { name: 'I agree to this' }).click();
      await expect(page.getByText('Thank you. Your yes is kept.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Have a look' })).toHaveCount(0);
    }
  });

  await test.step('the gate is shut until the clinician has talked with each alone', async () => {
    const { page } = ruth;
    await page.getByRole('link', { name: 'Ada and Ben' }).click();
    for (const name of ['Ada', 'Ben'] as const) {
      await expect(page.getByRole('heading', { name: 'The gate is shut' })).toBeVisible();
      if (name === 'Ada') {
        await expect(page.getByText(words.label)).toBeVisible();
        await page.getByRole('button', { name: 'Assign', exact: true }).click();
        await expect(page.getByText('exercises for couples are left out', { exact: false })).toBeVisible();
        await expect(page.getByRole('option', { name: /Name, Reach, Return/ })).toHaveCount(0);
        await axe(page);
        await page.keyboard.press('Escape');
        await axe(page);
      }
      await page.getByRole('link', { name: `Page of ${name}` }).click();
      await page.getByRole('button', { name: 'Open it' }).click();
      await expect(page.getByText('the agreement was accepted on', { exact: false })).toBeVisible();
      await page.getByRole('button', { name: 'Note a talk' }).click();
      await press(page.getByLabel('I saw this person alone'));
      await press(page.getByRole('checkbox', { name: 'Money' }));
      await press(page.getByRole('radio', { name: 'Joint work is fine' }));
      await page.getByLabel('Your note').fill(words.safety[name]);
      if (name === 'Ada') await axe(page);
      await page.getByRole('button', { name: 'Keep this' }).click();
      await expect(page.getByText(words.safety[name])).toBeVisible();
      if (name === 'Ada') await axe(page);
      await page.getByRole('link', { name: 'Ada and Ben' }).click();
    }
    await expect(page.getByRole('heading', { name: 'The gate is open' })).toBeVisible();
  });

  await test.step('giving both an exercise takes three presses and one line', async () => {
    const { page } = ruth;
    const soFar = await counted(page);
    await choose(page, /Name, Reach, Return/);
    await page.keyboard.type(words.whyBoth);
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByText('Name, Reach, Return is assigned to Ada and Ben.')).toBeVisible();
    expect(soFar()).toEqual({ presses: 3, lines: 1 });

    await choose(page, /Ways Back In/);
    await page.keyboard.type(words.whyBen);
    await press(page.getByRole('checkbox', { name: 'Ada' }));
    await axe(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByText('Ways Back In is assigned to Ben.')).toBeVisible();
    await axe(page);
  });

  await test.step('one starts in the room: the code on the screen leads to the first question', async () => {
    const { page } = ruth;
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('link', { name: 'Cleo' }).click();
    await choose(page, /Own It Without Tearing Down/);
    await page.keyboard.type(words.whyCleo);
    await page.getByRole('button', { name: 'Start it now, together' }).click();
    await expect(page.getByRole('img', { name: 'Code for the phone of Cleo' })).toBeVisible();
    await axe(page);
    const address = await page.getByText(/\/my\/piece\//).textContent();
    await page.getByRole('button', { name: 'Done' }).click();

    await cleo.page.goto(address ?? '');
    await expect(cleo.page.getByText(words.whyCleo)).toBeVisible();
    await axe(cleo.page);
    await cleo.page.getByRole('button', { name: 'Begin' }).click();
    await answer(cleo.page, [words.cleo.event, null, words.cleo.own, words.cleo.step, 6]);
    await expect(cleo.page.getByText(words.cleo.own)).toBeVisible();
    await axe(cleo.page);
    await share(cleo.page, 'Ruth Okafor');
    expect(rejoin.mail.mails().filter(({ to }) => to.includes(mailOf('Cleo')))).toHaveLength(1);
  });

  await test.step('one partner begins', async () => {
    const { page } = ada;
    await rejoin.mail.waitFor(
      ({ to, text }) => to.includes(mailOf('Ada')) && text.includes('No rush'),
      30_000,
    );
    await page.goto('/my/');
    await axe(page);
    await page.getByRole('link', { name: 'Start' }).click();
    await expect(page.getByText(words.whyBoth)).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('textbox').fill(words.ada.mine);
    await page.getByRole('button', { name: 'Continue' }).click();
    await press(page.getByRole('radio').nth(7));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('textbox').fill(words.ada.camera);
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await axe(page);
    pieceOfBoth = new URL(page.url()).pathname;
  });
  const before = await screensOf(ada.page, pieceOfBoth);
  expect(before.join('\n')).toContain(words.ada.camera);

  await test.step('the other writes and shares, and says no to what does not fit this week', async () => {
    const { page } = ben;
    await page.goto('/my/');
    await page
      .getByRole('article')
      .or(page.locator('main'))
      .getByRole('heading', { name: 'Name, Reach, Return' })
      .waitFor();
    await openPiece(page, 'Name, Reach, Return');
    await page.getByRole('button', { name: 'Begin' }).click();
    await answer(page, [null, 4, words.ben.camera, words.ben.back, null, null]);
    await page.getByText('Please read before, if you can').click();
    await share(page, 'Ruth Okafor');
    await axe(page);
    await page.getByRole('link', { name: 'Done' }).click();
    await openPiece(page, 'Ways Back In');
    await expect(page.getByText(words.whyBen)).toBeVisible();
    await page.getByRole('button', { name: 'Not this week' }).click();
    await page.getByLabel('A reason, if you like').fill(words.ben.reason);
    await axe(page);
    await page.getByRole('button', { name: 'Leave it for this week' }).click();
    await expect(page.getByRole('heading', { name: 'Left for this week' })).toBeVisible();
  });
  expect(await screensOf(ada.page, pieceOfBoth), 'what Ada sees after Ben shared').toEqual(before);

  await test.step('the clinician reads and replies, takes it back, and replies after all', async () => {
    const { page } = ruth;
    await page.getByRole('link', { name: 'To read', exact: true }).first().click();
    await expect(page.getByRole('link', { name: /^Ben/ })).toBeVisible();
    await axe(page);
    await page.getByRole('link', { name: /^Ben/ }).click();
    await expect(page.getByText(words.ben.camera)).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'I noticed…' }).click();
    await page.keyboard.type(words.replyToBen);
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await expect(page.getByText('Your reply to Ben is sent.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Taken back. Your client never heard of it.')).toBeVisible();
    await expect(page.getByLabel('Your reply')).toHaveValue(`I noticed… ${words.replyToBen}`);
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await expect(page.getByText('Nothing marked to read.', { exact: false })).toBeVisible();
    await axe(page);

    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('link', { name: 'Cleo' }).click();
    await page.getByRole('button', { name: 'New note' }).click();
    await page.getByLabel('Your note').fill(words.note);
    await page.getByRole('button', { name: 'Keep this note' }).click();
    await expect(page.getByText(words.note)).toBeVisible();
    await axe(page);
    await page.getByRole('link', { name: 'Own It Without Tearing Down' }).click();
    await expect(page.getByText(words.cleo.own)).toBeVisible();
    await page.getByLabel('Your reply').fill(words.replyToCleo);
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await expect(page.getByText('Your reply to Cleo is sent.')).toBeVisible();
  });

  await test.step('the reply is read, and more is added', async () => {
    const { page } = ben;
    await comes(async () => {
      await page.goto('/my/');
      await expect(page.getByRole('link', { name: 'Read it' })).toBeVisible({ timeout: 2_000 });
    });
    await axe(page);
    await page.getByRole('link', { name: 'Read it' }).click();
    await expect(page.getByText(words.replyToBen)).toHaveCount(1);
    await page.getByRole('button', { name: 'Add something' }).click();
    await page.getByLabel('What you would like to add').fill(words.ben.added);
    await page.getByText('Please read before, if you can').click();
    await axe(page);
    await page.getByRole('button', { name: 'Add it' }).click();
    await expect(page.getByText('Added. It stands below what you shared.')).toBeVisible();
    await axe(page);
    await page.goto('/my/replies');
    await expect(page.getByText(words.replyToBen)).toBeVisible();
    await axe(page);
  });
  expect(await screensOf(ada.page, pieceOfBoth), 'what Ada sees after Ben was answered').toEqual(before);

  await test.step('the first one goes on where she was, and keeps one answer to herself', async () => {
    const { page } = ada;
    await page.goto('/my/');
    await page.getByRole('link', { name: 'Pick up where you left off' }).click();
    await expect(page.getByRole('textbox')).toHaveValue(words.ada.camera);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'A step toward you' }).click();
    await page.keyboard.type(` ${words.ada.back}`);
    await axe(page);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('textbox').fill(words.ada.need);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Skip' }).click();
    await page
      .getByRole('article', { name: /need to hear/ })
      .getByText('Keep this one to myself')
      .click();
    await page.getByRole('textbox').last().fill(words.ada.closing);
    await page.getByText('Please read before, if you can').click();
    await axe(page);
    await share(page, 'Ruth Okafor');
  });

  await test.step('the queue is cleared: added words, and what was talked about', async () => {
    const { page } = ruth;
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('link', { name: 'Ada and Ben' }).click();
    await axe(page);
    await page.getByRole('link', { name: 'To read', exact: true }).first().click();
    await page.getByRole('link', { name: /^Ben/ }).click();
    await expect(page.getByText(words.ben.added)).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'Talked about in session' }).click();
    await expect(page.getByText('Closed. It was talked about.')).toBeVisible();
    // The next one opens by itself.
    await expect(page.getByText(words.ada.back, { exact: false })).toBeVisible();
    await expect(page.getByText(words.ada.closing)).toBeVisible();
    for (const kept of [words.ada.need, words.ada.mine]) await expect(page.getByText(kept)).toHaveCount(0);
    await page.getByRole('button', { name: 'Talked about in session' }).click();
    await expect(page.getByText('Nothing marked to read.', { exact: false })).toBeVisible();
  });

  await test.step('a reply that was read is taken back with a line of apology', async () => {
    await comes(async () => {
      await cleo.page.goto('/my/replies');
      await expect(cleo.page.getByText(words.replyToCleo)).toBeVisible({ timeout: 2_000 });
    });
    await ruth.page.getByRole('link', { name: 'Clients', exact: true }).click();
    await ruth.page.getByRole('link', { name: 'Cleo' }).click();
    await ruth.page.getByRole('link', { name: /^Shared on/ }).click();
    await ruth.page.getByRole('button', { name: 'Take it back' }).click();
    await axe(ruth.page);
    await ruth.page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await expect(ruth.page.getByText('The reply is taken back.')).toBeVisible();
    await cleo.page.goto('/my/replies');
    await expect(cleo.page.getByText('Sorry for the back and forth.', { exact: false })).toBeVisible();
    await expect(cleo.page.getByText(words.replyToCleo)).toHaveCount(0);
    await axe(cleo.page);
  });

  await test.step('who is suspended is out at the next press, loses no word, and is let in again', async () => {
    const { page } = cleo;
    await page.goto('/my/');
    await page.getByRole('link', { name: 'Own It Without Tearing Down' }).click();
    await page.getByRole('button', { name: 'Add something' }).click();
    await page.getByLabel('What you would like to add').fill(words.cleo.added);

    await admin.page.goto('/desk/people');
    await act(admin.page, 'Cleo', 'Suspend');
    await expect(admin.page.getByText('Cleo is suspended.', { exact: false })).toBeVisible();
    await axe(admin.page);
    await page.getByRole('button', { name: 'Add it' }).click();
    await expect(page.getByRole('heading', { name: 'You were signed out' })).toBeVisible();
    await axe(page);
    const [newTab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ]);
    await signIn(newTab, mailOf('Cleo'), 'Cleo');
    await expect(newTab.getByText('That e-mail address and password do not go together.')).toBeVisible();

    await act(admin.page, 'Cleo', 'Let in again');
    await expect(admin.page.getByText('Cleo is let in again.')).toBeVisible();
    await signIn(newTab, mailOf('Cleo'), 'Cleo');
    await expect(newTab.getByRole('heading', { level: 1, name: 'Hello, Cleo' })).toBeVisible();
    await newTab.close();
    // The page beneath has heard of it, and sends what it kept.
    await expect(page.getByRole('heading', { name: 'You were signed out' })).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'What you added' })).toBeVisible();
    await expect(page.getByText(words.cleo.added)).toBeVisible();
  });

  let handedOver: string[] = [];
  await test.step('the admin gives both courses of care to another clinician', async () => {
    await ruth.page.goto('/desk/clients');
    await expect(ruth.page.getByRole('link', { name: 'Cleo' })).toBeVisible();
    handedOver = await ruth.page
      .locator('main a[href*="/clients/"], main a[href*="/couples/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(handedOver).toHaveLength(2);
    for (const [who, of, what] of [
      ['Cleo', 'Cleo', 'Move to another clinician'],
      ['Ada', 'Ada and Ben', 'Move Ada and Ben to another clinician'],
    ] as const) {
      await act(admin.page, who, what);
      await admin.page.getByLabel('Treated from now on by').selectOption({ label: 'Jonas Weil' });
      await axe(admin.page);
      await admin.page.getByRole('button', { name: 'Move', exact: true }).click();
      await expect(admin.page.getByText(`Jonas Weil treats ${of} from now on.`)).toBeVisible();
    }
  });

  await test.step('the former one finds nothing', async () => {
    const { page } = ruth;
    await page.getByRole('link', { name: 'Cleo' }).click();
    await expect(page.getByText('There is nothing at this address.')).toBeVisible();
    for (const path of handedOver) {
      await page.goto(path);
      await expect(page.getByText('There is nothing at this address.')).toBeVisible();
    }
    for (const path of ['/desk/clients', '/desk/to-read']) {
      await page.goto(path);
      await expect(page.getByText(/^(Nobody is here yet|Nothing marked to read)\./)).toBeVisible();
    }
  });

  await test.step('the new one finds everything, but for another’s own notes', async () => {
    const { page } = jonas;
    await page.goto('/desk/clients');
    await page.getByRole('link', { name: 'Cleo' }).click();
    await expect(page.getByRole('heading', { name: 'Process notes' })).toBeVisible();
    await page
      .getByRole('link', { name: /^Shared on/ })
      .first()
      .click();
    for (const word of [words.cleo.event, words.cleo.own, words.cleo.step, words.cleo.added])
      await expect(page.getByText(word)).toBeVisible();
    await axe(page);
    await page.goBack();
    await expect(page.getByRole('button', { name: 'New note' })).toBeVisible();
    await expect(page.getByText(words.note)).toHaveCount(0);

    await page.goto('/desk/clients');
    await page.getByRole('link', { name: 'Ada and Ben' }).click();
    await expect(page.getByRole('heading', { name: 'The gate is open' })).toBeVisible();
    await expect(page.getByText(words.label)).toBeVisible();
    for (const [name, texts] of [
      ['Ada', [words.ada.camera, words.ada.back, words.ada.closing]],
      ['Ben', [words.ben.camera, words.ben.back, words.ben.added, words.replyToBen]],
    ] as const) {
      await page
        .getByRole('region', { name })
        .getByRole('link', { name: /^Shared on/ })
        .last()
        .click();
      for (const text of texts) await expect(page.getByText(text, { exact: false })).toBeVisible();
      await page.goBack();
    }
    await page.getByRole('link', { name: 'Ada', exact: true }).click();
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByText(words.safety.Ada)).toBeVisible();
  });

  await test.step('the admin asks for everything, and is answered with nobody’s words', async () => {
    const everybody = [admin, ruth, jonas, ada, ben, cleo];
    const heard = await Promise.all(everybody.map((browser) => browser.heard()));
    const inPages = heard[0] ?? [];
    expect([...marksIn(heard.flat().join('\n'))].length, 'marks that somebody was shown').toBe(marks().size);
    expect([...marksIn(inPages.join('\n'))], 'marks on the admin’s pages').toEqual([]);
    expect(inPages.join('\n')).toContain('Cleo');

    const ids = idsIn(heard.flat().join('\n'));
    const accountOf = (name: string) => ({ email: mailOf(name), password: passwordOf(name) });
    const found = (answers: readonly Answered[]): string[] => [
      ...new Set(
        answers.flatMap(({ name, text }) =>
          [...marksIn(text)].map((word) => `${name}: ${marks().get(word)?.field ?? word}`),
        ),
      ),
    ];
    // Whoever may read is answered with words by the same questions.
    const toClinician = found(await lookedAtEverything(rejoin, accountOf('Jonas Weil'), ids));
    for (const one of [
      'Query.couple: what the couple calls itself',
      'Query.safety: note of the talk with Ada',
      'Query.reflection: Ada: what a camera saw',
      'Query.reflection: Cleo: words added while signed out',
      'Query.reflection: why this for Ben',
    ])
      expect(toClinician).toContain(one);

    const answered = await askedEverything(rejoin, accountOf('Ines Adler'), ids);
    expect(answered.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...operationsOf('Query'), ...operationsOf('Mutation')].map(({ name }) => name)),
    );
    expect(found(answered), 'marks in the admin’s answers').toEqual([]);
    // It was the admin who asked, to the end, and there was something to be answered.
    expect(answered.filter(({ text }) => /"(UNAUTHENTICATED|TOO_MANY_REQUESTS)"/.test(text))).toEqual([]);
    const clients = answered.filter(({ name, text }) => name === 'Query.people' && /Ada.*Cleo/s.test(text));
    expect(clients, 'clients by name, before and after all that an admin can do').toHaveLength(2);
  });

  await test.step('and no mail said anything', async () => {
    const mails = rejoin.mail.mails();
    expect(mails.length).toBeGreaterThan(8);
    for (const { raw, subject, text, html } of mails) {
      const all = [raw, subject, text, html ?? ''].join('\n');
      expect([...marksIn(all)]).toEqual([]);
      expect(`${subject}\n${text}`).not.toMatch(
        /therap|couple|partner|session|exercise|Okafor|Weil|Ada|Ben\b|Cleo|Return|Ways|Own It/i,
      );
    }
  });
});

/** The practice's first link, as an operator makes it. */
async function firstLink({ cli }: Rejoin): Promise<string> {
  const printed = await cli(
    'create-practice',
    ...['--name', 'Linden Street Practice', '--mail-name', 'Linden Street', '--zone', 'Europe/Berlin'],
    ...['--admin-name', 'Ines Adler', '--admin-email', mailOf('Ines Adler')],
  );
  const [link] = /https?:\/\/\S+/.exec(printed) ?? [];
  if (!link) throw new Error('No link was printed');
  return link;
}

/** One of the things an admin can do about somebody's account. */
async function act(page: Page, name: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `What you can do for ${name}` }).click();
  await page.getByRole('menuitem', { name: what }).click();
}
