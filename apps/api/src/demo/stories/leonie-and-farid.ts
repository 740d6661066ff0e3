import { PeopleService } from '../../modules/caseload/index.js';
import { personaOf } from '../demo-personas.js';
import type { Story } from './cast.js';

/**
 * Came one by one, then together, and parted kindly enough. Their joint work has ended; what each wrote in it stays theirs.
 * Farid goes on with another clinician, so that each has a room of their own.
 */
export const leonieAndFarid: Story = async ({ stage, mara, teo, inesId }) => {
  const leoniesCare = await teo.takeOn(
    { ...personaOf('leonie'), pronouns: 'she/her' },
    { weeksAgo: 14, inDays: 2, time: '12:00' },
  );
  const faridsCare = await teo.takeOn(
    { ...personaOf('farid'), pronouns: 'he/him' },
    { weeksAgo: 13, inDays: 3, time: '14:00' },
  );
  const { client: leonie } = leoniesCare;
  const { client: farid } = faridsCare;
  const together = await teo.takeOnCouple([leonie, farid], {
    kind: 'PARTNERS',
    label: 'Us, for now',
    weeksAgo: 12,
    inDays: 3,
    time: '17:00',
  });
  const { at, session } = together.calendar;

  await leonie.acceptAgreement(together, at(12, 2, '19:20'));
  await farid.acceptAgreement(together, at(12, 4, '23:55'));
  await teo.meetAlone(together, leonie, at(11, 1, '12:00'), { verdict: 'GO', topics: [], note: null });
  await teo.meetAlone(together, farid, at(11, 2, '14:00'), {
    verdict: 'WITH_CAUTION',
    topics: ['MONEY'],
    note: 'Sends money home, and has not said how much. Wants to say it himself. Ask again before anything is opened.',
  });

  const ways = await teo.assign(together, 'ways-back-in', session(9), {
    why: 'Whatever comes of it, this is worth knowing about oneself.',
  });
  const hers = await leonie.share(ways, at(9, 2, '20:10'), {
    answers: {
      'for-me': 'I clean something that is clean.',
      ways: { picked: ['note', 'few-words', 'near'] },
      'sorted-ways': { placed: { note: 'works', 'few-words': 'works', near: 'not-for-me' } },
      'not-ready': 'I turn my phone face down. It means later. It has been taken for never.',
    },
    bringIn: ['not-ready'],
  });
  const his = await farid.share(ways, at(9, 4, '01:15'), {
    answers: {
      ways: { picked: ['tea', 'touch', 'chore'], other: 'Her favourite bread, still warm' },
      'sorted-ways': {
        placed: {
          tea: 'works',
          touch: 'not-yet',
          chore: 'works',
          'own:Her favourite bread, still warm': 'works',
        },
      },
      'not-ready':
        'In my family, you wait until somebody older knocks. I do not know what to do without a knock.',
    },
    closing: 'I wrote this at night because the days are loud.',
  });
  await teo.talkAbout(hers, session(8));
  await teo.reply(
    his,
    at(8, -2, '09:10'),
    'I noticed the knock. I wonder who knocks for you these days. For our session, if you like.',
  );
  await teo.talkAbout(his, session(8));

  // Told to each alone, on the same day.
  await stage.happen(at(5, 0, '18:00'), () =>
    stage.owner.query(`update couples set status = 'ENDED', status_at = now() where id = $1`, [
      together.coupleId,
    ]),
  );
  await stage.happen(at(5, 1, '10:00'), async () =>
    stage.service(PeopleService).moveCare(await stage.viewer(inesId), {
      idempotencyKey: `moved-${faridsCare.episodeId}`,
      episodeId: faridsCare.episodeId,
      clinicianId: mara.membershipId,
    }),
  );

  const own = leoniesCare.calendar;
  const sundays = await teo.assign(leoniesCare, 'pause-before-the-spiral', own.session(4), {
    why: 'For the Sundays when the dog is at his place.',
  });
  const leash = await leonie.share(sundays, own.at(4, 3, '17:30'), {
    answers: {
      breaths: { done: true, place: 'arm' },
      'kind-sentence': 'The leash on the hook is a leash on a hook.',
      'more-room': { picked: ['some'] },
    },
  });
  await teo.reply(
    leash,
    own.at(4, 5, '14:20'),
    'I noticed that the leash may stay what it is. I wonder what else on that wall may.',
  );
  await teo.talkAbout(leash, own.session(3));
  const letter = await teo.assign(leoniesCare, 'own-it-kindly', own.session(2), {
    why: 'Something happened at the flat, you said, and no more. Here, or in the room, or not at all.',
  });
  await leonie.share(letter, own.at(1, 1, '21:25'), {
    answers: {
      event: 'I went to fetch the colander, and opened a letter that was his.',
      'my-part': 'One envelope. I knew whose it was.',
      'own-words': {
        did: 'I opened it because I wanted to know if he is all right, and because I was angry that I wanted to know.',
        back: 'That was a low moment of mine, and I am also someone who can hand a letter back.',
      },
      'next-step': 'Two lines to him, and the letter, through the slot.',
      believable: 5,
    },
    bringIn: ['own-words'],
    closing: 'Please do not be shocked before I am.',
    sharing: 'READ_BEFORE',
  });
  await teo.assign(leoniesCare, 'pause-before-the-spiral', own.session(1), {
    why: 'For the minute with the letter slot.',
  });
  await teo.note(
    leonie,
    own.at(3, 0, '13:00'),
    'Keeps saying “we” and stopping. I do not correct it. She will know when.',
  );

  const after = faridsCare.calendar;
  const contract = await mara.assign(faridsCare, 'the-old-contract', after.session(3), {
    why: 'You spoke of a rule in your house that nobody had made. We meet in a week.',
  });
  const rule = await farid.share(contract, after.at(3, 4, '00:40'), {
    answers: {
      clauses: { picked: ['keep-the-peace', 'need-nothing'], other: 'The eldest asks last' },
      promised: 'That nobody would have to leave.',
      cost: 'I do not know which of the quarrels were mine.',
    },
    bringIn: ['promised'],
  });
  await mara.talkAbout(rule, after.session(2));
  await mara.reply(
    rule,
    after.at(2, 1, '16:00'),
    'I noticed the line about the eldest. I wonder what you would ask for, if you were asked first.',
  );
};
