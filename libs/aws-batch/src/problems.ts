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

interface LimitExceeded {
  /** The limit's name in LIMITS. */
  name: string;
  given: string;
  value: number;
  unit: string;
  most: number;
  /** The limit as the page of AWS writes it. */
  text: string;
  source: string;
  advice: string;
}

interface ArrayTooSmall {
  given: string;
  arraySize: number;
  fewest: number;
}

interface DependencyNotByRow {
  other: string;
  otherRows: number;
  rows: number;
}

interface QueueInvalid {
  name: string;
  status: string;
  reason: string | undefined;
  advice: string;
}

interface ImageAbsent {
  image: string;
  /** The registry that was asked. */
  registry: string;
  advice: string;
}

interface FargateTooLarge {
  tool: string;
  vcpus: number;
  memoryMiB: number;
  mostVcpus: number;
  mostMemoryMiB: number;
}

interface FargateScratchTooLarge {
  tool: string;
  scratchMiB: number;
  mostMiB: number;
  imageGiB: number;
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
  'limit-exceeded': ({ given, value, unit, text, source, advice }: LimitExceeded) =>
    `${given} has ${value} ${unit}. AWS takes at most ${text} (${source}). ${advice}`,
  'invalid-job-name': ({ name }: { name: string }) =>
    `"${name}" is not a name for a job in Batch. Give one of letters, digits, - and _, which begins with a letter or a digit.`,
  'array-too-small': ({ given, arraySize, fewest }: ArrayTooSmall) =>
    `${given} has an array of ${arraySize}. Batch takes arrays of ${fewest} children or more. Submit it as a plain job.`,
  'empty-argument': ({ after }: { after: string | undefined }) =>
    `The argument ${after === undefined ? 'at the start of the command' : `after ${after}`} is empty, and Batch takes no empty argument. Leave the option out, or write the arguments to a job spec, and give its location with --job-spec.`,
  'invalid-tag': ({ key, reason }: { key: string; reason: string }) =>
    `The tag "${key}" is invalid: ${reason}. Change it, or leave it out.`,
  'dependency-not-by-row': ({ other, otherRows, rows }: DependencyNotByRow) =>
    `This run has ${rows} rows, and the run ${other} has ${otherRows}. Row can wait for row only between two arrays of one size, up to 10,000. Otherwise one failed row of ${other} would fail all rows of this run. Wait until ${other} has ended, and run the rows that succeeded.`,
  'queue-unknown': ({ name, advice }: { name: string; advice: string }) =>
    `Batch has no job queue "${name}" in this account and region. Check the name, the region and the account. ${advice}`,
  'queue-disabled': ({ name, advice }: { name: string; advice: string }) =>
    `The job queue "${name}" is disabled, so it takes no jobs. Enable it, or use another queue. ${advice}`,
  'queue-invalid': ({ name, status, reason, advice }: QueueInvalid) =>
    `The job queue "${name}" is ${status}: ${reason ?? 'Batch gives no reason'}. Repair it, or use another queue. ${advice}`,
  'share-missing': ({ name }: { name: string }) =>
    `The job queue "${name}" has a scheduling policy, so each job needs a share identifier. Give one, or use another queue.`,
  'share-unused': ({ name, shareIdentifier }: { name: string; shareIdentifier: string }) =>
    `The share identifier "${shareIdentifier}" was given, but the job queue "${name}" has no scheduling policy. Leave the share out, or use another queue.`,
  'not-registered': ({ definitionName, advice }: { definitionName: string; advice: string }) =>
    `Batch has no active job definition ${definitionName}. ${advice}`,
  'job-image-absent': ({ image, registry, advice }: ImageAbsent) =>
    `The image ${image} is not in the registry ${registry}. Batch would try to pull it again and again. ${advice} Nothing was submitted.`,
  'memory-below-floor': (facts: MemoryBelowFloor) =>
    `${facts.tool} needs at least ${facts.minimumMemoryMiB} MiB of memory, and ${facts.grant} ${facts.memoryMiB} MiB. ${facts.advice} Nothing was ${facts.refused}.`,
  'platform-refuses': ({ platform, faults }: { platform: string; faults: readonly string[] }) =>
    `The options of Batch do not fit the platform ${platform}: ${faults.join('; ')}. Nothing was registered.`,
  'fargate-too-large': (facts: FargateTooLarge) =>
    `${facts.tool} asks for ${facts.vcpus} vCPU and ${facts.memoryMiB} MiB. Fargate offers at most ${facts.mostVcpus} vCPU and ${facts.mostMemoryMiB} MiB. Set less, or use the platform ec2.`,
  'fargate-scratch-too-large': (facts: FargateScratchTooLarge) =>
    `${facts.tool} needs ${facts.scratchMiB} MiB of scratch space. Fargate offers at most ${facts.mostMiB} MiB, besides ${facts.imageGiB} GiB for the image. Use the platform ec2, or mount an EFS volume as /scratch.`,
  'job-unknown': ({ id }: { id: string }) =>
    `Batch does not know the job ${id}. Batch deletes jobs some time after they end. Check the id and the region.`,
  'job-failed': ({ id, exitCode, reason }: JobFailure) =>
    `The job ${id} failed ${exitCode === undefined ? 'without an exit code' : `with exit code ${exitCode}`}: ${reason ?? 'Batch gives no reason'}. Its log is above. The exit codes are explained in libs/job-runtime/README.md.`,
});
