/*
 * The blocks of an exercise, drawn. One folder per kind, beside the folder of the same name in @rejoin/domain, which
 * knows everything else about it. No GraphQL here: the runner, look over, review, builder and print use the same two
 * components with plain values.
 *
 *   BlockRun    what answers one question: the field, choice, scale or breaths (the screen shows the prompt)
 *   BlockRead   one kept answer under the question as it was asked
 *   BlockAnswer the same by itself, where the screen shows the question
 *   Sheet       a whole exercise on paper, with nothing in it yet
 *
 * A new kind: a folder with Run.tsx and Read.tsx, and one line in renderers.ts.
 */
export { BlockAnswer, BlockRead, type BlockReadProps } from './BlockRead.js';
export { BlockRun, type BlockRunProps } from './BlockRun.js';
export type { BlocksMessage } from './messages.js';
export { Sheet } from './Sheet.js';
