import { usageError, type ArgumentsContext, type CheckedArguments } from '@joblayer/job-runtime';

/**
 * The options of `snpEff ann` 5.2 that take a value, in small letters: snpEff ignores case. Read from its `-h` and from
 * its classes SnpEff and SnpEffCmdEff.
 */
const WITH_VALUE: ReadonlySet<string> = new Set([
  ...['-c', '-config', '-configoption', '-datadir', '-interval', '-maxtsl', '-onlytr', '-reg'],
  ...['-ss', '-splicesitesize', '-spliceregionexonsize', '-spliceregionintronmin'],
  ...['-spliceregionintronmax', '-ud', '-updownstreamlen', '-tag', '-notag', '-canonlist', '-chr'],
  ...['-csvstats', '-fastaprot', '-o', '-s', '-stats', '-htmlstats', '-cancersamples', '-fi'],
  ...['-filterinterval', '-i', '-no'],
]);

/** Those that would change what the job itself lays out, with what to give instead. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ...['-c', '-config'].map((option) => [option, 'Give the file with --config.'] as const),
  ['-datadir', 'Give the database with --database.'],
  ['-download', 'Give the database with --database: a job downloads nothing.'],
  ['-filelist', 'Give one VCF with --vcf; run a job for each.'],
  ...['-s', '-stats', '-htmlstats'].map((option) => [option, 'Use --html.'] as const),
  ['-csvstats', 'Use --csv.'],
]);

/**
 * The arguments of old jobs: with the genome's name among snpEff's own, as in `-t hg38`. `-t` asked for threads, and
 * snpEff refuses it since 5.1.
 *
 * @throws JobError `usage`
 */
export function adaptArguments({
  params,
  extraArgs,
}: Pick<ArgumentsContext, 'extraArgs'> & {
  readonly params: { readonly genome?: string | undefined };
}): CheckedArguments {
  const { options, words, askedForThreads } = split(extraArgs);
  const [named, second] = words;
  if (second !== undefined) {
    throw usageError(
      `--extra-args holds "${String(named)}" and "${second}", and a job takes one such word, the genome’s name`,
      'Give the VCF with --vcf, and a value directly after its option.',
    );
  }
  const genome = params.genome ?? named;
  if (named !== undefined && named !== genome) {
    throw usageError(
      `--genome is ${String(genome)}, and --extra-args names the genome ${named}`,
      'Give one of them.',
    );
  }
  if (askedForThreads && genome === undefined) {
    throw usageError(
      '--extra-args holds -t and names no genome: -t takes no value, it asked snpEff for threads',
      'Name the genome after it, as in "-t hg38", or give --genome.',
    );
  }
  return {
    params: genome === undefined ? {} : { genome },
    extraArgs: options,
    warnings: askedForThreads
      ? ['-t is left out of --extra-args: it asked for threads, and snpEff refuses it since 5.1']
      : [],
  };
}

/** Takes apart what snpEff itself would take for options with their values, and other words. */
function split(extraArgs: readonly string[]) {
  const options: string[] = [];
  const words: string[] = [];
  let askedForThreads = false;
  for (let i = 0; i < extraArgs.length; i += 1) {
    const word = extraArgs[i] as string;
    const option = word.toLowerCase();
    if (!word.startsWith('-')) words.push(word);
    else if (option === '-t') askedForThreads = true;
    else if (WITH_VALUE.has(option)) {
      const value = extraArgs[(i += 1)];
      expectAllowed(word, value);
      options.push(word, value as string);
    } else {
      expectAllowed(word, '');
      options.push(word);
    }
  }
  return { options, words, askedForThreads };
}

function expectAllowed(word: string, value: string | undefined): void {
  const option = word.toLowerCase();
  const instead = REFUSED.get(option);
  if (instead !== undefined) throw usageError(`--extra-args holds ${word}`, instead);
  if (value === undefined) throw usageError(`--extra-args ends in ${word}, which takes a value`);
  const isBed = /^bed/i.test(value);
  if (isBed && (option === '-i' || option === '-o')) {
    throw usageError(
      `--extra-args holds ${word} ${value}, and this tool reads and writes VCF`,
      `Leave ${word} out.`,
    );
  }
}
