export { installJobs } from './install.js';
export { enqueue, enqueueJob, type JobPayloads, RECURRING_TASKS, type RecurringTask } from './jobs.js';
export { JobRunner } from './job-runner.js';
