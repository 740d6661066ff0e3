import { setTimeout as sleep } from 'node:timers/promises';
import type { Provider } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { appDataSource } from './data-source.js';
import { Db } from './db.js';

const tries = 5;

/** The database for the rest of the product: `Db`, and nothing under it is handed out. */
export function databaseProviders(
  url: string,
  entities: NonNullable<DataSourceOptions['entities']>,
): Provider[] {
  return [{ provide: DataSource, useFactory: () => connected(appDataSource(url, entities)) }, Db];
}

/** A database that answers late is waited for at start; one that refuses is not. */
async function connected(dataSource: DataSource): Promise<DataSource> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.initialize();
    } catch (error) {
      if (attempt === tries || !/timeout/i.test((error as Error).message)) throw error;
      await sleep(500);
    }
  }
}
