import * as z from 'zod';

const path = z.string().startsWith('/', 'an absolute path');

/** What a job of one tool asks for, where it is not what its definition says. */
const requestSchema = z.strictObject({
  vcpus: z.int().min(1).optional(),
  memoryMiB: z.int().min(4).optional(),
  /** An attempt is ended after that (Batch's least: 60). Without it, Batch has no limit. */
  timeoutSeconds: z.int().min(60).optional(),
});

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_LinuxParameters.html */
const linuxSchema = z.strictObject({
  sharedMemoryMiB: z.int().min(1).optional(),
  maxSwapMiB: z.int().min(0).optional(),
  swappiness: z.int().min(0).max(100).optional(),
  tmpfs: z.array(z.strictObject({ path, sizeMiB: z.int().min(1) })).optional(),
});

/** What AWS Batch is told of the tools. */
export const batchSchema = z.strictObject({
  /** The queue that jobs are submitted to unless `--queue` says otherwise. */
  queue: z.string().min(1).optional(),
  /** The role of the jobs: what they may read and write in S3. */
  jobRole: z.string().min(1).optional(),
  /** The role with which the container is started; Fargate needs one. */
  executionRole: z.string().min(1).optional(),
  /** Tries of a job, where another can help. */
  attempts: z.int().min(1).max(10).default(3),
  /** Variables of the jobs' containers. No secrets: whoever may describe the job definition reads them. */
  environment: z.record(z.string(), z.string()).default({}),
  /** Directories of the host: a large disk as /scratch, reference data. */
  volumes: z
    .array(z.strictObject({ host: path, container: path, readOnly: z.boolean().default(false) }))
    .default([]),
  linux: linuxSchema.default({}),
  ...requestSchema.shape,
  /** For single tools, by the package's name. */
  tools: z.record(z.string(), requestSchema).default({}),
});

export type BatchOptions = z.output<typeof batchSchema>;
