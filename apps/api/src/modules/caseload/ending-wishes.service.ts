import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/auth/index.js';
import { Db } from '../../platform/db/index.js';
import { asId, NotFoundError } from '../../platform/graphql/index.js';
import * as queries from './ending-wishes.queries.js';
import type {
  CloseEndingWishInput,
  EndingWishType,
  OwnJointWork,
  SetEndingWishInput,
} from './ending-wishes.types.js';

/**
 * One partner's own wish to end joint work: told to the care team alone. Their own screens show no trace of it either, because
 * the phone may be in another hand; so it is said and taken back at the same place, and answered alike.
 */
@Injectable()
export class EndingWishesService {
  constructor(@Inject(Db) private readonly db: Db) {}

  async ownJointWork(viewer: Viewer): Promise<OwnJointWork[]> {
    const [rows] = await this.db.read(viewer, queries.ownJointWork());
    return rows.map(({ couple_id, clinician_name, reader_names, since }) => ({
      coupleId: couple_id,
      clinicianName: clinician_name,
      readerNames: reader_names,
      since,
    }));
  }

  async setWish(viewer: Viewer, input: SetEndingWishInput): Promise<void> {
    const coupleId = asId('Couple', input.coupleId);
    await this.db.act(viewer, 'setEndingWish', input, async (tx) => {
      const own = await tx.row(queries.episodeOfOwn(coupleId));
      if (!own) throw new NotFoundError('Couple', coupleId);
      if (input.isWished) await tx.rows(queries.wishToEnd(randomUUID(), coupleId, own.episode_id));
      else await tx.rows(queries.takeBackWish(coupleId));
      await tx.audit(
        input.isWished ? 'endingWish.set' : 'endingWish.takeBack',
        'Couple',
        coupleId,
        viewer.clientId,
      );
      return {};
    });
  }

  async endingWishes(viewer: Viewer): Promise<EndingWishType[]> {
    const [rows] = await this.db.read(viewer, queries.endingWishes());
    return rows.map((row) => ({
      clientId: row.client_id,
      clientName: row.client_name,
      coupleId: row.couple_id,
      coupleName: row.couple_name,
      wishedAt: row.wished_at,
    }));
  }

  /** It was talked about with the one who wished it, and joint work goes on. */
  async closeWish(viewer: Viewer, input: CloseEndingWishInput): Promise<EndingWishType[]> {
    const coupleId = asId('Couple', input.coupleId);
    const clientId = asId('Client', input.clientId);
    await this.db.act(viewer, 'closeEndingWish', input, async (tx) => {
      if (await tx.row(queries.closeWish(coupleId, clientId)))
        await tx.audit('endingWish.close', 'Couple', coupleId, clientId);
      else if (!(await tx.row(queries.hasWished(coupleId, clientId))))
        throw new NotFoundError('Couple', coupleId);
      return {};
    });
    return this.endingWishes(viewer);
  }
}
