import { setTimeout as sleep } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Logger as WorkerLogger, run, type Runner } from 'graphile-worker';
import pg, { type Pool } from 'pg';
import { CONFIG } from '../config/config.token.js';
import type { Config } from '../config/config.js';
import { describeFault } from '../graphql/graphql.module.js';
import { MailAddresses } from '../crypto/mail-address.js';
import { letter, type Occasion } from '../mail/letters.js';
import { Links } from '../mail/links.js';
import { Mailer } from '../mail/mailer.js';
import { type JobPayloads, RECURRING_TASKS, type RecurringTask } from './jobs.js';

/** Runs queued jobs under the worker's login, which cannot read a word anyone wrote. Delivery is at least once. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Jobs');
  readonly #recurring: readonly RecurringTask[];
  #runner: Runner | null = null;
  #pool: Pool | null = null;
  #isStopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Links) private readonly links: Links,
    @Inject(MailAddresses) private readonly addresses: MailAddresses,
    @Inject(RECURRING_TASKS) recurring: readonly RecurringTask[],
  ) {
    this.#recurring = [...recurring, putAway, freeAbandoned];
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.role === 'web') return;
    const pool = new pg.Pool({
      connectionString: this.config.workerDatabaseUrl,
      max: 4,
      application_name: 'rejoin-worker',
    });
    // A database that restarts must not take the process with it; the pool connects again.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    this.#pool = pool;
    await this.#begin(pool);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    // It may have stopped by itself already.
    await this.#runner?.stop().catch(() => undefined);
    await this.#pool?.end();
  }

  async #begin(pool: Pool): Promise<void> {
    const runner = await run({
      pgPool: pool,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 5_000,
      // Only its batches wait for the database to come back; a single completion that fails would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new WorkerLogger(() => () => undefined),
      crontab: this.#recurring.map(({ name, cron }) => `${cron} ${name} ?max=1`).join('\n'),
      taskList: {
        mail: (payload) => this.#guarded('mail', () => this.#mail(pool, payload as JobPayloads['mail'])),
        ...Object.fromEntries(
          this.#recurring.map((task) => [task.name, () => this.#guarded(task.name, () => task.run(pool))]),
        ),
      },
    });
    this.#runner = runner;
    if (this.#isStopping) return runner.stop();
    void runner.promise.catch(() => undefined).then(() => this.#beginAgain(pool));
  }

  /** When the database stays away the runner gives up; whoever is served by this process must not. */
  async #beginAgain(pool: Pool): Promise<void> {
    while (!this.#isStopping) {
      this.#logger.warn({ message: 'The job queue stopped and begins again.' });
      await sleep(1_000, undefined, { ref: false });
      const begun = await this.#begin(pool).then(
        () => true,
        () => false,
      );
      if (begun) return;
    }
  }

  /** The queue keeps the message of a failed job: it must not quote anything. */
  async #guarded(task: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.warn({ task, fault: describeFault(error) });
      // eslint-disable-next-line preserve-caught-error -- the queue would keep the cause's words
      throw new Error(`${task} failed`);
    }
  }

  /** Whether the mail is still wanted is asked now, not when it was queued. */
  async #mail(pool: Pool, job: JobPayloads['mail']): Promise<void> {
    switch (job.kind) {
      case 'INVITATION': {
        if (!(await isAny(pool, isInvitationSent, [job.practiceId, job.invitationId]))) return;
        const { rows } = await pool.query<{
          email_sealed: Buffer;
          issue: number;
          mail_name: string;
          language: string | null;
        }>('select * from auth.invitation_envelope($1, $2)', [job.practiceId, job.invitationId]);
        for (const row of rows) {
          const address = this.addresses.open(`invitation|${job.invitationId}`, row.email_sealed);
          const { mail_name: mailName, language, issue } = row;
          const url = this.links.invitation(job.invitationId, issue);
          await this.mailer.send(
            address,
            mailName,
            letter('invitation', { language, mailName, url }),
            `invitation|${job.invitationId}|${issue}`,
          );
        }
        return;
      }
      case 'PASSWORD_RESET': {
        const { rows } = await pool.query<{
          account_id: string;
          email_sealed: Buffer;
          language: string | null;
        }>('select * from auth.reset_envelope($1)', [job.resetId]);
        for (const row of rows) {
          if (!(await isAny(pool, isAccountWrittenTo, [row.account_id]))) continue;
          const address = this.addresses.open(`account|${row.account_id}`, row.email_sealed);
          await this.mailer.send(
            address,
            'Rejoin',
            letter('passwordReset', {
              language: row.language,
              mailName: 'Rejoin',
              url: this.links.reset(job.resetId),
            }),
            `reset|${job.resetId}`,
          );
        }
        return;
      }
      case 'ASSIGNMENT': {
        // One job for each of a couple: what one's mail server refuses must not send the other's mail again.
        const { rows } = await pool.query<{ client_id: string }>(
          `select distinct o.client_id from assignments a join occurrences o on o.practice_id = a.practice_id and o.assignment_id = a.id
           where a.practice_id = $1 and a.id = $2 and a.withdrawn_at is null and o.client_id = $3
             and ${isUnderWay('o.practice_id', 'a.episode_id', 'o.client_id')}`,
          [job.practiceId, job.assignmentId, job.clientId],
        );
        const about = `assignment|${job.assignmentId}|${job.clientId}`;
        for (const row of rows) await this.#tellClient(pool, job.practiceId, row.client_id, about);
        return;
      }
      case 'JOINT_PART': {
        // Everyone who took part gets the same neutral mail; where the work has ended meanwhile, nobody does.
        const { rows } = await pool.query<{ client_id: string }>(
          `select distinct o.client_id from joint_parts jp
           join occurrences o on o.practice_id = jp.practice_id and o.assignment_id = jp.assignment_id and o.client_id = $3
           where jp.practice_id = $1 and jp.id = $2 and jp.closed_at is null and (jp.closes_at is null or jp.closes_at > now())
             and ${isUnderWay('jp.practice_id', 'jp.episode_id', 'o.client_id')}`,
          [job.practiceId, job.jointPartId, job.clientId],
        );
        const about = `jointPart|${job.jointPartId}|${job.clientId}`;
        for (const row of rows) await this.#tellClient(pool, job.practiceId, row.client_id, about);
        return;
      }
      case 'REPLY': {
        const { rows } = await pool.query<{ client_id: string }>(
          `select r.client_id from replies r where r.practice_id = $1 and r.id = $2 and r.taken_back_at is null
             and ${isUnderWay('r.practice_id', 'r.episode_id', 'r.client_id')}`,
          [job.practiceId, job.replyId],
        );
        for (const row of rows)
          await this.#tellClient(pool, job.practiceId, row.client_id, `reply|${job.replyId}`);
        return;
      }
      case 'TO_READ': {
        const { rows } = await pool.query<{ clinician_id: string }>(
          `select t.clinician_id from reflections r join care_team_members t on t.practice_id = r.practice_id and t.episode_id = r.episode_id
           where r.practice_id = $1 and r.id = $2 and r.state = 'SUBMITTED' and r.sharing = 'READ_BEFORE'
             and t.part <> 'SUPERVISING' and t.since <= now() and (t.until is null or t.until > now())`,
          [job.practiceId, job.reflectionId],
        );
        for (const row of rows)
          await this.#tell(pool, job.practiceId, row.clinician_id, `toRead|${job.about}`);
        return;
      }
      case 'CARE_MOVED': {
        const about = `careMoved|${job.partId}`;
        return this.#tell(pool, job.practiceId, job.membershipId, about, 'somethingChanged');
      }
    }
  }

  async #tellClient(pool: Pool, practiceId: string, clientId: string, about: string): Promise<void> {
    const { rows } = await pool.query<{ membership_id: string }>(
      `select c.membership_id from clients c
       where c.practice_id = $1 and c.id = $2 and c.archived_at is null and c.membership_id is not null and ${isWrittenTo('c.practice_id', 'c.id')}`,
      [practiceId, clientId],
    );
    for (const row of rows) await this.#tell(pool, practiceId, row.membership_id, about);
  }

  async #tell(
    pool: Pool,
    practiceId: string,
    membershipId: string,
    about: string,
    occasion: Occasion = 'somethingWaits',
  ): Promise<void> {
    const { rows } = await pool.query<{
      account_id: string;
      email_sealed: Buffer;
      mail_name: string;
      language: string | null;
    }>('select * from auth.member_envelope($1, $2)', [practiceId, membershipId]);
    for (const row of rows) {
      const address = this.addresses.open(`account|${row.account_id}`, row.email_sealed);
      const { mail_name: mailName, language } = row;
      const words = letter(occasion, { language, mailName, url: this.links.signIn() });
      await this.mailer.send(address, mailName, words, about);
    }
  }
}

