import { sentences } from '../lib/text.js';
import ui from '../ui/messages/es.json' with { type: 'json' };
import blocks from '../blocks/messages/es.json' with { type: 'json' };
import my from './messages/es.json' with { type: 'json' };

/** All that a client meets in Spanish; a chunk of its own, like every language. */
export const messages = sentences(ui, blocks, my);
