/**
 * The values of an isaac-align option: none, one, one each time it is given, or several at once.
 * The parser refuses an option of the first two kinds that is given twice.
 */
type Takes = 'nothing' | 'value' | 'values' | 'list';

/**
 * The options of isaac-align (AlignOptions.cpp and Program.cpp at 6f0191a), by their long names.
 * The parser accepts the start of a name if it fits only one option, so the list must be complete.
 */
const OPTIONS: Readonly<Record<Takes, string>> = {
  nothing: 'help help-md help-defaults version',
  value: `allow-empty-flowcells anchor-mate bam-exclude-tags bam-gzip-level bam-pessimistic-mapq bam-produce-md5
    bam-pu-format base-quality-cutoff bcl-tiles-per-chunk bin-regex buffer-bins cleanup-intermediary clip-overlapping
    clip-semialigned clusters-at-a-time description dodgy-alignment-score enable-numa expected-bgzf-ratio
    expected-coverage fastq-q0 gap-scoring ignore-missing-bcls ignore-missing-filters input-concurrent-load jobs
    keep-duplicates keep-unaligned known-indels lane-number-max mapq-threshold mark-duplicates memory-control
    memory-limit neighborhood-size-threshold output-concurrent-save output-directory per-tile-tls pf-only
    pre-allocate-bins pre-sort-bins read-name-length realign-dodgy realign-gaps realign-vigorously
    realigned-gaps-per-fragment remap-qscores repeat-threshold rescue-shadows scatter-repeats seed-base-quality-min
    seed-length seeds shadow-scan-range single-library-samples smith-waterman-gaps-max split-alignments
    split-gap-length start-from stats-image-format stop-at target-bin-size temp-concurrent-load temp-concurrent-save
    temp-directory tls use-smith-waterman variable-fastq-read-length variable-read-length verbosity`,
  values: 'reference-genome reference-name tiles use-bases-mask',
  list: `bam-header-tag barcode-mismatches base-calls base-calls-directory base-calls-format cluster default-adapters
    sample-sheet`,
};

const TAKES: ReadonlyMap<string, Takes> = new Map(
  Object.entries(OPTIONS).flatMap(([takes, names]) =>
    names.split(/\s+/).map((name) => [name, takes as Takes] as const),
  ),
);

const SHORT: Readonly<Record<string, string>> = {
  b: 'base-calls',
  c: 'cluster',
  f: 'base-calls-format',
  h: 'help',
  j: 'jobs',
  m: 'memory-limit',
  n: 'reference-name',
  o: 'output-directory',
  r: 'reference-genome',
  s: 'sample-sheet',
  t: 'temp-directory',
  v: 'version',
};

/** An option in the arguments for isaac-align. */
export interface GivenOption {
  /** Its long name. */
  readonly name: string;
  /** The arguments that give it: `-j 8`, `-j8`, `--job=8`. */
  readonly args: readonly string[];
  readonly values: readonly string[];
  /** The index of its first argument. */
  readonly at: number;
}

/** The options among `args`, in every spelling of Isaac's parser (boost::program_options). */
export function alignOptions(args: readonly string[]): readonly GivenOption[] {
  const found: GivenOption[] = [];
  for (const [at, word] of args.entries()) {
    // The parser reads no options after it.
    if (word === '--') break;
    const read = readOption(word);
    if (!read) continue;
    const next = read.value === undefined ? following(args.slice(at + 1), read.name) : [];
    const values = read.value === undefined ? next : [read.value];
    found.push({ name: read.name, args: [word, ...next], values, at });
  }
  return found;
}

/** Whether isaac-align refuses the option a second time. */
export const isOnlyOnce = (name: string): boolean =>
  TAKES.get(name) === 'value' || TAKES.get(name) === 'nothing';

function following(args: readonly string[], name: string): readonly string[] {
  const takes = TAKES.get(name);
  if (takes === 'nothing') return [];
  const end = args.findIndex((word) => word === '--' || readOption(word) !== undefined);
  const own = end === -1 ? args : args.slice(0, end);
  return takes === 'list' ? own : own.slice(0, 1);
}

/** Parses `--jobs=8`, `--job`, `-j8`, `-j`. Undefined for a value. */
function readOption(word: string): { name: string; value: string | undefined } | undefined {
  const long = /^--(?<start>[^=]+)(?:=(?<value>.*))?$/s.exec(word)?.groups;
  if (long) {
    const name = longName(long['start'] ?? '');
    return name === undefined ? undefined : { name, value: long['value'] };
  }
  const short = /^-(?<letter>[a-z])(?<value>.*)$/s.exec(word)?.groups;
  const name = SHORT[short?.['letter'] ?? ''];
  return name === undefined ? undefined : { name, value: short?.['value'] || undefined };
}

function longName(start: string): string | undefined {
  if (TAKES.has(start)) return start;
  const [name, ...others] = [...TAKES.keys()].filter((each) => each.startsWith(start));
  return others.length === 0 ? name : undefined;
}
