import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is opened is read in the language it was written in, also by a partner who was asked in another. */
export class OfferedLanguage1765500000000 implements MigrationInterface {
  name = 'OfferedLanguage1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table releases add column language text;
      update releases re set language = coalesce(r.language, 'en') from reflections r
        where r.practice_id = re.practice_id and r.id = re.reflection_id;
      alter table releases alter column language set not null;
      grant insert (language) on releases to rejoin_app;
    `);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Restore the backup from before instead.'));
  }
}
