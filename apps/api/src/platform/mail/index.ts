export { letter, type Letter } from './letters.js';
export { Links } from './links.js';
export { Mailer } from './mailer.js';
