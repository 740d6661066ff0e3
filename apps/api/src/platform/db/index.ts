export { migrations, type Owner, ownerDataSource } from './data-source.js';
export { databaseProviders } from './database.providers.js';
export { about, type ActResult, Db, type KeyedInput, refuseNestedTransactions } from './db.js';
export { IdempotencyKey } from './idempotency-key.entity.js';
export { type RowOf, type Statement, statement } from './statement.js';
export { oneOf, TenantRow } from './tenant-row.js';
export { Tx } from './tx.js';
