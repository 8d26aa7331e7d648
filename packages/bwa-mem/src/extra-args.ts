import { usageError } from '@joblayer/job-runtime';

/**
 * Options of bwa mem without a value, which may follow one dash together.
 * https://bio-bwa.sourceforge.net/bwa.shtml
 */
const SWITCHES = '1 5 q p a M C S P V Y j u'.split(' ');

/**
 * Refuses options of bwa that would mix up the reads or their groups.
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
      `--extra-args has -R, which sets one read group, but there are ${lanes} lanes`,
      'Leave it out: each lane gets a read group. Give the sample and sequencer with --sample and --platform.',
    );
  }
  if (paired && given.has('p')) {
    throw usageError(
      '--extra-args has -p, with which bwa ignores the file given with --reads2',
      'Leave it out. Or leave out --reads2 if --reads1 holds both reads of each pair in turn.',
    );
  }
  if (given.has('o')) {
    throw usageError(
      '--extra-args has -o, but bwa’s output is sorted before it is written',
      'Leave it out, and set the output with --bam.',
    );
  }
}

/** The letters of all options. A separate value is not an option, unless it begins with a dash. */
function optionsIn(extraArgs: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (let i = 0; i < extraArgs.length; i += 1) {
    const letters = extraArgs[i] ?? '';
    if (!letters.startsWith('-')) continue;
    let at = 1;
    while (SWITCHES.includes(letters[at] ?? '')) found.add(letters[at++] ?? '');
    if (at >= letters.length) continue;
    found.add(letters[at] ?? '');
    // The value is the rest of this argument, or the next one.
    if (at === letters.length - 1) i += 1;
  }
  return found;
}
