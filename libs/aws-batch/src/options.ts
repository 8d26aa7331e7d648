import * as z from 'zod';

const path = z.string().startsWith('/', 'an absolute path');

/** Resources of a tool's job that replace those of its definition. */
const requestSchema = z.strictObject({
  vcpus: z.int().min(1).optional(),
  memoryMiB: z.int().min(4).optional(),
  /** Batch ends an attempt after this time (60 s at least). Without it, there is no limit. */
  timeoutSeconds: z.int().min(60).optional(),
});

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_LinuxParameters.html */
const linuxSchema = z.strictObject({
  sharedMemoryMiB: z.int().min(1).optional(),
  maxSwapMiB: z.int().min(0).optional(),
  swappiness: z.int().min(0).max(100).optional(),
  tmpfs: z.array(z.strictObject({ path, sizeMiB: z.int().min(1) })).optional(),
});

/** Options of AWS Batch. */
export const batchSchema = z.strictObject({
  /** The default of `--queue`: the queue that jobs are submitted to. */
  queue: z.string().min(1).optional(),
  /** The role of the jobs, which sets what they may read and write in S3. */
  jobRole: z.string().min(1).optional(),
  /** The role that starts the container. Fargate needs one. */
  executionRole: z.string().min(1).optional(),
  /** How often Batch tries a job that failed with a retryable cause. */
  attempts: z.int().min(1).max(10).default(3),
  /**
   * Environment variables of the jobs' containers. Set no secrets: the job definition shows them.
   */
  environment: z.record(z.string(), z.string()).default({}),
  /** Directories of the host to mount: a large disk as /scratch, reference data. */
  volumes: z
    .array(z.strictObject({ host: path, container: path, readOnly: z.boolean().default(false) }))
    .default([]),
  linux: linuxSchema.default({}),
  ...requestSchema.shape,
  /** Requests of single tools, by the package's name. */
  tools: z.record(z.string(), requestSchema).default({}),
});

export type BatchOptions = z.output<typeof batchSchema>;
