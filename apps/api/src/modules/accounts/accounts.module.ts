import { Module } from '@nestjs/common';
import { AccountsResolver } from './accounts.resolver.js';
import { AccountsService } from './accounts.service.js';
import { Invitations } from './invitations.js';

@Module({
  providers: [AccountsResolver, AccountsService, Invitations],
  exports: [AccountsService, Invitations],
})
export class AccountsModule {}
