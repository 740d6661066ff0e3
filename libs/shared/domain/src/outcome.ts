import * as z from 'zod/mini';

/** How a client's turn ended. All three are full endings; none is better than another. */
export const outcomeValues = ['WHOLE', 'PARTLY', 'NOT_THIS_WEEK'] as const;
export type Outcome = (typeof outcomeValues)[number];
export const outcomeSchema = z.enum(outcomeValues);

/** What the client asks for at sharing: keep it for the session (the preset), or please read it before, if you can. */
export const sharingValues = ['FOR_SESSION', 'READ_BEFORE'] as const;
export type Sharing = (typeof sharingValues)[number];
export const sharingSchema = z.enum(sharingValues);
