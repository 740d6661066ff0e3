import { type DocumentDefinition, parseDocument } from '@rejoin/domain';
import { documentFiles } from '@rejoin/library';
import { libraryText } from '../../platform/library/index.js';
import type { AgreementKind } from '../accounts/index.js';

/** Texts a client accepts before the first question. */
export const consentDocumentKinds = ['WHAT_IS_SEEN'] as const;
export type ConsentDocumentKind = (typeof consentDocumentKinds)[number];

const keys: Record<ConsentDocumentKind | AgreementKind, string> = {
  WHAT_IS_SEEN: 'what-your-therapist-can-see',
  NO_SECRETS: 'agreement-no-secrets',
  LIMITED_SECRETS: 'agreement-limited-secrets',
};

/** The texts as they stand now, by kind. */
export const consentDocuments: ReadonlyMap<ConsentDocumentKind, DocumentDefinition> = new Map(
  consentDocumentKinds.map((kind) => [kind, read(keys[kind])]),
);

/** The confidentiality agreements of joint work as Rejoin words them; a practice chooses one, or writes its own. */
export const agreementDocuments: Readonly<Record<AgreementKind, DocumentDefinition>> = {
  NO_SECRETS: read(keys.NO_SECRETS),
  LIMITED_SECRETS: read(keys.LIMITED_SECRETS),
};

function read(key: string): DocumentDefinition {
  const file = documentFiles.find((url) => url.pathname.endsWith(`/${key}.yaml`));
  if (!file) throw new Error(`The library has no document ${key}`);
  return libraryText(file, (input) => {
    const parsed = parseDocument(input);
    return parsed.ok ? { ok: true, content: parsed.document } : parsed;
  });
}
