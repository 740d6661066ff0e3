import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CaseloadResolver, ConsentResolver } from './caseload.resolver.js';
import { CaseloadService } from './caseload.service.js';
import { CouplesResolver } from './couples.resolver.js';
import { CouplesService } from './couples.service.js';
import { PeopleResolver, PracticeAgreementsResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';

@Module({
  imports: [AccountsModule],
  providers: [
    CaseloadResolver,
    ConsentResolver,
    CouplesResolver,
    PeopleResolver,
    PracticeAgreementsResolver,
    CaseloadService,
    CouplesService,
    PeopleService,
  ],
  exports: [CaseloadService, CouplesService],
})
export class CaseloadModule {}
