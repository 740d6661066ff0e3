import { personaOf } from '../demo-personas.js';
import type { Story } from './cast.js';

/** Foster parent of two, on his own: one who will not put on shoes, and one who has learned not to unpack. */
export const rafaelDuarte: Story = async ({ teo }) => {
  const care = await teo.takeOn(
    { ...personaOf('rafael'), pronouns: 'he/him' },
    { weeksAgo: 8, inDays: 3, time: '09:00' },
  );
  const { client: rafael } = care;
  const { at, session } = care.calendar;

  const mornings = await teo.assign(care, 'after-a-blow-up', session(7), {
    why: 'For the mornings. It can be hours later, or days.',
  });
  const shoes = await rafael.share(mornings, at(7, 2, '12:15'), {
    answers: {
      breaths: { done: true, place: 'belly' },
      moment: { picked: ['loud', 'worn-out'] },
      age: { picked: ['six-to-nine'] },
      'their-side': 'Perhaps that the shoes were about staying. In a new place, shoes are serious.',
      return: {
        did: 'My voice came out harder than I meant when the shoes would not go on.',
        back: 'I would like to try that again with you. This time I will sit on the stairs, too.',
      },
      plan: { whenWhere: 'Tonight, on the stairs, before the story.', how: 'One sentence. Then the story.' },
    },
    bringIn: ['return'],
  });
  await teo.read(shoes, at(7, 4, '09:30'));
  const stairs = await rafael.share(mornings, at(7, 4, '20:50'), {
    sitting: 'WHEN_I_CHOOSE',
    answers: {
      since:
        'I said it on the stairs. Sparrow put on one of my shoes and walked off in it. I think that was the answer.',
    },
  });
  await teo.talkAbout(shoes, session(6));
  await teo.talkAbout(stairs, session(6));

  // Weeks that wait: the second one is opened three weeks after the first, because that is when there is an evening for it.
  const way = await teo.enroll(care, 'coming-back-as-a-parent', session(5));
  const week = await teo.openWeek(way, session(5));
  const pasta = await rafael.leave(week('pause-before-the-spiral'), at(4, -1, '21:30'));
  await teo.talkAbout(pasta, session(4));
  const backpack = await rafael.share(week('the-week-around-it'), at(4, 3, '22:50'), {
    answers: {
      fear: 8,
      'fear-words': 'That he keeps his backpack packed because of me.',
      moment: 'Wednesday, the hall. I shouted about wet towels. Captain went and zipped his backpack shut.',
    },
    bringIn: ['fear-words'],
    closing: 'I did not count the other days yet. I will, when there is one.',
  });
  await teo.talkAbout(backpack, session(3));

  const door = (await teo.openWeek(way, session(2)))('after-a-blow-up');
  const car = await rafael.share(door, at(2, 3, '23:10'), {
    answers: {
      moment: { picked: ['sharp', 'turned-away'] },
      age: { picked: ['fourteen-to-seventeen'] },
      'their-side': 'That it was decided already. He has been moved on for less.',
      return: {
        did: 'I said “then go”. I did not mean the door.',
        back: 'You do not need to answer. I would like you to know that no sentence in this house ends with you leaving.',
      },
      plan: { whenWhere: 'In the car to training, eyes on the road.', how: 'Two minutes. Then his music.' },
    },
    bringIn: ['return', 'their-side'],
    closing: 'Captain is his own name for himself. I asked him if I may use it here.',
  });
  const hasty = await teo.reply(
    car,
    at(1, -2, '07:45'),
    'For our session: what happened with the door afterwards?',
  );
  await teo.takeBack(hasty, at(1, -2, '08:20'));
  await teo.reply(
    car,
    at(1, -2, '08:30'),
    'I noticed that you chose the car, where nobody has to look at anybody. I wonder who once did that for you.',
  );
  await rafael.add(
    car,
    at(1, 1, '21:40'),
    'My aunt. A blue van, and the smell of onions. I had not thought of her for years.',
  );
  await teo.note(
    rafael,
    at(1, 0, '10:00'),
    'Agency visit next month. He hears every question as a test. Say beforehand what I will not be asked to write.',
  );
  await teo.assign(care, 'own-it-kindly', session(1), {
    rhythm: { kind: 'WEEKLY', everyWeeks: 2, weekdays: ['SUNDAY'], endsAfter: 4 },
    why: 'For the nights you count what you did not do. One thing is enough.',
  });
};
