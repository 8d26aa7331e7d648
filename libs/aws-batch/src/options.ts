import * as z from 'zod';
import { absolutePath, volumeSchema } from './volume-options.ts';

/** Resources of a tool's job that replace those of its definition. */
const requestSchema = z.strictObject({
  /** Fargate also takes 0.25 and 0.5. */
  vcpus: z.union([z.int().min(1), z.literal([0.25, 0.5])]).optional(),
  memoryMiB: z.int().min(4).optional(),
  /** Batch ends an attempt after this time (60 s at least). Without it, there is no limit. */
  timeoutSeconds: z.int().min(60).optional(),
  /** Disk space of a job on Fargate. On EC2, the host's disk sets it. */
  scratchMiB: z.int().min(1).optional(),
});

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_LinuxParameters.html */
const linuxSchema = z.strictObject({
  sharedMemoryMiB: z.int().min(1).optional(),
  maxSwapMiB: z.int().min(0).optional(),
  swappiness: z.int().min(0).max(100).optional(),
  tmpfs: z.array(z.strictObject({ path: absolutePath, sizeMiB: z.int().min(1) })).optional(),
});

/** https://docs.aws.amazon.com/batch/latest/userguide/fargate-job-definitions.html */
const fargateSchema = z.strictObject({
  /** `1.4.0`; default: the latest. */
  platformVersion: z.string().min(1).optional(),
  /** A public address. A subnet without a NAT gateway needs one to reach the registry and S3. */
  assignPublicIp: z.boolean().optional(),
  architecture: z.enum(['X86_64', 'ARM64']).optional(),
});

/** https://docs.aws.amazon.com/batch/latest/userguide/using_awslogs.html */
const logSchema = z.strictObject({
  /** Default: awslogs. Only its logs can be followed. */
  driver: z
    .enum([
      ...(['awslogs', 'awsfirelens', 'fluentd', 'gelf', 'journald', 'json-file'] as const),
      ...(['splunk', 'syslog'] as const),
    ])
    .default('awslogs'),
  /** The log group of awslogs. It must exist. Default: /aws/batch/job. */
  group: z.string().min(1).optional(),
  /** Further options of the driver. */
  options: z.record(z.string(), z.string()).default({}),
});

/** Batch reserves these names (https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html). */
const variableName = z
  .string()
  .min(1)
  .regex(/^(?!AWS_BATCH)/, 'a name that does not begin with AWS_BATCH');

/** https://docs.aws.amazon.com/batch/latest/userguide/specifying-sensitive-data.html */
const secretArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:(?:secretsmanager:[\w-]+:\d+:secret|ssm:[\w-]+:\d+:parameter)[:/]./,
    'the ARN of a secret of Secrets Manager, or of a parameter of Parameter Store',
  );

/** Options of AWS Batch. */
export const batchSchema = z.strictObject({
  /** The default of `--queue`: the queue that jobs are submitted to. */
  queue: z.string().min(1).optional(),
  /** What the jobs run on. */
  platform: z.enum(['ec2', 'fargate']).default('ec2'),
  fargate: fargateSchema.default({}),
  /** The role of the jobs, which sets what they may read and write in S3. */
  jobRole: z.string().min(1).optional(),
  /** The role that starts the container. Fargate and secrets need one. */
  executionRole: z.string().min(1).optional(),
  /** How often Batch tries a job that failed with a retryable cause. */
  attempts: z.int().min(1).max(10).default(3),
  /**
   * Environment variables of the jobs' containers. Set no secrets: the job definition shows them.
   */
  environment: z.record(variableName, z.string()).default({}),
  /** Variables whose values Batch reads from a secret when the job starts. */
  secrets: z.record(variableName, secretArn).default({}),
  /** Directories of the host or of EFS to mount. */
  volumes: z.array(volumeSchema).default([]),
  /** Mounts the root file system read-only. /scratch and /tmp stay writable. */
  readOnlyRoot: z.boolean().default(false),
  /** The user in the container, as `id` or `id:group`. Default: the image's. */
  user: z.string().min(1).optional(),
  log: logSchema.optional(),
  linux: linuxSchema.default({}),
  ...requestSchema.shape,
  /** Requests of single tools, by the package's name. */
  tools: z.record(z.string(), requestSchema).default({}),
});

export type BatchOptions = z.output<typeof batchSchema>;
