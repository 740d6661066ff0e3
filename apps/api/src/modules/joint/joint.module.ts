import { Module } from '@nestjs/common';
import { AssignmentsModule } from '../assignments/index.js';
import { CaseloadModule } from '../caseload/index.js';
import { ExercisesModule } from '../exercises/index.js';
import { JointResolver, OpeningsResolver } from './joint.resolver.js';
import { JointService } from './joint.service.js';
import { JointRecordResolver, TogetherResolver } from './together.resolver.js';
import { TogetherService } from './together.service.js';

@Module({
  imports: [AssignmentsModule, CaseloadModule, ExercisesModule],
  providers: [
    JointResolver,
    OpeningsResolver,
    TogetherResolver,
    JointRecordResolver,
    JointService,
    TogetherService,
  ],
  exports: [JointService, TogetherService],
})
export class JointModule {}
