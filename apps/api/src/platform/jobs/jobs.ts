import type { Pool } from 'pg';
import { type Statement, statement } from '../db/statement.js';
import type { Tx } from '../db/tx.js';

/** What the worker can be asked to do. Payloads hold ids, never words. */
export interface JobPayloads {
  /** One neutral mail: to an invited person, to somebody who asked for a new password, something waits for, or whose care of somebody moved. */
  mail:
    | { kind: 'INVITATION'; practiceId: string; invitationId: string }
    | { kind: 'PASSWORD_RESET'; resetId: string }
    | { kind: 'ASSIGNMENT'; practiceId: string; assignmentId: string; clientId: string }
    | { kind: 'JOINT_PART'; practiceId: string; jointPartId: string; clientId: string }
    | { kind: 'REPLY'; practiceId: string; replyId: string }
    | { kind: 'TO_READ'; practiceId: string; reflectionId: string; about: string }
    | { kind: 'CARE_MOVED'; practiceId: string; membershipId: string; partId: string };
}

/** What the worker does again and again, under its own login. Rooms bring theirs; see app.module.ts. */
export interface RecurringTask {
  name: string;
  /** When: the five fields of cron, in UTC. */
  cron: string;
  run: (pool: Pool) => Promise<void>;
}

export const RECURRING_TASKS = Symbol('RECURRING_TASKS');

const enqueueJob = statement<never, [string, string, string, string | null]>(
  'job.enqueue',
  'select jobs.enqueue($1, $2::json, $3, $4::timestamptz)',
);

/** Queues a job in the transaction of the act it belongs to: both happen or neither. The same key is one job. */
export const enqueueing = <Task extends keyof JobPayloads>(
  task: Task,
  payload: JobPayloads[Task],
  { key, runAt }: { key: string; runAt?: Date },
): Statement<never> => enqueueJob(task, JSON.stringify(payload), key, runAt?.toISOString() ?? null);

/** The same at once. */
export async function enqueue<Task extends keyof JobPayloads>(
  tx: Tx,
  ...job: Parameters<typeof enqueueing<Task>>
): Promise<void> {
  await tx.rows(enqueueing(...job));
}
