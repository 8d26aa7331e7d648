import { JobError } from '@joblayer/job-runtime';
import type { FastqFile } from './fastq-file.ts';

const ADVICE =
  'Expected as many reads in both, in one order, under the same names: files of one lane, of which none was filtered without the other, and the lanes of both options in one order.';
const NUMBERED =
  'bwa expects one name for both mates, less /1 and /2. Remove the .1 and .2 at the end of the names; fastq-dump writes them only with -I (--readids).';

/**
 * Compares the names that were read of both files, and lets them pass.
 *
 * @throws JobError `bad-data` where they differ, or one file has ended before the other
 */
export function compareNames(first: FastqFile, second: FastqFile): void {
  const count = Math.min(first.names.length, second.names.length);
  for (let i = 0; i < count; i += 1) {
    const one = first.names[i] as string;
    const other = second.names[i] as string;
    if (one === other || ownName(one) === ownName(other)) continue;
    const place = first.passed + i + 1;
    throw notMates(
      `read ${place} of ${first.described} is ${quoted(one)}, and read ${place} of ${second.described} is ${quoted(other)}`,
      one.replace(/\.1$/, '.2') === other ? NUMBERED : ADVICE,
    );
  }
  first.pass(count);
  second.pass(count);
  expectNoMore(first, second);
  expectNoMore(second, first);
}

/** As bwa compares it: without a slash and digit at its end. */
const ownName = (name: string): string => name.replace(/(?<=.)\/\d$/, '');

function expectNoMore(ended: FastqFile, other: FastqFile): void {
  const [next] = other.names;
  if (!ended.hasEnded || next === undefined) return;
  const { passed } = ended;
  const end =
    passed === 0 ? 'holds no reads' : `ends after ${passed} read${passed === 1 ? '' : 's'}`;
  throw notMates(
    `${ended.described} ${end}, and ${other.described} goes on with ${quoted(next)}`,
    ADVICE,
  );
}

const quoted = (name: string): string => JSON.stringify(name);

const notMates = (problem: string, advice: string): JobError =>
  new JobError({ code: 'bad-data', problem, advice });
