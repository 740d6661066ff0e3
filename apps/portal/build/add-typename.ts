import { Kind, visit, type DocumentNode } from 'graphql';
import type { Types } from '@graphql-codegen/plugin-helpers';

/**
 * Asks for `__typename` wherever an object is selected, because the cache files objects by it. The operation's own root
 * is left alone: there it would count as one more field of a document that may ask for one thing.
 */
export const addTypename: Types.DocumentTransformObject = {
  transform: ({ documents }) =>
    documents.map((file) => (file.document ? { ...file, document: withTypename(file.document) } : file)),
};

function withTypename(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(node, _key, parent) {
        if (parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION) return undefined;
        const has = node.selections.some(
          (selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename',
        );
        if (has) return undefined;
        const field = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
        return { ...node, selections: [field, ...node.selections] };
      },
    },
  });
}
