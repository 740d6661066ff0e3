import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type DocumentDefinition, inOwnWords, type OwnWording, saySame } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { type AgreementKind, agreementKinds, PracticeService, type PracticeType } from '../accounts/index.js';
import { AgreementTexts, firstOwnVersion, wordedIn } from './agreement-texts.js';
import * as queries from './agreements.queries.js';
import type {
  AgreedText,
  AgreementTextType,
  ChooseAgreementInput,
  PracticeAgreement,
  PublishAgreementInput,
  SaveAgreementDraftInput,
} from './agreements.types.js';
import { agreementDocuments } from './consent-documents.js';
import type { AcceptedAgreement } from './couple-gate.policy.js';
import { shutEveryGate } from './couples.queries.js';

/**
 * The agreement a practice asks its couples to accept: which of the two, and in whose words. Asking for another text shuts every
 * gate until each has said yes to it, and touches nothing that is under way.
 */
@Injectable()
export class AgreementsService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(PracticeService) private readonly practices: PracticeService,
    @Inject(AgreementTexts) private readonly texts: AgreementTexts,
  ) {}

  /** Both, with what the practice wrote and published of them. */
  async agreements(viewer: Viewer): Promise<PracticeAgreement[]> {
    const row = await this.db.readOne(viewer, queries.writtenAgreements());
    return agreementKinds.map((kind) => {
      const original = agreementDocuments[kind];
      const draft = row?.drafts.find((one) => one.kind === kind);
      return {
        kind,
        original: {
          kind,
          version: original.version,
          definition: original,
          publishedAt: null,
          publishedByName: null,
        },
        draft: {
          words: draft?.words ? wordsOf(draft.words) : [],
          revision: draft?.revision ?? 0,
          savedAt: draft?.savedAt ?? null,
          savedByName: draft?.savedByName ?? null,
        },
        versions: row?.versions.filter((one) => one.kind === kind) ?? [],
      };
    });
  }

  /** A text as it was accepted, word for word, whatever is asked for now. */
  async text(viewer: Viewer, asked: AcceptedAgreement): Promise<AgreementTextType> {
    const definition = await this.texts.of(viewer, asked);
    if (!definition) throw new NotFoundError('Agreement', null);
    const row =
      asked.version < firstOwnVersion
        ? null
        : await this.db.readOne(viewer, queries.agreementText(asked.kind, asked.version));
    return {
      ...asked,
      definition,
      publishedAt: row?.published_at ?? null,
      publishedByName: row?.published_by_name ?? null,
    };
  }

  /** What a client said yes to, and nothing of what anybody else did. */
  async agreedTexts(viewer: Viewer): Promise<AgreedText[]> {
    const [rows] = await this.db.read(viewer, queries.agreedTexts());
    const texts: AgreedText[] = [];
    for (const { id, kind, version, agreed_at, clinician_name } of rows) {
      const text = await this.texts.accepted(viewer, kind, version);
      if (!text) continue;
      texts.push({
        id,
        agreedAt: agreed_at,
        clinicianName: clinician_name,
        ...wordedIn(viewer.language, text),
      });
    }
    return texts;
  }

  /** Keeps what is written. Who wrote on an older revision is told, and nothing is saved over. */
  async saveAgreementDraft(viewer: Viewer, input: SaveAgreementDraftInput): Promise<PracticeType> {
    const { kind, baseRevision, en, es } = input;
    await this.db.act(viewer, 'saveAgreementDraft', input, async (tx) => {
      const words = JSON.stringify({ en, ...(es ? { es } : {}) } satisfies OwnWording);
      const saved = await tx.row(queries.saveAgreementDraft(randomUUID(), kind, words, baseRevision));
      if (!saved) throw stale('baseRevision');
      await tx.audit('agreement.save', 'AgreementDraft', saved.id);
      return {};
    });
    return this.practices.practice(viewer);
  }

  /** Makes what is written the text that couples accept from now on, for good. */
  async publishAgreement(viewer: Viewer, input: PublishAgreementInput): Promise<PracticeType> {
    const { kind, revision } = input;
    await this.db.act(viewer, 'publishAgreement', input, async (tx) => {
      await tx.rows(shutEveryGate());
      const draft = await tx.row(queries.draftToPublish(kind, revision));
      if (!draft) throw stale('revision');
      if (!draft.words)
        throw new UserError(UserErrorCode.ALREADY_DONE, 'Nothing was written since it was published.');
      const made = inOwnWords(agreementDocuments[kind], draft.words, draft.version);
      if (!made.ok) {
        const [first] = made.problems;
        throw new UserError(UserErrorCode.INVALID, first?.message ?? '', first?.path ?? null);
      }
      await this.#assertReadable(tx, made.document, 'es.text');
      const inUse = draft.is_in_use ? (draft.in_use ?? agreementDocuments[kind]) : null;
      if (inUse && saySame(inUse, made.document))
        throw new UserError(
          UserErrorCode.ALREADY_DONE,
          'This is the text in use, word for word. Nobody is asked to accept it twice.',
        );
      const id = randomUUID();
      const definition = JSON.stringify(made.document);
      await tx.rows(queries.publishAgreement(id, kind, draft.version, definition, draft.id));
      await tx.audit('agreement.publish', 'AgreementText', id);
      await this.#askFor(tx, kind, draft.version);
      return {};
    });
    return this.practices.practice(viewer);
  }

  /** Asks for one of the texts that are there: as Rejoin words it, or the practice's own of an earlier day. */
  async chooseAgreement(viewer: Viewer, input: ChooseAgreementInput): Promise<PracticeType> {
    const { kind, version = null } = input;
    await this.db.act(viewer, 'chooseAgreement', input, async (tx) => {
      await tx.rows(shutEveryGate());
      const own = version !== null && (await tx.row(queries.agreementText(kind, version)));
      if (own === null) throw new NotFoundError('Agreement', null);
      await this.#assertReadable(tx, own ? own.definition : agreementDocuments[kind], 'version');
      await this.#askFor(tx, kind, version);
      return {};
    });
    return this.practices.practice(viewer);
  }

  /** Nobody says yes to what they cannot read. */
  async #assertReadable(tx: Tx, text: DocumentDefinition, field: string): Promise<void> {
    if (text.languages.includes('es') || !(await tx.row(queries.spanishReader()))?.is_there) return;
    throw new UserError(
      UserErrorCode.INVALID,
      'Somebody in your practice reads Spanish. Please write it in Spanish, too.',
      field,
    );
  }

  async #askFor(tx: Tx, kind: AgreementKind, version: number | null): Promise<void> {
    await tx.rows(queries.askFor(kind, version));
    await tx.audit('agreement.choose', 'Practice', tx.viewer.practiceId);
  }
}

function wordsOf({ en, es }: OwnWording): PracticeAgreement['draft']['words'] {
  return [{ language: 'en', ...en }, ...(es ? [{ language: 'es' as const, ...es }] : [])];
}

const stale = (field: string): UserError =>
  new UserError(
    UserErrorCode.STALE,
    'Somebody else has changed this meanwhile. What you wrote is still here: please look at theirs first.',
    field,
  );
