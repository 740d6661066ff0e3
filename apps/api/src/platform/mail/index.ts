export { letters } from './letters.js';
export { Links } from './links.js';
export { Mailer } from './mailer.js';
