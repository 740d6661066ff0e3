import { EmptyState, Title } from '../ui/index.js';
import { GoButton } from './navigation.js';
import { useText } from './text.js';

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
