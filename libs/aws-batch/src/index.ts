// The client is `@joblayer/aws-batch/client`, so that reading options does not load the AWS SDK.
export type { Advice } from './advice.ts';
export type {
  BatchClient,
  EachTry,
  LogPage,
  QueueState,
  RegisteredDefinition,
} from './batch-client.ts';
export type { DefinitionFacts } from './definition-facts.ts';
export { definitionName } from './definition-name.ts';
export { followJob, type FollowOptions, type JobEnd } from './follow-job.ts';
export type { JobDependency, JobRequest } from './job-request.ts';
export {
  isFinal,
  JOB_STATUSES,
  type JobAttempt,
  type JobState,
  type JobStatus,
  type JobSummary,
} from './job-state.ts';
export { jobDefinition, type JobDefinitionFacts } from './job-definition.ts';
export { checkRegistration } from './memory-floor.ts';
export { type BatchOptions, batchSchema } from './options.ts';
export { batchProblem } from './problems.ts';
export { register } from './register.ts';
export { expectSuccess, submit, type Submission } from './submit.ts';
