import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from 'graphql';

const most = { rootFields: 5, mutations: 1, aliases: 10, directives: 5, fields: 400 } as const;

const refusal = (what: string) =>
  new GraphQLError(`This document asks for too much at once: ${what}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });

/**
 * Counts what a document asks for, through fragments, in time linear in its length: each fragment is measured once.
 * Trusted documents pass with room to spare; the rule is the second wall where ad-hoc documents are allowed.
 */
function limitDocument(context: ValidationContext): ASTVisitor {
  const measured = new Map<string, { fields: number; aliases: number; directives: number }>();
  const measuring = new Set<string>();

  const measure = (set: SelectionSetNode): { fields: number; aliases: number; directives: number } => {
    const total = { fields: 0, aliases: 0, directives: 0 };
    for (const selection of set.selections) {
      total.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const inner = measureFragment(selection.name.value);
        for (const key of ['fields', 'aliases', 'directives'] as const) total[key] += inner[key];
        continue;
      }
      if (selection.kind === Kind.FIELD) {
        total.fields += 1;
        if (selection.alias) total.aliases += 1;
      }
      if (selection.selectionSet) {
        const inner = measure(selection.selectionSet);
        for (const key of ['fields', 'aliases', 'directives'] as const) total[key] += inner[key];
      }
    }
    return total;
  };

  const measureFragment = (name: string) => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = context.getFragment(name);
    // A cycle is refused by GraphQL's own rules; here it only must not hang.
    if (!fragment || measuring.has(name)) return { fields: 0, aliases: 0, directives: 0 };
    measuring.add(name);
    const total = measure(fragment.selectionSet);
    measuring.delete(name);
    measured.set(name, total);
    return total;
  };

  const rootFields = (set: SelectionSetNode, seen: Set<string>): number =>
    set.selections.reduce((count, selection) => {
      if (selection.kind === Kind.FIELD) return count + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return count + rootFields(selection.selectionSet, seen);
      const fragment = context.getFragment(selection.name.value);
      if (!fragment || seen.has(selection.name.value)) return count;
      return count + rootFields(fragment.selectionSet, new Set([...seen, selection.name.value]));
    }, 0);

  return {
    OperationDefinition(operation) {
      const roots = rootFields(operation.selectionSet, new Set());
      if (operation.operation === 'mutation' && roots > most.mutations)
        context.reportError(refusal('one change a request'));
      if (roots > most.rootFields) context.reportError(refusal('too many fields at the top'));
      const total = measure(operation.selectionSet);
      if (total.aliases > most.aliases) context.reportError(refusal('too many aliases'));
      if (total.directives > most.directives) context.reportError(refusal('too many directives'));
      if (total.fields > most.fields) context.reportError(refusal('too many fields'));
      return false;
    },
  };
}

export const limitRules = [limitDocument];
