import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypename } from './build/add-typename.js';

const scalars = {
  ID: 'string',
  DateTime: 'string',
  Date: 'string',
  JSON: 'unknown',
  JSONObject: { input: 'Record<string, unknown>', output: 'Record<string, unknown>' },
};

const shared = {
  scalars,
  strictScalars: true,
  enumsAsTypes: true,
  useTypeImports: true,
};

/** Entries that send documents by hash alone: the text of a query never reaches the phone. */
const hashesOnly = (entry: string): CodegenConfig['generates'] => ({
  [`src/${entry}/gql/`]: {
    documents: [`src/${entry}/**/*.graphql`],
    preset: 'client',
    presetConfig: {
      fragmentMasking: false,
      persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' },
    },
    config: shared,
  },
});

const config: CodegenConfig = {
  schema: '../../libs/shared/schema/schema.graphql',
  emitLegacyCommonJSImports: false,
  importExtension: '.js',
  generates: {
    ...hashesOnly('sign-in'),
    ...hashesOnly('my'),
    'src/desk/gql/': {
      documents: ['src/desk/**/*.graphql'],
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
      },
      documentTransforms: [addTypename],
      // Apollo's own masking types: a fragment's fields are readable only where the fragment is.
      config: { ...shared, inlineFragmentTypes: 'mask' },
    },
  },
};

export default config;
