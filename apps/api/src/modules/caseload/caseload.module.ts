import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CaseloadResolver, ConsentResolver } from './caseload.resolver.js';
import { CaseloadService } from './caseload.service.js';

@Module({
  imports: [AccountsModule],
  providers: [CaseloadResolver, ConsentResolver, CaseloadService],
  exports: [CaseloadService],
})
export class CaseloadModule {}
