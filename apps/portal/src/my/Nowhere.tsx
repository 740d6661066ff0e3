import { TroubleError } from '../lib/send.js';
import { EmptyState, Title } from '../ui/index.js';
import { GoButton } from './navigation.js';
import { useText } from './text.js';

/** Whether the server says that there is nothing: what never was, and what is not any more, look alike. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof TroubleError && error.trouble === 'NOT_FOUND';

/** An address at which there is nothing: one that never was, and one that is not any more. */
export function Nowhere() {
  const say = useText();
  return (
    <>
      <Title>{say('nowhere.title')}</Title>
      <EmptyState action={<GoButton to={{ at: 'TODAY' }}>{say('nowhere.today')}</GoButton>}>
        {say('nowhere.lead')}
      </EmptyState>
    </>
  );
}
