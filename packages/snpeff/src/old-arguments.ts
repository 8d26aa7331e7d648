import { usageError, type ArgumentsContext, type CheckedArguments } from '@joblayer/job-runtime';

/**
 * The options of `snpEff ann` 5.2 that take a value, in lower case, as snpEff ignores case. From
 * its `-h` and its classes SnpEff and SnpEffCmdEff.
 */
const WITH_VALUE: ReadonlySet<string> = new Set([
  ...['-c', '-config', '-configoption', '-datadir', '-interval', '-maxtsl', '-onlytr', '-reg'],
  ...['-ss', '-splicesitesize', '-spliceregionexonsize', '-spliceregionintronmin'],
  ...['-spliceregionintronmax', '-ud', '-updownstreamlen', '-tag', '-notag', '-canonlist', '-chr'],
  ...['-csvstats', '-fastaprot', '-o', '-s', '-stats', '-htmlstats', '-cancersamples', '-fi'],
  ...['-filterinterval', '-i', '-no'],
]);

/** Options that contradict the job's own, with the advice. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ...['-c', '-config'].map((option) => [option, 'Give the file with --config.'] as const),
  ['-datadir', 'Give the database with --database.'],
  ['-download', 'Give the database with --database, as a job downloads nothing.'],
  ['-filelist', 'Give one VCF with --vcf. Run one job for each VCF.'],
  ...['-s', '-stats', '-htmlstats'].map((option) => [option, 'Use --html.'] as const),
  ['-csvstats', 'Use --csv.'],
]);

/**
 * Reads the arguments of old jobs, which have the genome's name among snpEff's own: `-t hg38`. `-t`
 * asked for threads; snpEff refuses it since 5.1.
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
      `--extra-args has "${String(named)}" and "${second}", but a job takes only one such word, the genome’s name`,
      'Give the VCF with --vcf, and a value directly after its option.',
    );
  }
  const genome = params.genome ?? named;
  if (named !== undefined && named !== genome) {
    throw usageError(
      `--genome is ${String(genome)}, but --extra-args names the genome ${named}`,
      'Give one of them.',
    );
  }
  if (askedForThreads && genome === undefined) {
    throw usageError(
      '--extra-args has -t but no genome’s name. -t takes no value; it asked snpEff for threads',
      'Add the genome’s name, such as "-t hg38", or give --genome.',
    );
  }
  return {
    params: genome === undefined ? {} : { genome },
    extraArgs: options,
    warnings: askedForThreads
      ? ['-t is left out of --extra-args: it asked for threads, but snpEff refuses it since 5.1']
      : [],
  };
}

/** Splits the arguments like snpEff: options with their values, and other words. */
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
  if (instead !== undefined) throw usageError(`--extra-args has ${word}`, instead);
  if (value === undefined) throw usageError(`--extra-args ends in ${word}, which takes a value`);
  const isBed = /^bed/i.test(value);
  if (isBed && (option === '-i' || option === '-o')) {
    throw usageError(
      `--extra-args has ${word} ${value}, but this tool reads and writes VCF`,
      `Leave ${word} out.`,
    );
  }
}
