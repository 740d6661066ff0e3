import { expect, it } from '@jest/globals';
import {
  answerTo,
  answersToShare,
  blocksIn,
  type DraftBody,
  type ExerciseDefinition,
  parseDefinition,
  promptOf,
} from '@rejoin/domain';
import { anyDefinition, anyDraft } from '@rejoin/domain/testing';
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { IntlProvider } from 'react-intl';
import { parse, stringify } from 'yaml';
import { sentences } from '../lib/text.js';
import ui from '../ui/messages/en.json' with { type: 'json' };
import { BlockRead, BlockRun } from './index.js';
import english from './messages/en.json' with { type: 'json' };

const messages = sentences(ui, english);
const pair = anyDefinition.chain((definition) =>
  anyDraft(definition).map((body): { definition: ExerciseDefinition; body: DraftBody } => ({
    definition,
    body,
  })),
);

it('whatever the format accepts goes through a file and is drawn: each question, and each answer as it is kept', () => {
  fc.assert(
    fc.property(pair, ({ definition, body }) => {
      const file = stringify(JSON.parse(JSON.stringify(definition)));
      const read = parseDefinition(parse(file));
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(read.definition).toEqual(parse(file));
      const kept = answersToShare(read.definition, body);
      const { container } = render(
        <IntlProvider locale="en" messages={messages}>
          {blocksIn(read.definition).map((block) => (
            <section key={block.key} aria-label={promptOf(block, body)}>
              <BlockRun
                block={block}
                language={body.language}
                value={answerTo(body, block.key)}
                onChange={() => undefined}
                feelsWrong={body.feelsWrong.includes(block.key)}
              />
            </section>
          ))}
          {kept.map((answer) => (
            <BlockRead
              key={answer.key}
              kind={answer.kind}
              wording={answer.wording}
              value={answer.value}
              language={body.language}
            />
          ))}
        </IntlProvider>,
      );
      expect(container.querySelectorAll('h3')).toHaveLength(kept.length);
      expect(container.textContent).not.toContain('Nothing of it is lost');
      cleanup();
    }),
    { numRuns: 60 },
  );
}, 60_000);