/** SQL of whether somebody is in the work that a mail is about: of joint work that pauses or has ended, nobody is told anything. */
const isUnderWay = (practice: string, episode: string, client: string): string =>
  `not exists (select 1 from episodes je where je.practice_id = ${practice} and je.id = ${episode} and je.couple_id is not null
     and not exists (select 1 from couples cp join partners p on p.practice_id = cp.practice_id and p.couple_id = cp.id
       where cp.practice_id = je.practice_id and cp.id = je.couple_id and cp.status = 'ACTIVE' and p.client_id = ${client} and p.until is null))`;
/** SQL of whether somebody may be written to. That a mark says otherwise is all the worker can see of it, not why. */
const isWrittenTo = (practice: string, client: string): string =>
  `not exists (select 1 from clinician_only_marks cm where cm.practice_id = ${practice} and cm.client_id = ${client})`;
const isInvitationSent = `select 1 from invitations i where i.practice_id = $1 and i.id = $2 and ${isWrittenTo('i.practice_id', 'i.client_id')}`;
/** An account that is there for something else as well gets the mail all the same: what one practice marks is its own. */
const isAccountWrittenTo = `select 1 from memberships m left join clients c on c.practice_id = m.practice_id and c.membership_id = m.id
  where m.account_id = $1 and ${isWrittenTo('m.practice_id', 'c.id')} limit 1`;

async function isAny(pool: Pool, sql: string, values: string[]): Promise<boolean> {
  return ((await pool.query(sql, values)).rowCount ?? 0) > 0;
}

/** Keys of acts go after a week, and what schema auth no longer needs. */
const putAway: RecurringTask = {
  name: 'putAway',
  cron: '17 * * * *',
  run: async (pool) => {
    await pool.query(`delete from idempotency_keys where created_at < now() - interval '7 days'`);
    await pool.query('select auth.put_away()');
  },
};

/** A process that was killed leaves its jobs locked, and the queue itself waits four hours. No job here takes ten minutes. */
const freeAbandoned: RecurringTask = {
  name: 'freeAbandoned',
  cron: '*/5 * * * *',
  run: async (pool) => {
    await pool.query(
      `select graphile_worker.force_unlock_workers(array(
       select distinct locked_by from graphile_worker.jobs where locked_at < now() - interval '10 minutes'))`,
    );
  },
};
