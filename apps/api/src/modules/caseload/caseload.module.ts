import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CaseloadResolver, ConsentResolver } from './caseload.resolver.js';
import { CaseloadService } from './caseload.service.js';
import { CouplesResolver } from './couples.resolver.js';
import { CouplesService } from './couples.service.js';
import { MarksResolver } from './marks.resolver.js';
import { MarksService } from './marks.service.js';
import { PeopleResolver, PracticeAgreementsResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';

@Module({
  imports: [AccountsModule],
  providers: [
    CaseloadResolver,
    ConsentResolver,
    CouplesResolver,
    MarksResolver,
    PeopleResolver,
    PracticeAgreementsResolver,
    CaseloadService,
    CouplesService,
    MarksService,
    PeopleService,
  ],
  exports: [CaseloadService, CouplesService, MarksService],
})
export class CaseloadModule {}
