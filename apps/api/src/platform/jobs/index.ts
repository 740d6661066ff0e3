export { installJobs } from './install.js';
export { enqueue, enqueueJob, type JobPayloads } from './jobs.js';
export { JobRunner } from './job-runner.js';
