import { InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { render } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createApollo } from '../desk/apollo.js';
import { DeskShellDocument, type Role } from '../desk/gql/graphql.js';
import { routes } from '../desk/router.js';
import { messages } from '../desk/text.js';
import type { TestServer } from './server.js';

/** The last page of a list. */
export const pageInfo = {
  __typename: 'PageInfo' as const,
  hasNextPage: false,
  hasPreviousPage: false,
  startCursor: null,
  endCursor: null,
};

/** Opens an address of the staff's entry as Mara, who is a clinician and a practice admin. */
export function openDesk(server: TestServer, path: string, role: Role = 'CLINICIAN') {
  server.on(DeskShellDocument, {
    viewer: {
      __typename: 'Viewer',
      id: 'mara',
      name: 'Mara',
      role,
      practice: {
        __typename: 'ViewerPractice',
        id: 'practice',
        name: 'Lindqvist Practice',
        zone: 'Europe/Berlin',
        isDemo: true,
      },
      memberships: (['CLINICIAN', 'PRACTICE_ADMIN'] as const).map((each) => ({
        __typename: 'ViewerMembership' as const,
        id: each,
        role: each,
        practiceName: 'Lindqvist Practice',
        isActive: each === role,
      })),
    },
  });
  const apollo = createApollo();
  expect(apollo.cache).toBeInstanceOf(InMemoryCache);
  return render(
    <IntlProvider locale="en" messages={messages}>
      <ApolloProvider client={apollo}>
        <RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />
      </ApolloProvider>
    </IntlProvider>,
  );
}
