import { usageError } from '@joblayer/job-runtime';
import { alignOptions, isOnlyOnce, type GivenOption } from './align-options.ts';
import { MINIMUM_MEMORY_MIB, MIB_PER_GB } from './memory.ts';

/**
 * Options that the job sets itself, as isaac-align reads and writes in the job's layout, with
 * advice.
 */
const OWN: Readonly<
  Record<string, { readonly instead: string; readonly fits: readonly string[] }>
> = {
  'output-directory': {
    instead: 'Set the location of the alignments with --bam-folder.',
    fits: [],
  },
  'base-calls': { instead: 'Give the reads with --reads1 and --reads2.', fits: [] },
  'base-calls-directory': { instead: 'Give the reads with --reads1 and --reads2.', fits: [] },
  'base-calls-format': {
    instead: 'Give the reads with --reads1 and --reads2, as compressed FASTQ.',
    fits: ['fastq-gz'],
  },
  'reference-genome': { instead: 'Give the reference with --reference.', fits: [] },
  'reference-name': {
    instead: 'A job has one reference, which --reference gives.',
    fits: ['default'],
  },
  'sample-sheet': {
    instead: 'A job has one sample. Run one job for each.',
    fits: ['default', 'none'],
  },
};

/** Isaac's default of --lane-number-max: the lanes that it looks for. */
export const DEFAULT_LANES = 8;

/**
 * The extra arguments without a directory for temporary files, as the job's scratch directory has
 * one.
 */
export function withoutTempDirectory(extraArgs: readonly string[]): readonly string[] {
  const dropped = alignOptions(extraArgs).filter(isTempDirectory);
  const indexes = new Set(dropped.flatMap(({ at, args }) => args.map((_, index) => at + index)));
  return extraArgs.filter((_, index) => !indexes.has(index));
}

/**
 * Checks the extra arguments of isaac-align in preflight.
 *
 * @param chosen parameters that differ from their defaults, by Isaac's name
 * @returns warnings
 * @throws JobError `usage`
 */
export function checkExtraArgs(
  extraArgs: readonly string[],
  job: { readonly cpus: number; readonly memoryMiB: number; readonly lanes: number },
  chosen: Readonly<Record<string, string>>,
): readonly string[] {
  const given = alignOptions(extraArgs);
  checkTwice(given);
  given.forEach(checkOwn);
  return given.flatMap((option) => [
    ...checkNumber(option, job),
    ...(isTempDirectory(option) ? [tempDirectoryWarning(option)] : []),
    ...(chosen[option.name] === undefined
      ? []
      : [`${text(option)} in --extra-args overrides ${chosen[option.name]}`]),
  ]);
}

const isTempDirectory = ({ name }: GivenOption): boolean => name === 'temp-directory';

const text = ({ args }: GivenOption): string => args.join(' ');

const tempDirectoryWarning = (option: GivenOption): string =>
  `${text(option)} in --extra-args is left out: temporary files go to the job's scratch directory, which --scratch-dir sets`;

function checkTwice(given: readonly GivenOption[]): void {
  for (const [index, option] of given.entries()) {
    const before = given.slice(0, index).find(({ name }) => name === option.name);
    if (!before || !isOnlyOnce(option.name) || isTempDirectory(option)) continue;
    throw usageError(
      `--extra-args gives --${option.name} twice, as ${text(before)} and as ${text(option)}, which isaac-align refuses`,
      'Give it once.',
    );
  }
}

function checkOwn(option: GivenOption): void {
  const own = OWN[option.name];
  if (!own || (option.values.length === 1 && own.fits.includes(option.values[0] ?? ''))) return;
  throw usageError(
    `${text(option)} in --extra-args contradicts the job, which sets isaac-align's files`,
    `Leave it out. ${own.instead}`,
  );
}

function checkNumber(
  option: GivenOption,
  { cpus, memoryMiB, lanes }: { readonly cpus: number; memoryMiB: number; lanes: number },
): readonly string[] {
  const { name } = option;
  if (!['jobs', 'memory-limit', 'lane-number-max'].includes(name)) return [];
  const value = wholeNumber(option);
  if (name === 'lane-number-max' && value < lanes) {
    throw usageError(
      `${text(option)} in --extra-args is below the ${lanes} lanes of --reads1: isaac-align would ignore reads`,
      `Give ${lanes} or more, or leave it out.`,
    );
  }
  if (name === 'jobs' && value > cpus) {
    return [`${text(option)} in --extra-args asks for more threads than the ${cpus} granted CPUs`];
  }
  return name === 'memory-limit' ? checkLimit(option, value, memoryMiB) : [];
}

function checkLimit(option: GivenOption, limitGB: number, memoryMiB: number): readonly string[] {
  const least = Math.ceil(MINIMUM_MEMORY_MIB / MIB_PER_GB);
  if (limitGB < least) {
    throw usageError(
      `${text(option)} in --extra-args is below the ${least} GB that isaac-align needs`,
      `Give -m ${least} or more, or leave it out: the default is the granted memory.`,
    );
  }
  if (limitGB * MIB_PER_GB <= memoryMiB) return [];
  return [
    `${text(option)} in --extra-args lets isaac-align use more than the granted ${memoryMiB} MiB, so it may be killed`,
  ];
}

function wholeNumber(option: GivenOption): number {
  const [value = ''] = option.values;
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw usageError(
    `${text(option)} in --extra-args needs a whole number of at least 1${value === '' ? '' : `, got "${value}"`}`,
    'Correct it, or leave it out, as the job sets it.',
  );
}
