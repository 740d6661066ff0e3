import type { Provider } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { appDataSource } from './data-source.js';
import { Db } from './db.js';

/** The database for the rest of the product: `Db`, and nothing under it is handed out. */
export function databaseProviders(
  url: string,
  entities: NonNullable<DataSourceOptions['entities']>,
): Provider[] {
  return [{ provide: DataSource, useFactory: () => appDataSource(url, entities).initialize() }, Db];
}
