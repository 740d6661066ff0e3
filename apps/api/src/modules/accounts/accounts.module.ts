import { Module } from '@nestjs/common';
import { AccountsResolver } from './accounts.resolver.js';
import { AccountsService } from './accounts.service.js';
import { Codes } from './codes.js';
import { Invitations } from './invitations.js';
import { MembersService } from './members.service.js';
import { PracticeResolver } from './practice.resolver.js';
import { PracticeService } from './practice.service.js';

@Module({
  providers: [
    AccountsResolver,
    PracticeResolver,
    AccountsService,
    PracticeService,
    MembersService,
    Invitations,
    Codes,
  ],
  exports: [AccountsService, MembersService, Invitations, Codes, PracticeService],
})
export class AccountsModule {}
