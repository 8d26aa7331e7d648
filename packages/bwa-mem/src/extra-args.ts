import { usageError } from '@joblayer/job-runtime';

/** bwa mem's options without a value, which may stand together behind one dash. https://bio-bwa.sourceforge.net/bwa.shtml */
const SWITCHES = '1 5 q p a M C S P V Y j u'.split(' ');

/**
 * Refuses options of bwa that would put the reads, or their groups, in disorder.
 *
 * @throws JobError `usage`
 */
export function checkExtraArgs(
  extraArgs: readonly string[],
  { lanes, paired }: { readonly lanes: number; readonly paired: boolean },
): void {
  const given = optionsIn(extraArgs);
  if (lanes > 1 && given.has('R')) {
    throw usageError(
      `--extra-args has -R, one read group, and there are ${lanes} lanes`,
      'Leave it out: each lane gets a read group. Name the sample and sequencer by --sample and --platform.',
    );
  }
  if (paired && given.has('p')) {
    throw usageError(
      '--extra-args has -p, with which bwa passes over the file given with --reads2',
      'Leave it out; or leave out --reads2, where --reads1 holds both reads of each pair in turn.',
    );
  }
  if (given.has('o')) {
    throw usageError(
      '--extra-args has -o, and bwa’s output is sorted before it is written',
      'Leave it out, and name the output with --bam.',
    );
  }
}

/** The letters of all options. A value that is an argument of its own is not taken for one, unless it has a dash. */
function optionsIn(extraArgs: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let i = 0; i < extraArgs.length; i += 1) {
    const letters = extraArgs[i] ?? '';
    if (!letters.startsWith('-')) continue;
    let at = 1;
    while (SWITCHES.includes(letters[at] ?? '')) found.add(letters[at++] ?? '');
    if (at >= letters.length) continue;
    found.add(letters[at] ?? '');
    // The value is the rest, or else the next argument.
    if (at === letters.length - 1) i += 1;
  }
  return found;
}
