/** One thing that is wrong with a sample sheet. */
export interface SheetFault {
  /** Counted from 1. Undefined if the fault concerns the whole sheet, or the constants. */
  readonly line: number | undefined;
  /** The heading, as the sheet has it. */
  readonly column: string | undefined;
  /** What was given and what is wrong with it. */
  readonly problem: string;
  /** What to do, in whole sentences. Empty if the problem says it. */
  readonly advice: string;
}

/**
 * A fault as one line for people.
 *
 * @example samples.tsv:14 reads2: --reads2 expects a name that ends in .fq, got s3://b/x.bam. …
 */
export function faultText(
  sheetName: string,
  { line, column, problem, advice }: SheetFault,
): string {
  const where = line === undefined ? sheetName : `${sheetName}:${line}`;
  const sentence = /[.!?…]$/.test(problem) ? problem : `${problem}.`;
  const text = [sentence, advice].filter((part) => part !== '').join(' ');
  return `${where}${column === undefined ? '' : ` ${column}`}: ${text}`;
}

/** By line. Those of the whole sheet come first; those of one line keep their order. */
export const byLine = (faults: readonly SheetFault[]): readonly SheetFault[] =>
  faults.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
