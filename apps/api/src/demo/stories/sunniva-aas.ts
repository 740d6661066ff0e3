import type { Story } from './cast.js';

/** Invited the day before yesterday. Her link still holds; she is in no hurry, and nobody else is. */
export const sunnivaAas: Story = async ({ stage, mara }) => {
  await mara.invite(
    { name: 'Sunniva Aas', email: 'sunniva@post.example', pronouns: 'she/they' },
    new Date(stage.beganAt.getTime() - 2 * 86_400_000),
    { joins: false },
  );
};
