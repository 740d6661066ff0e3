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

/**
 * The library's texts of one key by version: what somebody said yes to stays readable. The file of the key alone holds the one
 * that stands now; an earlier one is kept beside it, as `agreement-no-secrets.v1.yaml`.
 */
export function versionsOf(key: string, files: readonly URL[]): ReadonlyMap<number, DocumentDefinition> {
  const name = new RegExp(`/${key}(\\.v\\d+)?\\.yaml$`);
  const read = (file: URL): DocumentDefinition =>
    libraryText(file, (input) => {
      const parsed = parseDocument(input);
      return parsed.ok ? { ok: true, content: parsed.document } : parsed;
    });
  const newestFirst = files
    .filter(({ pathname }) => name.test(pathname))
    .map(read)
    .sort((one, other) => other.version - one.version);
  const versions = new Map(newestFirst.map((text) => [text.version, text]));
  if (versions.size < newestFirst.length) throw new Error(`The library has a version of ${key} twice`);
  return versions;
}

/** All that the library ever published of each kind, by version, the newest first. */
export const libraryVersions: Readonly<
  Record<ConsentDocumentKind | AgreementKind, ReadonlyMap<number, DocumentDefinition>>
> = {
  WHAT_IS_SEEN: versionsOf(keys.WHAT_IS_SEEN, documentFiles),
  NO_SECRETS: versionsOf(keys.NO_SECRETS, documentFiles),
  LIMITED_SECRETS: versionsOf(keys.LIMITED_SECRETS, documentFiles),
};

/** The texts as they stand now, by kind. */
export const consentDocuments: ReadonlyMap<ConsentDocumentKind, DocumentDefinition> = new Map(
  consentDocumentKinds.map((kind) => [kind, newest(kind)]),
);

/** The confidentiality agreements of joint work as Rejoin words them; a practice chooses one, or writes its own. */
export const agreementDocuments: Readonly<Record<AgreementKind, DocumentDefinition>> = {
  NO_SECRETS: newest('NO_SECRETS'),
  LIMITED_SECRETS: newest('LIMITED_SECRETS'),
};

function newest(kind: ConsentDocumentKind | AgreementKind): DocumentDefinition {
  const [text] = libraryVersions[kind].values();
  if (!text) throw new Error(`The library has no document ${keys[kind]}`);
  return text;
}
