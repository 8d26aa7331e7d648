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
 * The arguments of isaac-align. An option given twice is an error for its parser, so one of ours is there only where it
 * differs from Isaac's own default, and not where the user's extra arguments name it.
 */
export function alignArguments(context: AlignContext): readonly string[] {
  const { lanes, params, cpus, memoryMiB, workDir, tmpDir } = context;
  const extraArgs = withoutTempDirectory(context.extraArgs);
  const given = new Set(alignOptions(extraArgs).map(({ name }) => name));
  const { baseCalls, descriptor, aligned } = layoutIn(workDir);
  const unless = (name: string, ...words: readonly string[]) => (given.has(name) ? [] : words);
  return [
    ...['-r', descriptor, '-b', baseCalls],
    ...unless('base-calls-format', '--base-calls-format', 'fastq-gz'),
    ...['-o', aligned, '-t', `${tmpDir}/isaac`],
    ...unless('jobs', '-j', String(cpus)),
    ...unless('memory-limit', '-m', String(Math.floor(memoryMiB / MIB_PER_GB))),
    // The plots take gnuplot, which no container job needs.
    ...unless('stats-image-format', '--stats-image-format', 'none'),
    ...(lanes > DEFAULT_LANES ? unless('lane-number-max', '--lane-number-max', String(lanes)) : []),
    ...Object.entries(isaacOptions(params)).flatMap(([name, value]) =>
      namesOf(name).some((each) => given.has(each)) ? [] : [`--${name}`, value],
    ),
    // Isaac takes more than one of these.
    ...(params.headerTag === undefined ? [] : ['--bam-header-tag', params.headerTag]),
    ...extraArgs,
  ];
}

/** The parameters that are not Isaac's defaults, by each of Isaac's names for them, as the user gives them. */
export function chosenOptions(params: IsaacParams): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(isaacOptions(params)).flatMap(([name, value]) => {
      const asGiven = value === '0' && ON.has(name) ? `--no-${name}` : `--${name}`;
      const words = SWITCHES.has(name) ? asGiven : `${asGiven} ${value}`;
      return namesOf(name).map((each) => [each, words] as const);
    }),
  );
}

const ON = new Set(['keep-duplicates', 'mark-duplicates']);
const SWITCHES = new Set([...ON, 'variable-read-length']);

/** The older name must not stand beside the newer. */
const namesOf = (name: string): readonly string[] =>
  name === 'variable-read-length' ? [name, 'variable-fastq-read-length'] : [name];

/** Those that differ from Isaac's defaults (AlignOptions.cpp at 6f0191a). */
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
