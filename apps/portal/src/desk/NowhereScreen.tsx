import { Link } from 'react-router';
import { EmptyState, Title } from '../ui/index.js';
import { useText } from './text.js';

/** An address that leads nowhere, or not for this role. */
export function NowhereScreen() {
  const say = useText();
  return (
    <>
      <Title>{say('nowhere.title')}</Title>
      <EmptyState action={<Link to="/">{say('nowhere.home')}</Link>}>{say('nowhere.lead')}</EmptyState>
    </>
  );
}
