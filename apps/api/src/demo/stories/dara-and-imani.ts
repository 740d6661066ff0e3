import { personaOf } from '../demo-personas.js';
import type { Story } from './cast.js';

/**
 * Eleven years together, one kitchen, two shifts. Imani drives an ambulance, mostly at night; Dara teaches joinery. They are
 * good in a crisis and bad at a Tuesday.
 */
export const daraAndImani: Story = async ({ mara }) => {
  const work = await mara.takeOnCouple(
    [
      { ...personaOf('dara'), pronouns: 'she/her' },
      { ...personaOf('imani'), pronouns: 'she/her' },
    ],
    {
      kind: 'PARTNERS',
      label: 'The Kettle Committee',
      weeksAgo: 10,
      inDays: 3,
      time: '18:00',
      everyWeeks: 2,
    },
  );
  const [dara, imani] = work.members;
  if (!dara || !imani) throw new Error('It takes two');
  const { at, session } = work.calendar;

  await dara.acceptAgreement(work, at(10, 3, '20:30'));
  await imani.acceptAgreement(work, at(9, 1, '06:40'));
  await mara.meetAlone(work, dara, at(9, 2, '15:00'), {
    verdict: 'GO',
    topics: ['MONEY'],
    note: 'Earns less since the school cut her hours. Ashamed of it, not afraid.',
  });
  await mara.meetAlone(work, imani, at(9, 3, '09:00'), {
    verdict: 'GO',
    topics: ['MONEY', 'IMMIGRATION'],
    note: 'Came on Dara’s papers nine years ago, has had her own for five. Not afraid. Says she used to do the sums.',
  });

  const ways = await mara.assign(work, 'ways-back-in', session(8), {
    why: 'You both said it is the hour after that is long. This is about that hour.',
  });
  const imanisWays = await imani.share(ways, at(8, 3, '07:50'), {
    answers: {
      'for-me': 'I sit in the car until the song ends.',
      ways: { picked: ['tea', 'near', 'touch', 'side-by-side'], other: 'Her whistling in the hall' },
      'sorted-ways': {
        placed: {
          tea: 'works',
          near: 'works',
          touch: 'not-yet',
          'side-by-side': 'works',
          'own:Her whistling in the hall': 'works',
        },
      },
      'not-ready': '“After my shift” means I am coming back. It does not mean I have gone.',
      'for-me-after': 'Tea, in the blue cup.',
    },
    bringIn: ['not-ready'],
  });
  const darasWays = await dara.share(ways, at(8, 5, '22:30'), {
    answers: {
      ways: { picked: ['few-words', 'tea', 'joke', 'chore'] },
      'sorted-ways': { placed: { 'few-words': 'not-yet', tea: 'works', joke: 'works', chore: 'works' } },
      'not-ready': 'I go to the workshop and leave the light on. If the light is on, I want to be found.',
    },
    bringIn: ['sorted-ways', 'not-ready'],
    closing: 'I had never told anybody about the light.',
  });
  await mara.talkAbout(imanisWays, session(6));
  await mara.reply(
    darasWays,
    at(7, 6, '10:15'),
    'I noticed the light. I wonder since when it has been on. For our session, only if you like.',
  );
  await mara.talkAbout(darasWays, session(6));
  await mara.note(
    imani,
    at(6, 0, '19:10'),
    'Mind the hour: she comes from nights. Begin with what each of them brought, not with the kitchen.',
  );

  // Dara's own piece, in the middle of joint work. Imani never learns of it.
  const joke = await mara.assign(work, 'own-it-kindly', session(6), {
    to: dara,
    why: 'For the story at your brother’s table. This one is yours alone.',
  });
  const told = await dara.share(joke, at(6, 4, '21:15'), {
    answers: {
      event: 'I told the story of Imani’s driving test at supper. She had asked me not to.',
      'my-part': 'I saw her face, and I told the ending anyway.',
      'own-words': {
        did: 'I used her for a laugh because the table had gone quiet.',
        like: 'I notice some guilt. It can stay for now, and I do not need to be funny about it.',
        back: 'I can be good company and still leave her stories to her.',
      },
      'next-step': 'Say it to her on the walk, not over the washing-up.',
      believable: 7,
    },
    bringIn: ['own-words'],
  });
  await mara.reply(
    told,
    at(6, 6, '09:40'),
    'I noticed you wrote her face into it. I wonder what let you see it this time.',
  );
  const walk = await dara.share(joke, at(4, 2, '20:05'), {
    sitting: 'NEXT_SESSION',
    answers: {
      'step-since':
        'Past the allotments. She said thank you, then nothing for a long time, then that she was hungry. I think it was all right.',
    },
  });
  await mara.talkAbout(walk, session(2));

  // Each for herself, once a week, as long as it helps.
  const weekly = await mara.assign(work, 'pause-before-the-spiral', at(6, 0, '18:50'), {
    rhythm: { kind: 'WEEKLY' },
    why: 'Once a week, each of you alone, whenever it gets loud. Leave it out as you like.',
  });
  const emptyHour = await imani.share(weekly, at(6, 3, '07:20'), {
    answers: {
      breaths: { done: true, place: 'lap' },
      'kind-sentence': 'I was steady for eleven hours. I may be empty for one.',
      'more-room': { picked: ['yes'] },
    },
  });
  const shelf = await dara.share(weekly, at(5, 3, '17:45'), {
    turn: 1,
    answers: {
      'kind-sentence': 'A crooked joint still holds.',
      'more-room': { picked: ['some'] },
    },
    closing: 'That is about a shelf. Mostly.',
  });
  await mara.reply(
    emptyHour,
    at(5, 5, '13:30'),
    'I noticed “empty for one”. I wonder who at home knows which hour that is.',
  );
  for (const shared of [emptyHour, shelf]) await mara.talkAbout(shared, session(4));
  const quiet = await dara.leave(weekly, at(3, 2, '21:00'), { turn: 3 });
  await mara.talkAbout(quiet, session(2));
  await imani.share(weekly, at(3, 5, '06:55'), {
    turn: 3,
    answers: {
      'kind-sentence': 'Nobody was harmed by the washing-up.',
      'more-room': { picked: ['some'] },
    },
  });

  // What each has kept from the other about her way home is opened in the last session, and stays open until the next.
  await dara.offer(darasWays, at(3, 4, '21:20'), {
    'not-ready': 'When the light in the workshop is on, I want to be found.',
  });
  await imani.offer(imanisWays, at(3, 5, '07:05'), { ways: null, 'not-ready': null });
  await mara.open(ways, session(2));

  // And the next thing is ready to be opened.
  const pause = await mara.assign(work, 'pause-with-a-return-time', session(2), {
    why: 'You each have a way of leaving. This is about how you come back from it.',
  });
  const imanisPause = await imani.share(pause, at(2, 3, '07:35'), {
    answers: {
      'for-me': 'You have been awake for a long time.',
      signs: 'I answer in radio words. “Copy.” “Negative.” Then I look for my keys.',
      signal: { picked: ['message', 'step-out'] },
      length: { picked: ['some-hours'] },
    },
    bringIn: ['signs'],
  });
  const darasPause = await dara.share(pause, at(2, 6, '21:50'), {
    answers: {
      signs: 'I tidy. If I am wiping a clean table, I am not listening any more.',
      signal: { picked: ['object'], other: 'The blue cup upside down' },
      length: { picked: ['an-hour'] },
    },
  });
  await imani.offer(imanisPause, at(1, 2, '08:10'), { signs: null, signal: null, length: null });
  await dara.offer(darasPause, at(1, 2, '22:05'), { signs: null, signal: null });

  // A program from here on. What its first two weeks would give they have done already, so they are left out.
  const way = await mara.enroll(work, 'repair-basics-for-two', session(2), {
    without: ['each-first', 'ways-in'],
  });
  const minutesLater = new Date(session(2).getTime() + 5 * 60_000);
  const phoneCall = (await mara.openWeek(way, minutesLater))('name-impact-return');
  await imani.share(phoneCall, at(2, 5, '07:50'), {
    answers: {
      'for-me': 'Sore. Also hungry.',
      guarded: 6,
      camera:
        'Dara in the kitchen, on the phone with her mother, saying “of course, as long as you like”. I come in with my bag. I put it down, and go out again.',
      return: {
        did: 'I left without a word, and stayed out until I knew you would be asleep.',
        like: 'I can imagine that for you it was like being fined for being kind to your mother.',
        back: 'I would like to come back to you, and hear what you had been going to ask me.',
      },
      'need-to-hear': 'That it is my home as well, said before anyone else is told.',
      'for-me-after': 'A bath. The radio on low.',
    },
    bringIn: ['return'],
    kept: ['guarded'],
  });
  await dara.begin(phoneCall, at(1, 1, '22:40'), {
    answers: {
      'for-me': 'Cross. Then not.',
      guarded: 4,
      camera: 'It was a quarter to nine. I had the phone between ear and shoulder, because',
    },
    leftAt: 'camera',
  });
  await mara.note(
    dara,
    at(2, 1, '09:20'),
    'Her mother’s move is the next Tuesday, in a way. Ask her what she did not get to say on the phone.',
  );
};
