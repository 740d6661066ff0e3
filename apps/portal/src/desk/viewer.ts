import { createContext, useContext } from 'react';
import type { DeskShellQuery } from './gql/graphql.js';

export type Viewer = NonNullable<DeskShellQuery['viewer']>;

export const ViewerContext = createContext<Viewer | null>(null);

/** Who is asking, in which practice, as what. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('There is no viewer outside the shell.');
  return viewer;
}
