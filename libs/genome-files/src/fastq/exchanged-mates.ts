import { JobError } from '@joblayer/job-runtime';
import type { LaneFacts } from './check-lane.ts';
import type { FastqRecord } from './fastq-parser.ts';

/**
 * Refuses pairs whose files are exchanged, if the first reads' names number the mates.
 *
 * @throws JobError `bad-data`
 */
export function rejectExchangedMates({ files: [first, second] }: LaneFacts): void {
  const [one, other] = [first?.head[0], second?.head[0]];
  if (!first || !second || !one || !other) return;
  if (numberInPair(one) !== '2' || numberInPair(other) !== '1') return;
  throw new JobError({
    code: 'bad-data',
    problem: `${first.described} holds the second reads of pairs ("${lineOf(one)}"), and ${second.described} the first ones ("${lineOf(other)}")`,
    advice: 'Exchange the two files.',
  });
}

/** `/1` at the end of the name, or Illumina's `1:N:0:…` after it. */
const numberInPair = ({ name, comment }: FastqRecord): string | undefined =>
  /(?<=.)\/([12])$/.exec(name)?.[1] ?? /^([12]):[YN]:\d+:/.exec(comment)?.[1];

const lineOf = ({ name, comment }: FastqRecord): string => `@${name} ${comment}`.trim();
