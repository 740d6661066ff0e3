import pg, { type Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { SnakeNaming } from './naming.js';
import { OneLoop1763700000000 } from './migrations/1763700000000-one-loop.js';
import { TwoPeople1763800000000 } from './migrations/1763800000000-two-people.js';
import { QuickContext1763900000000 } from './migrations/1763900000000-quick-context.js';
import { Programs1764200000000 } from './migrations/1764200000000-programs.js';
import { TurnsThatWait1764300000000 } from './migrations/1764300000000-turns-that-wait.js';
import { OwnExercises1764400000000 } from './migrations/1764400000000-own-exercises.js';
import { Rhythms1764500000000 } from './migrations/1764500000000-rhythms.js';
import { OwnLanguage1764600000000 } from './migrations/1764600000000-own-language.js';
import { OneTrip1764700000000 } from './migrations/1764700000000-one-trip.js';
import { InvitedLanguage1764800000000 } from './migrations/1764800000000-invited-language.js';
import { ThreeKeys1764900000000 } from './migrations/1764900000000-three-keys.js';
import { ShortPolicies1765000000000 } from './migrations/1765000000000-short-policies.js';
import { OwnPrograms1765100000000 } from './migrations/1765100000000-own-programs.js';
import { ClinicianMarks1765200000000 } from './migrations/1765200000000-clinician-marks.js';
import { ToldToEach1765210000000 } from './migrations/1765210000000-told-to-each.js';
import { OwnWork1765220000000 } from './migrations/1765220000000-own-work.js';
import { Together1765300000000 } from './migrations/1765300000000-together.js';
import { WhoElseLooks1765400000000 } from './migrations/1765400000000-who-else-looks.js';
import { LockedRoom1765410000000 } from './migrations/1765410000000-locked-room.js';
import { OfferedLanguage1765500000000 } from './migrations/1765500000000-offered-language.js';
import { EndedForGood1765600000000 } from './migrations/1765600000000-ended-for-good.js';
import { ShortLists1765610000000 } from './migrations/1765610000000-short-lists.js';
import { OwnAgreements1765700000000 } from './migrations/1765700000000-own-agreements.js';
import { EndingWishes1765800000000 } from './migrations/1765800000000-ending-wishes.js';
import { OneLeaves1765810000000 } from './migrations/1765810000000-one-leaves.js';
import { StillHeard1765820000000 } from './migrations/1765820000000-still-heard.js';
import { AboutOne1765900000000 } from './migrations/1765900000000-about-one.js';
import { QuickEntrance1766000000000 } from './migrations/1766000000000-quick-entrance.js';

// A date is a day on a calendar; as a Date of JavaScript it would become a moment in the server's zone.
const dateOid = 1082;
pg.types.setTypeParser(dateOid, (value) => value);

/** Migrations in the order they run; added to, never edited once released. */
export const migrations = [
  OneLoop1763700000000,
  TwoPeople1763800000000,
  QuickContext1763900000000,
  Programs1764200000000,
  TurnsThatWait1764300000000,
  OwnExercises1764400000000,
  Rhythms1764500000000,
  OwnLanguage1764600000000,
  OneTrip1764700000000,
  InvitedLanguage1764800000000,
  ThreeKeys1764900000000,
  ShortPolicies1765000000000,
  OwnPrograms1765100000000,
  ClinicianMarks1765200000000,
  ToldToEach1765210000000,
  OwnWork1765220000000,
  Together1765300000000,
  WhoElseLooks1765400000000,
  LockedRoom1765410000000,
  OfferedLanguage1765500000000,
  EndedForGood1765600000000,
  ShortLists1765610000000,
  OwnAgreements1765700000000,
  EndingWishes1765800000000,
  OneLeaves1765810000000,
  StillHeard1765820000000,
  AboutOne1765900000000,
  QuickEntrance1766000000000,
];

type Entities = NonNullable<DataSourceOptions['entities']>;

/** The pool that serves requests: login rejoin_app, pipelined, with the time limits of docs/operating.md. */
export function appDataSource(url: string, entities: Entities): DataSource {
  return new DataSource({
    type: 'postgres',
    // Given, because TypeORM would look for it by name, which finds nothing in a bundle.
    driver: pg,
    url,
    entities,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    applicationName: 'rejoin',
    poolSize: 10,
    poolErrorHandler: () => undefined,
    connectTimeoutMS: 2_000,
    extra: {
      pipeline: true,
      // A host that vanishes without a word would otherwise hold its connections until TCP gives up.
      keepAlive: true,
      // Statements are named and planned once a connection; without this PostgreSQL would plan most of them anew each time.
      options: '-c plan_cache_mode=force_generic_plan',
      query_timeout: 7_000,
      statement_timeout: 5_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}

/** The owner's connection: migrations and the operator's named steps, with the owner's own policies switched on. */
export function ownerDataSource(url: string, entities: Entities = []): DataSource {
  return new DataSource({
    type: 'postgres',
    driver: pg,
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    applicationName: 'rejoin-owner',
    poolSize: 1,
    extra: { options: '-c app.migrating=on' },
  });
}

/** The owner's connection, for an operator's named steps. */
export type Owner = DataSource;

/** The pg pool under TypeORM: named statements go to it directly, because repositories cannot name theirs. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}
