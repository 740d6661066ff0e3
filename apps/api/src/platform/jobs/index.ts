export { installJobs } from './install.js';
export { enqueue, enqueueing, type JobPayloads, RECURRING_TASKS, type RecurringTask } from './jobs.js';
export { JobRunner } from './job-runner.js';
