import { Module } from '@nestjs/common';
import { AssignmentsModule } from '../assignments/index.js';
import { CaseloadModule } from '../caseload/index.js';
import { InsightResolver } from './insight.resolver.js';
import { InsightService } from './insight.service.js';

@Module({ imports: [AssignmentsModule, CaseloadModule], providers: [InsightResolver, InsightService] })
export class InsightModule {}
