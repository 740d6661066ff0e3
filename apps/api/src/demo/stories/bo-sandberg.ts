import { MembersService } from '../../modules/accounts/index.js';
import type { Story } from './cast.js';

/** Had a phone stolen on a tram, rang the office, and asked that nobody gets in until there is a new one. */
export const boSandberg: Story = async ({ stage, teo, inesId }) => {
  const care = await teo.takeOn(
    { name: 'Bo Sandberg', email: 'bo@post.example', pronouns: 'they/them' },
    { weeksAgo: 5, inDays: 2, time: '15:00' },
  );
  const { client: bo } = care;
  const { at, session } = care.calendar;

  const wings = await teo.assign(care, 'pause-before-the-spiral', session(4), {
    why: 'For the wings, before you go on. Or afterwards, in the tram.',
  });
  const applause = await bo.share(wings, at(4, 5, '23:20'), {
    answers: {
      breaths: { done: true },
      'kind-sentence': 'They clapped for the play. I was in the play.',
      'more-room': { picked: ['yes'] },
    },
    bringIn: ['kind-sentence'],
  });
  await teo.talkAbout(applause, session(3));
  await stage.happen(at(1, 1, '08:50'), async () =>
    stage.service(MembersService).suspend(await stage.viewer(inesId), {
      idempotencyKey: `asked-${bo.membershipId}`,
      membershipId: bo.membershipId,
    }),
  );
};
