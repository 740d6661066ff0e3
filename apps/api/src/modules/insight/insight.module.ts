import { Module } from '@nestjs/common';
import { InsightResolver } from './insight.resolver.js';
import { InsightService } from './insight.service.js';

@Module({ providers: [InsightResolver, InsightService] })
export class InsightModule {}
