import * as z from 'zod';
import { rowRanges } from './row-ranges.ts';

export const RUN_FORMAT = 'joblayer-run';
export const RETRY_FORMAT = 'joblayer-retry';

/** A part of a run that is one job of Batch: an array, or a plain job for a single row. */
const chunk = z.object({
  /** The name of the job without the number of the try. No other run has it. */
  jobName: z.string(),
  rows: rowRanges,
  /** The name of the object with one job spec a line, in the same directory as this record. */
  rowsFile: z.string(),
  /** Overrides the run's memory. */
  memoryMiB: z.number().int().positive().optional(),
});

/** What a submission asks of Batch. What is left out is as the job definition says. */
const requests = z.object({
  vcpus: z.number().positive().optional(),
  memoryMiB: z.number().int().positive().optional(),
  timeoutSeconds: z.number().int().positive().optional(),
  attempts: z.number().int().positive().optional(),
  share: z.string().optional(),
  priority: z.number().int().nonnegative().optional(),
});

const dependency = z.object({
  jobId: z.string(),
  type: z.enum(['N_TO_N', 'SEQUENTIAL']).optional(),
});

/** What `run.json` holds. It is written before anything is submitted, and never changed. */
export const runRecord = z.object({
  format: z.literal(RUN_FORMAT),
  version: z.number(),
  name: z.string(),
  /** Distinguishes two runs of one name, also in the names of their jobs. */
  uid: z.string(),
  createdAt: z.string(),
  tool: z.object({
    /** As the user gave it. */
    reference: z.string(),
    /** The image by its digest. */
    image: z.string(),
    definition: z.string(),
  }),
  /** Where its jobs run. Records without it are of AWS Batch. */
  on: z.enum(['batch', 'docker', 'podman']).default('batch'),
  /** The ARN of the job definition, with its revision. The image by its digest for a run on this machine. */
  jobDefinition: z.string(),
  /** The memory that the job definition gives a job. */
  definitionMemoryMiB: z.number().optional(),
  /** The words of the command before `--job-spec`. */
  command: z.array(z.string()).readonly(),
  /** Of AWS Batch; `local` for a run on this machine. */
  queue: z.string(),
  /** For a run on this machine: relative paths in its rows start from here. */
  workDir: z.string().optional(),
  tags: z.record(z.string(), z.string()),
  requests,
  dependsOn: z.array(dependency).readonly(),
  sheet: z.object({ name: z.string(), sha256: z.string() }),
  /** The constants of the command line, as the user gave them. */
  constants: z.array(z.string()).readonly(),
  /** The name of the object with what the record keeps of each job. */
  jobsFile: z.string(),
  chunks: z.array(chunk).min(1).readonly(),
});

/** What `retry-<n>/retry.json` holds. */
export const retryRecord = z.object({
  format: z.literal(RETRY_FORMAT),
  version: z.number(),
  number: z.number().int().positive(),
  createdAt: z.string(),
  memoryFactor: z.number().optional(),
  chunks: z.array(chunk).min(1).readonly(),
});

export type RunRecord = Readonly<z.output<typeof runRecord>>;
export type Requests = Readonly<z.output<typeof requests>>;
export type Chunk = Readonly<z.output<typeof chunk>>;
export type RetryRecord = Readonly<z.output<typeof retryRecord>>;
