import { useState } from 'react';
import { Dialog } from '../../../ui/index.js';
import { useText } from '../../text.js';
import { AssignForm } from './AssignForm.js';
import { StartedTogether, type Started } from './StartedTogether.js';
import type { Target } from './use-recipients.js';

/** Three lines: exercise, who, why this for you. Nothing about the client is filled in beforehand. */
export function AssignSheet({
  isOpen,
  onClose,
  target,
  exercise,
}: {
  isOpen: boolean;
  onClose: () => void;
  /** Already chosen on that person's or couple's page. */
  target?: Target;
  /** Already chosen on that exercise's page. */
  exercise?: string;
}) {
  const say = useText();
  const [started, setStarted] = useState<Started | null>(null);
  const close = (): void => {
    setStarted(null);
    onClose();
  };
  return (
    <>
      <Dialog shape="sheet" title={say('assign.title')} isOpen={isOpen && !started} onClose={close}>
        <AssignForm
          onDone={close}
          onStarted={setStarted}
          {...(target ? { target } : {})}
          {...(exercise ? { exercise } : {})}
        />
      </Dialog>
      <Dialog shape="wide" title={say('together.title')} isOpen={isOpen && started !== null} onClose={close}>
        {started ? <StartedTogether started={started} onDone={close} /> : null}
      </Dialog>
    </>
  );
}
