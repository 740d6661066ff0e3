import { Module } from '@nestjs/common';
import { AccountsResolver } from './accounts.resolver.js';
import { AccountsService } from './accounts.service.js';
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
  ],
  exports: [AccountsService, MembersService, Invitations],
})
export class AccountsModule {}
