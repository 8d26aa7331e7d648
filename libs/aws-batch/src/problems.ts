import { defineProblems } from '@joblayer/problem';

interface MemoryBelowFloor {
  tool: string;
  memoryMiB: number;
  minimumMemoryMiB: number;
  /** The source of the memory, with its verb: `arn:… grants`. */
  grant: string;
  advice: string;
  refused: 'registered' | 'submitted';
}

interface JobFailure {
  id: string;
  exitCode: number | undefined;
  reason: string | undefined;
}

/** The problems of registering, submitting and following a job, and its failure. */
export const batchProblem = defineProblems({
  'batch-failed': ({ action, detail }: { action: string; detail: string }) =>
    `${action} failed: ${detail}`,
  'submission-unknown': ({ detail }: { detail: string }) =>
    `No response to batch:SubmitJob came, so the job may exist: ${detail}\nLook for it in the queue by its name before you submit it again.`,
  'queue-missing': ({ advice }: { advice: string }) => `No job queue was given. ${advice}`,
  'command-too-long': ({ sizeBytes, mostBytes }: { sizeBytes: number; mostBytes: number }) =>
    `The job's command has ${sizeBytes} bytes. Batch takes at most ${mostBytes}. Write the arguments to a job spec, and give its location with --job-spec.`,
  'not-registered': ({ definitionName, advice }: { definitionName: string; advice: string }) =>
    `Batch has no active job definition ${definitionName}. ${advice}`,
  'memory-below-floor': (facts: MemoryBelowFloor) =>
    `${facts.tool} needs at least ${facts.minimumMemoryMiB} MiB of memory, and ${facts.grant} ${facts.memoryMiB} MiB. ${facts.advice} Nothing was ${facts.refused}.`,
  'job-unknown': ({ id }: { id: string }) =>
    `Batch does not know the job ${id}. Batch deletes jobs some time after they end. Check the id and the region.`,
  'job-failed': ({ id, exitCode, reason }: JobFailure) =>
    `The job ${id} failed ${exitCode === undefined ? 'without an exit code' : `with exit code ${exitCode}`}: ${reason ?? 'Batch gives no reason'}. Its log is above. The exit codes are explained in libs/job-runtime/README.md.`,
});
