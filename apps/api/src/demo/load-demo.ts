import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AppModule } from '../app.module.js';
import { entities } from '../entities.js';
import { PracticeService } from '../modules/accounts/index.js';
import { AgreementsService } from '../modules/caseload/index.js';
import { createPractice } from '../operator/practices.js';
import { Passwords, type Role } from '../platform/auth/index.js';
import type { Config } from '../platform/config/index.js';
import { ownerDataSource } from '../platform/db/index.js';
import { demoAgreement } from './agreement.js';
import { demoPassword, demoPractice, personaOf } from './demo-personas.js';
import { Clinician } from './people.js';
import { Stage } from './stage.js';
import { type Cast, stories } from './stories/index.js';

/** Builds the demo practice with the real services, story by story. False: there is a practice already. */
export async function loadDemo(config: Config, { onlyIfEmpty }: { onlyIfEmpty: boolean }): Promise<boolean> {
  if (!config.isDemo) throw new Error('DEMO is off: invented people belong into a demo only.');
  const owner = await ownerDataSource(config.databaseUrl, entities).initialize();
  const app = await NestFactory.createApplicationContext(AppModule.for({ ...config, role: 'web' }), {
    logger: false,
  });
  try {
    const practices = await owner.query<{ is_demo: boolean }[]>('select is_demo from practices');
    if (onlyIfEmpty ? practices.length > 0 : practices.some((row) => row.is_demo)) return false;
    const id = await createPractice(owner, config, { ...demoPractice, isDemo: true, help: demoHelp() });
    const passwordHash = await app.get(Passwords).hash(demoPassword);
    const stage = new Stage(app, owner, config, { id, zone: demoPractice.zone }, passwordHash);
    const cast = await opened(stage);
    for (const story of stories) await story(cast);
    await dropQueuedMails(config, stage.beganAt);
    return true;
  } finally {
    await app.close();
    await owner.destroy();
  }
}

/** The house, a year ago: who works in it, and what it asks of couples. */
async function opened(stage: Stage): Promise<Cast> {
  const aYearAgo = new Date(stage.beganAt.getTime() - 365 * 86_400_000);
  const member = (key: string, role: Role) => stage.happen(aYearAgo, () => stage.join(personaOf(key), role));
  const mara = new Clinician(stage, await member('mara', 'CLINICIAN'));
  await member('mara', 'PRACTICE_ADMIN');
  const teo = new Clinician(stage, await member('teo', 'CLINICIAN'));
  const inesId = await member('ines', 'PRACTICE_ADMIN');
  await stage.happen(aYearAgo, async () => {
    const ines = await stage.viewer(inesId);
    const once = (act: string) => ({ idempotencyKey: `${act}-${stage.practice.id}` });
    await stage.service(PracticeService).changePractice(ines, { ...once('opened'), ...demoPractice });
    const agreements = stage.service(AgreementsService);
    const kind = 'LIMITED_SECRETS';
    await agreements.saveAgreementDraft(ines, { ...once('wrote'), kind, baseRevision: 0, ...demoAgreement });
    await agreements.publishAgreement(ines, { ...once('published'), kind, revision: 1 });
  });
  return { stage, mara, teo, inesId };
}

/** Numbers of invented lines: 555 is nobody's, and the page says that these are examples. */
function demoHelp() {
  return {
    emergencyNumber: '112',
    checkedOn: new Date().toISOString().slice(0, 10),
    practiceHours: 'Example hours: Monday to Thursday, 9:00 to 18:00',
    lines: [
      {
        name: 'Example crisis line',
        number: '555 0100',
        hours: 'day and night',
        language: 'English',
        note: 'An invented number for the demo.',
      },
      {
        name: 'Example support line for people who are afraid at home',
        number: '555 0111',
        hours: 'day and night',
        language: 'English',
        note: 'An invented number for the demo.',
      },
    ],
  };
}

/** Nobody is to be told about what an invented person did weeks ago. */
async function dropQueuedMails(config: Config, since: Date): Promise<void> {
  const client = new pg.Client({ connectionString: config.workerDatabaseUrl });
  await client.connect();
  try {
    await client.query(
      'select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where created_at >= $1))',
      [since],
    );
  } finally {
    await client.end();
  }
}
