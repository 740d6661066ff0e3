import { Module } from '@nestjs/common';
import { AssignmentsModule } from '../assignments/index.js';
import { CaseloadModule } from '../caseload/index.js';
import { JointResolver, OpeningsResolver } from './joint.resolver.js';
import { JointService } from './joint.service.js';

@Module({
  imports: [AssignmentsModule, CaseloadModule],
  providers: [JointResolver, OpeningsResolver, JointService],
  exports: [JointService],
})
export class JointModule {}
