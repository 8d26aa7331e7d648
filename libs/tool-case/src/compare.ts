import { bytesWithoutStart, isBai } from './bai.ts';
import { decode, decompress } from './decode.ts';
import type { CaseDifference } from './schema.ts';

/** The result of comparing one file. */
export interface Comparison {
  /** Differences that are not allowed, a line each. */
  readonly problems: readonly string[];
  /** The exceptions that matched a line of the file. */
  readonly used: ReadonlySet<CaseDifference>;
}

/**
 * Lines in which a program describes its own run. They hold no record, sequence, variant or count.
 */
const ABOUT_THE_RUN = /^(?:@PG\t|@CO\t|COMMAND: |\s*"command": |<div id='footer'>|#(?!CHROM))/;

/** Dates and times as programs print them: 2026-11-27 06:40, Fri Nov 27 06:40:04 UTC 2026, 20261127. */
const DATES =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?(?:\w{3} +\d{1,2} \d{1,2}:\d{2}:\d{2}(?: \w+)? \d{4}|\d{4}-\d{2}-\d{2}(?:(?:T| +)\d{2}:\d{2}(?::\d{2})?)?|\b20\d{6}\b)/g;

const OTHER_SIZE = 'the samples have another size';

/**
 * Compares a file of two runs byte by byte. If the bytes differ, compares the decompressed content
 * without the lines of the exceptions.
 *
 * @param exceptions the exceptions of the case for this file
 */
export function compareFiles(
  one: Buffer,
  other: Buffer,
  exceptions: readonly CaseDifference[],
): Comparison {
  const used = new Set<CaseDifference>();
  if (one.equals(other)) return { problems: [], used };
  const moved = exceptions.find((exception) => 'offsets' in exception);
  if (moved && isBai(one) && isBai(other)) {
    if (!bytesWithoutStart(one).equals(bytesWithoutStart(other)))
      return { problems: ['more than the start of the records differs'], used };
    return { problems: [], used: used.add(moved) };
  }
  const sampled = exceptions.find((exception) => 'sampled' in exception);
  if (sampled) {
    const problems = decompress(one).length === decompress(other).length ? [] : [OTHER_SIZE];
    return { problems, used: used.add(sampled) };
  }
  const [a, b] = [decode(one), decode(other)];
  const problems = lineProblems(a.lines, b.lines, exceptions, used);
  if (!a.rest.equals(b.rest)) problems.push(restProblem(a.rest, b.rest));
  if (problems.length === 0 && used.size === 0)
    problems.push('the content is the same, but the compressed bytes differ');
  return { problems, used };
}

function lineProblems(
  one: readonly string[],
  other: readonly string[],
  exceptions: readonly CaseDifference[],
  used: Set<CaseDifference>,
): string[] {
  if (one.length !== other.length)
    return [`one has ${one.length} lines, the other ${other.length}`];
  return one.flatMap((line, index) => {
    const twin = other[index] ?? '';
    if (line === twin) return [];
    const found = exceptions.find((exception) => isListed(exception, line, twin));
    if (found) used.add(found);
    if (found && mayDiffer(line, twin)) return [];
    const what = found ? 'holds results, so it may not be an exception' : 'differs';
    return [`line ${index + 1} ${what}:\n  ${line}\n  ${twin}`];
  });
}

const isListed = (exception: CaseDifference, ...both: readonly string[]): boolean =>
  'lines' in exception && both.every((line) => new RegExp(exception.lines).test(line));

/** Whether two lines may differ: both describe the run, or only their dates differ. */
const mayDiffer = (one: string, other: string): boolean =>
  (ABOUT_THE_RUN.test(one) && ABOUT_THE_RUN.test(other)) ||
  withoutDates(one) === withoutDates(other);

const withoutDates = (line: string): string => line.replaceAll(DATES, 'DATE');

function restProblem(one: Buffer, other: Buffer): string {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return `the bytes after the header differ, first at ${at} of ${one.length} and ${other.length}`;
}
