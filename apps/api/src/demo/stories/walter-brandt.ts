import { personaOf } from '../demo-personas.js';
import type { Story } from './cast.js';

/** Seventy-one, a ferry engineer for forty years, and a widower since the autumn. The words on offer are seldom his. */
export const walterBrandt: Story = async ({ mara }) => {
  const care = await mara.takeOn(
    { ...personaOf('walter'), pronouns: 'he/him' },
    { weeksAgo: 6, inDays: 2, time: '10:00' },
  );
  const { client: walter } = care;
  const { at, session } = care.calendar;

  const evening = await mara.assign(care, 'pause-before-the-spiral', session(5), {
    why: 'For when the evening gets long. Two minutes, and no more.',
  });
  const kettle = await walter.share(evening, at(5, 4, '19:30'), {
    answers: {
      'kind-sentence': 'The kettle works, and so do I, more or less.',
      'more-room': { picked: ['no'] },
    },
    feelsWrong: ['kind-sentence'],
    closing: 'I do not talk to myself. Where I come from, nobody did.',
  });
  await mara.reply(
    kettle,
    at(4, -2, '08:50'),
    'I noticed “the kettle works, and so do I”. That may be the sentence already.',
  );
  await mara.talkAbout(kettle, session(4));
  await mara.note(
    walter,
    at(4, 0, '11:05'),
    'Wrong words, not a wrong idea. Ask what Ruth would have said to him in the engine room.',
  );

  const heating = await mara.assign(care, 'pause-before-the-spiral', session(4));
  const cake = await walter.leave(heating, at(3, -1, '18:00'), {
    reason: 'The heating man came, and then he stayed for cake.',
  });
  await mara.talkAbout(cake, session(3));

  const phone = await mara.assign(care, 'own-it-kindly', session(3), {
    why: 'You said you keep hearing the phone ring. Only your part of it.',
  });
  await walter.share(phone, at(1, 1, '11:20'), {
    answers: {
      event: 'Ruth’s sister rang twice. I let it ring.',
      'my-part': 'I saw the name, and sat down.',
      'own-words': {
        did: 'What happened is that I could not say it one more time.',
        back: 'To anyone else who did this I would say, ring her on Sunday.',
      },
      'next-step': 'Ring Hedda on Sunday, after her church.',
      believable: 3,
    },
    feelsWrong: ['own-words'],
    closing: 'These boxes want a word I have not got.',
  });
  await mara.assign(care, 'pause-before-the-spiral', session(1), {
    why: 'No sentence this time. Feet on the floor, and the hum of something that runs.',
  });
};
