/** The demo practice: invented people, loaded by the real services into an installation that runs as a demo. */
import { Module } from '@nestjs/common';
import { AccountsModule } from '../modules/accounts/index.js';
import { DemoResolver } from './demo.resolver.js';

export { demoPersonas } from './demo-personas.js';

@Module({ imports: [AccountsModule], providers: [DemoResolver] })
export class DemoModule {}
