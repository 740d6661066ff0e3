import type english from './messages/en.json';

/** The sentences that the interface parts say by themselves. */
export type UiMessage = keyof typeof english;
