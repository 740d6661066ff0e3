import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/auth/index.js';
import { DataKeys, type Place } from '../../platform/crypto/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { asId, NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { partnerToRecordFor, shutGate } from './couples.queries.js';
import type {
  ClinicianOnlyMarkType,
  LiftClinicianOnlyMarkInput,
  SetClinicianOnlyMarkInput,
} from './mark.types.js';
import * as queries from './marks.queries.js';

const notePlace = (id: string, authorId: string): Place => ({
  table: 'clinician_only_marks',
  column: 'sealed',
  rowId: id,
  authorId,
});

/**
 * What a clinician marks about one person: caution, a hold of joint work, no mail, a device that somebody else may see. It lies
 * in that person's own compartment, and does what it says without a trace on any screen of theirs or of a partner's.
 */
@Injectable()
export class MarksService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(DataKeys) private readonly dataKeys: DataKeys,
  ) {}

  /** Sets a mark. A hold waits for whoever is assigning or opening, and whoever comes after finds the gate shut. */
  async setMark(viewer: Viewer, input: SetClinicianOnlyMarkInput): Promise<ClinicianOnlyMarkType> {
    const { kind } = input;
    const clientId = asId('Client', input.clientId);
    const coupleId = input.coupleId ? asId('Couple', input.coupleId) : null;
    if (kind === 'DO_NOT_OPEN')
      throw new UserError(UserErrorCode.INVALID, 'That is a client’s own to ask.', 'kind');
    if ((kind === 'COUPLE_HOLD') !== (coupleId !== null))
      throw new UserError(UserErrorCode.INVALID, 'A hold, and nothing else, is of one couple.', 'coupleId');
    const { markId } = await this.db.act(viewer, 'setClinicianOnlyMark', input, async (tx) => {
      const episodeId = await this.#episodeFor(tx, clientId, coupleId);
      const id = randomUUID();
      const note = input.note?.trim();
      const key = note
        ? await this.dataKeys.keyFor(tx, viewer.membershipId, clientId, 'CLINICIAN_ONLY')
        : null;
      const sealed =
        note && key ? this.dataKeys.seal(viewer, key, notePlace(id, viewer.membershipId), note) : null;
      const set = await tx.row(queries.setMark(id, kind, episodeId, clientId, sealed, key?.id ?? null));
      if (!set) throw new UserError(UserErrorCode.ALREADY_DONE, 'This is marked already.', 'kind');
      await tx.audit('mark.set', 'ClinicianOnlyMark', id, clientId);
      return { markId: id };
    });
    return this.#markById(viewer, markId ?? '');
  }

  async liftMark(viewer: Viewer, input: LiftClinicianOnlyMarkInput): Promise<ClinicianOnlyMarkType> {
    const id = asId('ClinicianOnlyMark', input.markId);
    await this.db.act(viewer, 'liftClinicianOnlyMark', input, async (tx) => {
      const mark = await tx.row(queries.lockMark(id));
      if (!mark) throw new NotFoundError('ClinicianOnlyMark', id);
      if (!mark.lifted_at) await tx.rows(queries.liftMark(id));
      // Its note comes along: a look as well, where nothing was left to lift.
      await tx.audit(mark.lifted_at ? 'mark.read' : 'mark.lift', 'ClinicianOnlyMark', id, mark.client_id);
      return {};
    });
    return this.#markById(viewer, id);
  }

  /** A mark with its note opened. Whoever calls has noted the look, or wrote it just now. */
  markOf(viewer: Viewer, row: queries.StoredMark): ClinicianOnlyMarkType {
    const { sealed, data_key_id: keyId, wrapped, set_by_id: authorId } = row;
    return {
      id: row.id,
      kind: row.kind,
      coupleId: row.kind === 'COUPLE_HOLD' ? row.couple_id : null,
      coupleName: row.kind === 'COUPLE_HOLD' ? row.couple_name : null,
      reflectionId: row.reflection_id,
      note:
        sealed && keyId && wrapped && authorId
          ? this.dataKeys.open(
              viewer,
              { id: keyId, wrapped: Buffer.from(wrapped, 'base64') },
              notePlace(row.id, authorId),
              Buffer.from(sealed, 'base64'),
            )
          : null,
      setAt: row.set_at,
      setByName: row.set_by_name,
      liftedAt: row.lifted_at,
      liftedByName: row.lifted_by_name,
      viewerCanLift: authorId !== null && row.lifted_at === null,
    };
  }

  async #episodeFor(tx: Tx, clientId: string, coupleId: string | null): Promise<string> {
    const course = await tx.row(
      coupleId ? partnerToRecordFor(coupleId, clientId) : queries.episodeToMark(clientId),
    );
    if (!course) throw new NotFoundError('Client', clientId);
    if (coupleId) await tx.rows(shutGate(course.episode_id));
    return course.episode_id;
  }

  async #markById(viewer: Viewer, markId: string): Promise<ClinicianOnlyMarkType> {
    const row = await this.db.readOne(viewer, queries.markById(markId));
    if (!row) throw new NotFoundError('ClinicianOnlyMark', markId);
    return this.markOf(viewer, row.mark);
  }
}
