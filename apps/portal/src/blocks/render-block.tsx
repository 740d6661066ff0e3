import type { AnswerValue, Block } from '@rejoin/domain';
import { render } from '@testing-library/react';
import { useState } from 'react';
import { IntlProvider } from 'react-intl';
import { sentences } from '../lib/text.js';
import ui from '../ui/messages/en.json' with { type: 'json' };
import { BlockRead, BlockRun, type BlockReadProps } from './index.js';
import english from './messages/en.json' with { type: 'json' };

const messages = sentences(ui, english);

function Held({
  block,
  first,
  feelsWrong,
  onValue,
}: {
  block: Block;
  first: AnswerValue | undefined;
  feelsWrong: boolean;
  onValue: (value: AnswerValue | undefined) => void;
}) {
  const [value, setValue] = useState(first);
  return (
    <BlockRun
      block={block}
      language="en"
      value={value}
      onChange={(next) => {
        setValue(next);
        onValue(next);
      }}
      feelsWrong={feelsWrong}
      autoFocus
    />
  );
}

/** A block as a step holds it, for tests: `value()` is the last answer it gave. */
export function renderBlock(block: Block, options: { value?: AnswerValue; feelsWrong?: boolean } = {}) {
  let last = options.value;
  render(
    <IntlProvider locale="en" messages={messages}>
      <Held
        block={block}
        first={options.value}
        feelsWrong={options.feelsWrong ?? false}
        onValue={(value) => {
          last = value;
        }}
      />
    </IntlProvider>,
  );
  return { value: () => last };
}

/** A kept answer as review shows it, for tests. */
export function renderRead(props: BlockReadProps) {
  return render(
    <IntlProvider locale="en" messages={messages}>
      <BlockRead {...props} />
    </IntlProvider>,
  );
}
