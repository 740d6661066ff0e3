import { Module } from '@nestjs/common';
import { CaseloadModule } from '../caseload/index.js';
import { InsightResolver } from './insight.resolver.js';
import { InsightService } from './insight.service.js';

@Module({ imports: [CaseloadModule], providers: [InsightResolver, InsightService] })
export class InsightModule {}
