import { alignOptions } from './align-options.ts';
import { DEFAULT_LANES, withoutTempDirectory } from './extra-args.ts';
import { layoutIn } from './layout.ts';
import { MIB_PER_GB } from './memory.ts';
import type { IsaacParams } from './params.ts';

export interface AlignContext {
  readonly lanes: number;
  readonly params: IsaacParams;
  readonly extraArgs: readonly string[];
  readonly cpus: number;
  readonly memoryMiB: number;
  readonly workDir: string;
  readonly tmpDir: string;
}

/**
 * The arguments of isaac-align. Isaac's parser refuses an option that is given twice. So a job's
 * option is added only if it differs from Isaac's default, and if the user's extra arguments do not
 * have it.
 */
export function alignArguments(context: AlignContext): readonly string[] {
  const { lanes, params, cpus, memoryMiB, workDir, tmpDir } = context;
  const extraArgs = withoutTempDirectory(context.extraArgs);
  const given = new Set(alignOptions(extraArgs).map(({ name }) => name));
  const { baseCalls, descriptor, aligned } = layoutIn(workDir);
  const unless = (name: string, ...args: readonly string[]) => (given.has(name) ? [] : args);
  return [
    ...['-r', descriptor, '-b', baseCalls],
    ...unless('base-calls-format', '--base-calls-format', 'fastq-gz'),
    ...['-o', aligned, '-t', `${tmpDir}/isaac`],
    ...unless('jobs', '-j', String(cpus)),
    ...unless('memory-limit', '-m', String(Math.floor(memoryMiB / MIB_PER_GB))),
    // The plots need gnuplot, which the image does not have.
    ...unless('stats-image-format', '--stats-image-format', 'none'),
    ...(lanes > DEFAULT_LANES ? unless('lane-number-max', '--lane-number-max', String(lanes)) : []),
    ...Object.entries(isaacOptions(params)).flatMap(([name, value]) =>
      namesOf(name).some((each) => given.has(each)) ? [] : [`--${name}`, value],
    ),
    // Isaac accepts this option several times.
    ...(params.headerTag === undefined ? [] : ['--bam-header-tag', params.headerTag]),
    ...extraArgs,
  ];
}

/**
 * The parameters that differ from Isaac's defaults, under each of Isaac's names, as the user gives
 * them.
 */
export function chosenOptions(params: IsaacParams): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(isaacOptions(params)).flatMap(([name, value]) => {
      const asGiven = value === '0' && ON.has(name) ? `--no-${name}` : `--${name}`;
      const argument = SWITCHES.has(name) ? asGiven : `${asGiven} ${value}`;
      return namesOf(name).map((each) => [each, argument] as const);
    }),
  );
}

const ON = new Set(['keep-duplicates', 'mark-duplicates']);
const SWITCHES = new Set([...ON, 'variable-read-length']);

/** Isaac refuses the older name beside the newer one. */
const namesOf = (name: string): readonly string[] =>
  name === 'variable-read-length' ? [name, 'variable-fastq-read-length'] : [name];

/** The options that differ from Isaac's defaults (AlignOptions.cpp at 6f0191a). */
function isaacOptions(params: IsaacParams): Readonly<Record<string, string>> {
  const defaults = {
    'keep-duplicates': '1',
    'mark-duplicates': '1',
    'keep-unaligned': 'back',
    'base-quality-cutoff': '25',
    'realign-gaps': 'sample',
    'variable-read-length': '0',
    'bam-gzip-level': '1',
  };
  const values: typeof defaults = {
    'keep-duplicates': String(Number(params.keepDuplicates)),
    'mark-duplicates': String(Number(params.markDuplicates)),
    'keep-unaligned': params.keepUnaligned,
    'base-quality-cutoff': String(params.baseQualityCutoff),
    'realign-gaps': params.realignGaps,
    'variable-read-length': String(Number(params.variableReadLength)),
    'bam-gzip-level': String(params.bamGzipLevel),
  };
  const names = Object.keys(defaults) as (keyof typeof defaults)[];
  return Object.fromEntries(
    names.filter((name) => values[name] !== defaults[name]).map((name) => [name, values[name]]),
  );
}
