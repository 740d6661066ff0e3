import { Inject, Injectable } from '@nestjs/common';
import { localDate } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db } from '../../platform/db/index.js';
import {
  asId,
  type Connection,
  cursorForms,
  cursorKeys,
  NotFoundError,
  type PageArgs,
  pageOf,
} from '../../platform/graphql/index.js';
import { assignmentOf, EnrollmentsService } from '../assignments/index.js';
import {
  clientOf,
  type ClientType,
  CouplesService,
  isTalkDue,
  type CoupleType,
  nextSessionOf,
} from '../caseload/index.js';
import * as queries from './insight.queries.js';
import type { CaseloadRow } from './insight.types.js';

/** Screens that look across the rooms below. */
@Injectable()
export class InsightService {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(CouplesService) private readonly couples: CouplesService,
    @Inject(EnrollmentsService) private readonly enrollments: EnrollmentsService,
  ) {}

  async caseload(viewer: Viewer, args: PageArgs): Promise<Connection<CaseloadRow>> {
    const after = cursorKeys(args.after, [cursorForms.name, cursorForms.id]);
    const [rows] = await this.db.read(
      viewer,
      queries.caseloadPage(after?.[0] ?? null, after?.[1] ?? null, args.first + 1),
    );
    return pageOf(
      rows,
      args,
      (row) => [row.name, row.id],
      (row) => ({
        id: row.id,
        kind: row.kind,
        name: row.name,
        pronouns: row.pronouns,
        accountState: row.account_state,
        coupleStatus: row.couple_status,
        nextSession: row.couple_status && row.couple_status !== 'ACTIVE' ? null : nextSessionOf(row.rhythm),
        openAssignmentCount: row.open_count,
        waitsForSessionCount: row.waiting_count,
        toReadCount: row.to_read_count,
        talksDue: row.last_talks
          .filter((last) => isTalkDue(last, localDate(new Date().toISOString(), row.zone), row.zone))
          .map(({ id, name }) => ({ id, name })),
      }),
    );
  }

  async client(viewer: Viewer, clientId: string): Promise<ClientType> {
    const id = asId('Client', clientId);
    const row = await this.db.readOne(viewer, queries.clientScreen(id));
    if (!row) throw new NotFoundError('Client', id);
    return Object.assign(clientOf(row), {
      assignments: (row.assignments ?? []).map(assignmentOf),
      enrollments: (row.enrollments ?? []).map((one) => this.enrollments.enrollmentOf(one)),
    });
  }

  async couple(viewer: Viewer, coupleId: string): Promise<CoupleType> {
    const id = asId('Couple', coupleId);
    const row = await this.db.readOne(viewer, queries.coupleScreen(id, viewer.requestId));
    if (!row) throw new NotFoundError('Couple', id);
    return Object.assign(this.couples.coupleOf(viewer, row), {
      assignments: row.assignments.map(assignmentOf),
      enrollments: row.enrollments.map((one) => this.enrollments.enrollmentOf(one)),
    });
  }
}
