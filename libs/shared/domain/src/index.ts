/*
 * What the API and the portal both run: the exercise format, who may read what, the time of the next session, limits
 * and the rules of our copy. Pure functions and data; nothing here knows a database, a browser or a clock.
 */
export * from './limits.js';
export * from './text.js';
export * from './language.js';
export { type Problem } from './problems.js';
export * from './readers.js';
export * from './outcome.js';
export * from './exercise/index.js';
export * from './document/document.js';
export * from './document/own-words.js';
export * from './program/program.js';
export { isText, searchWords, textsIn } from './texts-in.js';
export * from './translation.js';
export * from './time/session.js';
export * from './time/rhythm.js';
export * from './time/turns.js';
export { haveDaysBegun, isZone, localDate, momentOf } from './time/zone.js';
export * from './copy/copy.js';
export * from './joint/index.js';
