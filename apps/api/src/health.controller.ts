import { Controller, Get, HttpCode, Inject, ServiceUnavailableException } from '@nestjs/common';
import { Public } from './platform/auth/index.js';
import { Db, migrations, statement } from './platform/db/index.js';

const lastMigration = statement<{ name: string }>(
  'health.lastMigration',
  'select name from migrations order by timestamp desc limit 1',
);

/** For whoever watches the process: alive without the database; ready with it, migrated. */
@Controller()
export class HealthController {
  constructor(@Inject(Db) private readonly db: Db) {}

  @Public()
  @Get('livez')
  @HttpCode(200)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Public()
  @Get('readyz')
  @HttpCode(200)
  async ready(): Promise<{ status: 'ok' }> {
    const rows = await this.db.auth(lastMigration()).catch(() => null);
    if (!rows) throw new ServiceUnavailableException('The database does not answer.');
    if (rows[0]?.name !== migrations.at(-1)?.name)
      throw new ServiceUnavailableException('Migrations are pending.');
    return { status: 'ok' };
  }
}
