import { useRouteError } from 'react-router';
import { ErrorState } from '../ui/index.js';

/** A screen that could not be fetched or drawn. */
export function RouteFault() {
  return <ErrorState error={useRouteError()} onRetry={() => location.reload()} />;
}
