// @ts-check
// The mail server of the demo, for the tests.
export { startMailCatcher } from '../../../tools/mail-catcher.mjs';

/** @typedef {import('../../../tools/mail-catcher.mjs').MailCatcher} MailCatcher */
