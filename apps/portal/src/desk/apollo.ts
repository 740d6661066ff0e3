import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import type { GraphQLCodegenDataMasking } from '@apollo/client/masking';
import { relayStylePagination } from '@apollo/client/utilities';
import { from, map } from 'rxjs';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { send, TroubleError } from '../lib/send.js';
import { noteSignedOut } from '../lib/signed-out-state.js';

declare module '@apollo/client' {
  // Fragments are masked: their fields are readable only where the fragment is.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  export interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
}

/** Sends trusted documents in Rejoin's wire form; the text of a document never leaves the browser. */
const trustedDocuments = new ApolloLink((operation) =>
  from(
    send(
      operation.query as TypedDocumentNode<Record<string, unknown>, typeof operation.variables>,
      operation.variables,
      // What the page asks by itself does not keep anybody signed in.
      { isBackground: operation.getContext()['isBackground'] === true },
    ).catch((error: unknown) => {
      if (error instanceof TroubleError && error.trouble === 'SIGNED_OUT') noteSignedOut();
      throw error;
    }),
  ).pipe(map((data) => ({ data }))),
);

export function createApollo(): ApolloClient {
  return new ApolloClient({
    link: trustedDocuments,
    dataMasking: true,
    cache: new InMemoryCache({
      typePolicies: {
        Query: {
          fields: {
            caseload: relayStylePagination(),
            toRead: relayStylePagination(),
            people: relayStylePagination(),
            viewer: { merge: true },
          },
        },
        Opening: { keyFields: ['assignmentId', 'slot'] },
        // A sheet asks for its kind alone; what a page knows of it stays.
        AssignmentRhythm: { merge: true },
        Practice: { fields: { help: { merge: false } } },
      },
    }),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
      query: { fetchPolicy: 'network-only' },
    },
  });
}

export const apollo = createApollo();
