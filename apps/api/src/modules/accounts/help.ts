import { z } from 'zod';

// Some are short messages with a word in them, so no more is asked than that there is something to dial.
const number = z.string().min(2).max(40).regex(/\d/);

const line = z.object({
  name: z.string().min(1).max(120),
  number,
  hours: z.string().min(1).max(120),
  language: z.string().max(60).nullable().default(null),
  note: z.string().max(200).nullable().default(null),
});

/** Crisis information of a practice. No number is shipped: somebody there looked each one up, on the day it says. */
export const help = z.object({
  emergencyNumber: number,
  lines: z.array(line).max(12).default([]),
  practiceHours: z.string().max(200).nullable().default(null),
  checkedOn: z.iso.date(),
});
export type Help = z.infer<typeof help>;
