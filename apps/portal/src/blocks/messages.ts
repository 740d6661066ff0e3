import type english from './messages/en.json';

/** The sentences that the blocks of an exercise say by themselves; the questions come with the exercise. */
export type BlocksMessage = keyof typeof english;
