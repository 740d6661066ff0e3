import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow, CheckedInside, type Viewer } from '../../platform/auth/index.js';
import { AsViewer, type Connection, PageArgs } from '../../platform/graphql/index.js';
import { ClientType, CoupleType } from '../caseload/index.js';
import { InsightService } from './insight.service.js';
import { CaseloadConnection, type CaseloadRow } from './insight.types.js';

@Resolver()
export class InsightResolver {
  constructor(@Inject(InsightService) private readonly insight: InsightService) {}

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => CaseloadConnection, { description: 'The clients and couples in the viewer’s care, by name.' })
  caseload(@AsViewer() viewer: Viewer, @Args() page: PageArgs): Promise<Connection<CaseloadRow>> {
    return this.insight.caseload(viewer, page);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => ClientType, { nullable: true, description: 'The client page.' })
  client(@AsViewer() viewer: Viewer, @Args('id', { type: () => ID }) id: string): Promise<ClientType> {
    return this.insight.client(viewer, id);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => CoupleType, {
    nullable: true,
    description: 'The couple page: both rooms side by side. The gate is open or shut, and nothing else.',
  })
  couple(@AsViewer() viewer: Viewer, @Args('id', { type: () => ID }) id: string): Promise<CoupleType> {
    return this.insight.couple(viewer, id);
  }
}
