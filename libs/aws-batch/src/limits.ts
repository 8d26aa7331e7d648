import { batchProblem } from './problems.ts';

const QUOTAS = 'https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html';
const RUN_TASK = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html';
const SUBMIT_JOB = 'https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html';
const TAGS = 'https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html';

/** A limit of AWS that cannot be raised, with the page that states it. */
export interface Limit {
  readonly most: number;
  /** The limit as the page writes it: `24 KiB`. */
  readonly text: string;
  readonly source: string;
}

const KIB = 1024;

export const LIMITS = {
  definitionBytes: { most: 24 * KIB, text: '24 KiB', source: QUOTAS },
  submissionBytes: { most: 30 * KIB, text: '30 KiB', source: QUOTAS },
  /** ECS counts the JSON of a task's overrides. */
  overrideBytes: { most: 8 * KIB, text: '8192 characters', source: RUN_TASK },
  arraySize: { most: 10_000, text: '10,000 children', source: QUOTAS },
  dependencies: { most: 20, text: '20 dependencies', source: QUOTAS },
  nameLength: { most: 128, text: '128 characters', source: SUBMIT_JOB },
  tags: { most: 50, text: '50 tags', source: TAGS },
  tagKeyLength: { most: 128, text: '128 characters', source: TAGS },
  tagValueLength: { most: 256, text: '256 characters', source: TAGS },
} as const satisfies Record<string, Limit>;

/** An array has two children at least. Batch refuses an array of one. */
export const FEWEST_CHILDREN = 2;

export type LimitName = keyof typeof LIMITS;

interface Measured {
  /** What was given: `the job definition joblayer-bwa-mem`. */
  readonly given: string;
  readonly value: number;
  /** The unit of the value: `bytes`. */
  readonly unit: string;
  readonly advice: string;
}

/** @throws ProblemError `limit-exceeded` */
export function checkLimit(name: LimitName, { given, value, unit, advice }: Measured): void {
  const { most, text, source } = LIMITS[name];
  if (value <= most) return;
  throw batchProblem({
    code: 'limit-exceeded',
    ...{ name, given, value, unit, most, text },
    source,
    advice,
  });
}

/** The size of the JSON that is sent. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
