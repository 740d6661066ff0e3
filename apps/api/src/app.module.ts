import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { DemoModule } from './demo/index.js';
import { entities } from './entities.js';
import { AccountsModule } from './modules/accounts/index.js';
import { AssignmentsModule, openTurns, putAwayDrafts } from './modules/assignments/index.js';
import { CaseloadModule } from './modules/caseload/index.js';
import { ExercisesModule } from './modules/exercises/index.js';
import { InsightModule } from './modules/insight/index.js';
import { JointModule } from './modules/joint/index.js';
import { FaultFilter, Passwords, SignIns, ViewerGuard } from './platform/auth/index.js';
import { CONFIG, type Config } from './platform/config/index.js';
import { DataKeys, FileKms, MailAddresses } from './platform/crypto/index.js';
import { databaseProviders, Db } from './platform/db/index.js';
import { DateScalar, DateTimeScalar, graphqlModule } from './platform/graphql/index.js';
import { JobRunner, RECURRING_TASKS } from './platform/jobs/index.js';
import { Links, Mailer } from './platform/mail/index.js';
import { HealthController } from './health.controller.js';

const platform = [DataKeys, FileKms, MailAddresses, Links, Mailer, Passwords, SignIns];

/** What every room stands on: one database gateway, keys, mail, sign-ins. */
@Module({})
class PlatformModule {
  static for(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        ...databaseProviders(config.appDatabaseUrl, entities),
        ...platform,
        JobRunner,
        { provide: RECURRING_TASKS, useValue: [openTurns, putAwayDrafts] },
        DateScalar,
        DateTimeScalar,
        { provide: APP_GUARD, useClass: ViewerGuard },
        { provide: APP_FILTER, useClass: FaultFilter },
      ],
      exports: [CONFIG, Db, ...platform],
    };
  }
}

/** The rooms of the product, the lowest first. */
export const rooms = [
  AccountsModule,
  CaseloadModule,
  ExercisesModule,
  AssignmentsModule,
  JointModule,
  InsightModule,
  DemoModule,
];

/** What one process is: by its role the whole product, or the job queue alone with its health. */
@Module({})
export class AppModule {
  static for(config: Config): DynamicModule {
    const answers = config.role === 'worker' ? [] : [graphqlModule(config), ...rooms];
    return {
      module: AppModule,
      imports: [PlatformModule.for(config), ...answers],
      controllers: [HealthController],
    };
  }
}
