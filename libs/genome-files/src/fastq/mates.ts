import { JobError } from '@joblayer/job-runtime';
import type { FastqFile } from './fastq-file.ts';

const ADVICE =
  'Expected the same reads in both files, in the same order: files of one lane, filtered together, and the lanes of both options in the same order.';
const NUMBERED =
  'Both mates must have the same name, except for /1 and /2. Remove the .1 and .2 at the end of the names. fastq-dump writes them only with -I (--readids).';

/**
 * Compares the names read from both files, and removes them.
 *
 * @throws JobError `bad-data` if they differ, or if one file has ended before the other
 */
export function compareNames(first: FastqFile, second: FastqFile): void {
  const count = Math.min(first.names.length, second.names.length);
  for (let i = 0; i < count; i += 1) {
    const one = first.names[i] as string;
    const other = second.names[i] as string;
    if (one === other || ownName(one) === ownName(other)) continue;
    const number = first.passed + i + 1;
    throw notMates(
      `read ${number} of ${first.described} is ${quoted(one)}, but read ${number} of ${second.described} is ${quoted(other)}`,
      one.replace(/\.1$/, '.2') === other ? NUMBERED : ADVICE,
    );
  }
  first.pass(count);
  second.pass(count);
  expectNoMore(first, second);
  expectNoMore(second, first);
}

/** The name as bwa compares it: without a slash and a digit at its end. */
const ownName = (name: string): string => name.replace(/(?<=.)\/\d$/, '');

function expectNoMore(ended: FastqFile, other: FastqFile): void {
  const [next] = other.names;
  if (!ended.hasEnded || next === undefined) return;
  const { passed } = ended;
  const end =
    passed === 0 ? 'holds no reads' : `ends after ${passed} read${passed === 1 ? '' : 's'}`;
  throw notMates(
    `${ended.described} ${end}, but ${other.described} goes on with ${quoted(next)}`,
    ADVICE,
  );
}

const quoted = (name: string): string => JSON.stringify(name);

const notMates = (problem: string, advice: string): JobError =>
  new JobError({ code: 'bad-data', problem, advice });
