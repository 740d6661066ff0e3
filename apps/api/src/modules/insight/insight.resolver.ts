import { Inject } from '@nestjs/common';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer, type Connection, PageArgs } from '../../platform/graphql/index.js';
import { ClientType } from '../caseload/index.js';
import { InsightService } from './insight.service.js';
import { CaseloadConnection, type CaseloadRow } from './insight.types.js';

@Resolver()
export class InsightResolver {
  constructor(@Inject(InsightService) private readonly insight: InsightService) {}

  @Allow('CLINICIAN')
  @Query(() => CaseloadConnection, { description: 'The clients in the viewer’s care, by name.' })
  caseload(@AsViewer() viewer: Viewer, @Args() page: PageArgs): Promise<Connection<CaseloadRow>> {
    return this.insight.caseload(viewer, page);
  }

  @Allow('CLINICIAN')
  @Query(() => ClientType, { nullable: true, description: 'The client page.' })
  client(@AsViewer() viewer: Viewer, @Args('id', { type: () => ID }) id: string): Promise<ClientType> {
    return this.insight.client(viewer, id);
  }
}
