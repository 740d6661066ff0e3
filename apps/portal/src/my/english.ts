import { sentences } from '../lib/text.js';
import ui from '../ui/messages/en.json' with { type: 'json' };
import blocks from '../blocks/messages/en.json' with { type: 'json' };
import my from './messages/en.json' with { type: 'json' };

/** All that a client meets in English; a chunk of its own, like every language. */
export const messages = sentences(ui, blocks, my);
