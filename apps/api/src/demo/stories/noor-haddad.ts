import { personaOf } from '../demo-personas.js';
import type { Story } from './cast.js';

const aBreath = { breaths: { done: true, place: 'chest' } };

/** Leads a team of eleven, checks every number twice, and is learning to stop before the third time. */
export const noorHaddad: Story = async ({ mara }) => {
  const care = await mara.takeOn(
    { ...personaOf('noor'), pronouns: 'she/her' },
    { weeksAgo: 9, inDays: 2, time: '16:00' },
  );
  const { client: noor } = care;
  const { at, session } = care.calendar;

  const evenings = await mara.assign(care, 'pause-before-the-spiral', session(8), {
    why: 'You said the evenings after a review are the worst. This is for the first minutes.',
  });
  const third = await noor.share(evenings, at(8, 3, '21:40'), {
    answers: {
      ...aBreath,
      'kind-sentence': 'I was tired, and I still told them the truth.',
      'more-room': { picked: ['some'] },
    },
    bringIn: ['kind-sentence'],
    closing: 'It took until the third try to find a sentence that did not sound like a poster.',
  });
  await mara.talkAbout(third, session(7));
  await mara.note(
    noor,
    at(7, 0, '17:20'),
    'Brought the sentence on a sticky note, and apologised for the handwriting. We both heard it.',
  );

  const slides = await mara.assign(care, 'pause-before-the-spiral', session(6));
  const oneSlide = await noor.share(slides, at(6, 2, '23:05'), {
    answers: {
      ...aBreath,
      'kind-sentence': 'This is one slide. It is not my whole worth.',
      'more-room': { picked: ['no'] },
    },
  });
  await mara.reply(
    oneSlide,
    at(6, 4, '08:35'),
    'I noticed you wrote “one slide”. For our session: what would the critic lose if that were true?',
  );
  await noor.add(
    oneSlide,
    at(6, 5, '07:10'),
    'I asked. It said: then who would check your work? It sounded more scared than mean. That is all I have.',
  );
  await mara.talkAbout(oneSlide, session(5));

  const visit = await mara.assign(care, 'pause-before-the-spiral', session(5));
  const laughed = await noor.leave(visit, at(5, 4, '20:15'), {
    reason: 'My sister visited. We laughed a lot.',
  });
  await mara.talkAbout(laughed, session(4));

  const conference = await mara.assign(care, 'pause-before-the-spiral', session(4), {
    why: 'For the week of the conference.',
  });
  await mara.withdraw(conference, at(4, 2, '09:00'));
  const contract = await mara.assign(care, 'the-old-contract', at(4, 2, '09:02'), {
    why: 'You said “that was the deal, at home”. I would like to see it on paper. We meet in five days.',
  });
  const clauses = await noor.share(contract, at(4, 4, '22:20'), {
    answers: {
      clauses: { picked: ['be-impressive', 'earn-rest'], other: 'Never be the reason they worry' },
      promised: 'A chair at the big table, where my uncles talked about real things.',
      cost: 'Most Sundays. And I do not know what I like to eat when nobody else chooses.',
    },
    bringIn: ['cost'],
    closing: 'I closed it right after the Sundays, as it said I could.',
  });
  await mara.talkAbout(clauses, session(3));
  const signed = await noor.share(contract, at(3, 2, '19:45'), {
    sitting: 'NEXT_SESSION',
    answers: {
      'other-side':
        'My grandmother, I think. She kept a shop open through two wars, and nobody asked her if she was tired. The deal was hers before it was mine. She also kept sweets in her apron for whoever came in crying. I had forgotten that.',
      'new-clause': 'I may bring something unfinished to people who like me.',
      'live-it': {
        what: 'Show Lina the draft with the holes in it.',
        whenWhere: 'Sunday, in her kitchen.',
        how: 'My shoulders, probably.',
      },
    },
    bringIn: ['new-clause'],
  });
  await mara.reply(
    signed,
    at(3, 4, '12:10'),
    'I noticed the sweets in the apron. I wonder which of the two clauses she would have signed for you. For our session, if you like.',
  );

  const replaying = await mara.assign(care, 'own-it-kindly', session(3), {
    why: 'For the mistake you keep replaying. Your part, and only your part.',
  });
  const snapped = await noor.share(replaying, at(3, 5, '21:55'), {
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
  });
  await mara.talkAbout(snapped, session(2));
  const monday = await noor.share(replaying, at(2, 4, '12:50'), {
    sitting: 'NEXT_SESSION',
    answers: {
      'step-since':
        'I told him. He said he had forgotten it by lunch. I had not slept. Both can be true, I suppose.',
    },
  });
  await mara.reply(
    monday,
    at(2, 6, '17:30'),
    'I noticed that you went to him before the meeting, as you said. I wonder what made the way back shorter this time.',
  );

  const board = await mara.assign(care, 'pause-before-the-spiral', session(2), {
    why: 'Before the board meeting, if it gets loud.',
  });
  await noor.share(board, at(1, 1, '22:05'), {
    answers: {
      ...aBreath,
      'kind-sentence': 'I can be unsure in front of them and stay in the room.',
      'more-room': { picked: ['some'] },
    },
    bringIn: ['kind-sentence'],
    closing: 'Could we begin with this one?',
    sharing: 'READ_BEFORE',
  });

  const sent = await mara.assign(care, 'pause-before-the-spiral', session(1), {
    rhythm: { kind: 'WHEN_IT_HAPPENS' },
    why: 'For the moments after you send something and want it back.',
  });
  await noor.begin(sent, at(1, 1, '08:15'), {
    answers: { ...aBreath, 'kind-sentence': 'I sent it as it was, and' },
    leftAt: 'sentence',
  });
  await mara.assign(care, 'own-it-kindly', at(1, 0, '18:05'), {
    why: 'When something replays this week. Once is plenty.',
  });
  await mara.note(
    noor,
    at(1, 0, '18:10'),
    'The pause works when it comes early. Watch that it does not become one more thing to do well.',
  );
};
