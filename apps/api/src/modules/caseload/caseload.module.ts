import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AgreementTexts } from './agreement-texts.js';
import { AgreementsResolver } from './agreements.resolver.js';
import { AgreementsService } from './agreements.service.js';
import { CaseloadResolver, ConsentResolver } from './caseload.resolver.js';
import { CaseloadService } from './caseload.service.js';
import { CoupleCourseResolver } from './couple-course.resolver.js';
import { CoupleCourseService } from './couple-course.service.js';
import { CouplesResolver } from './couples.resolver.js';
import { CouplesService } from './couples.service.js';
import { EndingWishesResolver } from './ending-wishes.resolver.js';
import { EndingWishesService } from './ending-wishes.service.js';
import { MarksResolver } from './marks.resolver.js';
import { MarksService } from './marks.service.js';
import { PeopleResolver, SetUpResolver } from './people.resolver.js';
import { PeopleService } from './people.service.js';

@Module({
  imports: [AccountsModule],
  providers: [
    AgreementsResolver,
    CaseloadResolver,
    ConsentResolver,
    CoupleCourseResolver,
    CouplesResolver,
    EndingWishesResolver,
    MarksResolver,
    PeopleResolver,
    SetUpResolver,
    AgreementsService,
    AgreementTexts,
    CaseloadService,
    CoupleCourseService,
    CouplesService,
    EndingWishesService,
    MarksService,
    PeopleService,
  ],
  exports: [AgreementTexts, CaseloadService, CoupleCourseService, CouplesService, MarksService],
})
export class CaseloadModule {}
