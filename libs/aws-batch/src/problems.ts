import { defineProblems } from '@joblayer/problem';

interface MemoryBelowFloor {
  tool: string;
  memoryMiB: number;
  minimumMemoryMiB: number;
  /** What grants it, with the verb: `arn:… grants`. */
  grant: string;
  advice: string;
  refused: 'registered' | 'submitted';
}

interface JobFailure {
  id: string;
  exitCode: number | undefined;
  reason: string | undefined;
}

/** What can keep a job from being registered, submitted or followed, and how one can fail. */
export const batchProblem = defineProblems({
  'batch-failed': ({ action, detail }: { action: string; detail: string }) =>
    `AWS answered ${action} with an error: ${detail}`,
  'queue-missing': ({ advice }: { advice: string }) => `No job queue was named. ${advice}`,
  'command-too-long': ({ sizeBytes, mostBytes }: { sizeBytes: number; mostBytes: number }) =>
    `The job's command has ${sizeBytes} bytes; Batch takes ${mostBytes} at most. Put the arguments into a job spec, and give its location with --job-spec.`,
  'not-registered': ({ definitionName, advice }: { definitionName: string; advice: string }) =>
    `Batch has no active job definition ${definitionName}. ${advice}`,
  'memory-below-floor': (facts: MemoryBelowFloor) =>
    `${facts.tool} needs at least ${facts.minimumMemoryMiB} MiB of memory, and ${facts.grant} ${facts.memoryMiB} MiB. ${facts.advice} Nothing was ${facts.refused}.`,
  'job-unknown': ({ id }: { id: string }) =>
    `Batch does not know the job ${id}. It forgets jobs a while after they ended.`,
  'job-failed': ({ id, exitCode, reason }: JobFailure) =>
    `The job ${id} failed ${exitCode === undefined ? 'without an exit code' : `with exit code ${exitCode}`}: ${reason ?? 'Batch gives no reason'}. Its log is above; what its codes mean: libs/job-runtime/README.md.`,
});
