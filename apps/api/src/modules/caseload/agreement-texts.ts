import { Inject, Injectable } from '@nestjs/common';
import { type DocumentDefinition, type Language, say, walkedIn } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db } from '../../platform/db/index.js';
import type { AgreementKind } from '../accounts/index.js';
import { agreementText } from './agreements.queries.js';
import { agreementDocuments, type ConsentDocumentKind, libraryVersions } from './consent-documents.js';
import type { AcceptedAgreement } from './couple-gate.policy.js';
import type { Agreement } from './couple.types.js';

/** A practice's own texts are counted from here on; below are the library's. */
export const firstOwnVersion = 101;
const lastVersion = 10_000;

/** What a practice asks its couples to accept, as its row says it. */
export interface AskedAgreement {
  agreement: AgreementKind | null;
  agreement_version: number | null;
}

/** An agreement as the client's own screens find it, before it is known whether it was accepted. */
export interface StoredOwnAgreement extends AskedAgreement {
  couple_id: string;
  clinician_name: string | null;
  agreement: AgreementKind;
  accepted: AcceptedAgreement[];
}

/** The text that is asked for now. Null: the practice has not chosen one. */
export function currentAgreement({ agreement, agreement_version }: AskedAgreement): AcceptedAgreement | null {
  return (
    agreement && { kind: agreement, version: agreement_version ?? agreementDocuments[agreement].version }
  );
}

/** Whether what somebody accepted is this text and no other. */
export function isSame(one: AcceptedAgreement | null, other: AcceptedAgreement): boolean {
  return one !== null && one.kind === other.kind && one.version === other.version;
}

/** A text in one language from its beginning to its end. */
export function wordedIn(
  language: Language,
  text: DocumentDefinition,
): { language: Language; title: string; paragraphs: string[] } {
  const spoken = walkedIn(language, text.languages);
  return {
    language: spoken,
    title: say(text.title, spoken),
    paragraphs: text.paragraphs.map((paragraph) => say(paragraph, spoken)),
  };
}

const mostKept = 1_000;

/** The texts of agreements by kind and version. What was published never changes, so each is read once. */
@Injectable()
export class AgreementTexts {
  readonly #kept = new Map<string, DocumentDefinition>();

  constructor(@Inject(Db) private readonly db: Db) {}

  /** Null: nobody has this text any more, or it never was. Who shows it among others leaves it out. */
  async of(viewer: Viewer, { kind, version }: AcceptedAgreement): Promise<DocumentDefinition | null> {
    if (version < firstOwnVersion) return libraryVersions[kind].get(version) ?? null;
    if (version > lastVersion) return null;
    const key = `${viewer.practiceId} ${kind} ${version}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const row = await this.db.readOne(viewer, agreementText(kind, version));
    if (!row) return null;
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(key, row.definition);
    return row.definition;
  }

  /** Any text that is accepted, also one before the first question. */
  async accepted(
    viewer: Viewer,
    kind: AgreementKind | ConsentDocumentKind,
    version: number,
  ): Promise<DocumentDefinition | null> {
    return kind === 'WHAT_IS_SEEN'
      ? (libraryVersions[kind].get(version) ?? null)
      : this.of(viewer, { kind, version });
  }

  /** The agreements a client has not accepted as they stand now, worded for them. */
  async toRead(viewer: Viewer, rows: readonly StoredOwnAgreement[]): Promise<Agreement[]> {
    const agreements: Agreement[] = [];
    for (const { couple_id, clinician_name, accepted, ...practice } of rows) {
      const current = currentAgreement(practice);
      if (!current || accepted.some((one) => isSame(current, one))) continue;
      const text = await this.of(viewer, current);
      if (!text) continue;
      agreements.push({
        coupleId: couple_id,
        clinicianName: clinician_name,
        ...current,
        ...wordedIn(viewer.language, text),
      });
    }
    return agreements;
  }
}
