// The client is `@joblayer/aws-batch/client`, so that reading options does not load the AWS SDK.
export type { Advice } from './advice.ts';
export type {
  BatchClient,
  EachTry,
  LogPage,
  QueueState,
  RegisteredDefinition,
} from './client/batch-client.ts';
export type { DefinitionFacts } from './definition/definition-facts.ts';
export { definitionName } from './definition/definition-name.ts';
export { fargateSize, type Size } from './definition/fargate-size.ts';
export { ephemeralGiB } from './definition/fargate-storage.ts';
export { BATCH_EXIT_CODES, exitCodeOf } from './exit-codes.ts';
export { followJob, type FollowOptions, type JobEnd } from './follow-job.ts';
export type { JobDependency, JobRequest } from './submission/job-request.ts';
export {
  isFinal,
  JOB_STATUSES,
  type JobAttempt,
  type JobState,
  type JobStatus,
  type JobSummary,
} from './client/job-state.ts';
export {
  jobDefinition,
  type JobDefinitionFacts,
  type PlannedDefinition,
} from './definition/job-definition.ts';
export { checkRegistration } from './definition/memory-floor.ts';
export { type BatchOptions, batchSchema } from './options.ts';
export type { Policy, PolicyNames, Statement } from './policy/policy.ts';
export { executionRolePolicy, jobRolePolicy } from './policy/role-policies.ts';
export { submitterPolicy } from './policy/submitter-policy.ts';
export { batchProblem } from './problems.ts';
export { register } from './definition/register.ts';
export { checkLimit, LIMITS, type Limit } from './limits.ts';
export { checkImage, type ImageLookup } from './submission/check-image.ts';
export { checkQueue } from './submission/check-queue.ts';
export { checkRequest } from './submission/check-request.ts';
export { type Chunk, chunkName, chunksOf } from './submission/chunks.ts';
export { type ChunkJob, rowByRow } from './submission/dependencies.ts';
export { checkTags, jobTags, RUN_TAG, TOOL_TAG } from './submission/tags.ts';
export { expectSuccess, submit, type Submission, type SubmitMeans } from './submission/submit.ts';
