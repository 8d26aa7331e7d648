import type { SheetFault } from '../fault.ts';
import { directoryAbove, readBy, type Use, usedAs, usedLine, writtenBy } from './job-uses.ts';
import type { SheetJob } from './sheet-job.ts';

type ColumnOf = (flag: string, job: SheetJob) => string | undefined;

/**
 * Finds jobs that write where another job of the sheet reads or writes. All jobs may run at the same time.
 *
 * @param columnOf the heading that gives an option in a job
 */
export function overlaps(jobs: readonly SheetJob[], columnOf: ColumnOf): readonly SheetFault[] {
  const faults = new Faults(columnOf);
  const written = new Map<string, Use>();
  for (const job of jobs) {
    for (const use of writtenBy(job)) {
      const before = written.get(use.key);
      if (!before) written.set(use.key, use);
      else if (before.job !== job) faults.add(use, `writes ${use.text}, as ${ofLine(before)} does`);
    }
  }
  const writtenDirectories = directoriesOf(written);
  for (const use of writtenDirectories.size === 0 ? [] : written.values()) {
    const outer = directoryAbove(use, writtenDirectories);
    if (outer) faults.addNested(use, outer);
  }
  const readDirectories = new Map<string, Use>();
  for (const job of jobs) {
    for (const use of readBy(job)) {
      if (isDirectory(use.key) && !readDirectories.has(use.key)) readDirectories.set(use.key, use);
      const writer = written.get(use.key) ?? directoryAbove(use, writtenDirectories);
      if (!writer || writer.job === job) continue;
      faults.add(use, `reads ${use.text}, and ${ofLine(writer)} writes ${writer.text}`);
    }
  }
  for (const use of readDirectories.size === 0 ? [] : written.values()) {
    const reader = directoryAbove(use, readDirectories);
    if (reader) faults.add(use, `writes ${use.text}, and ${ofLine(reader)} reads ${reader.text}`);
  }
  return faults.all;
}

const isDirectory = (key: string): boolean => key.endsWith('/');

const directoriesOf = (uses: ReadonlyMap<string, Use>): ReadonlyMap<string, Use> =>
  new Map([...uses].filter(([key]) => isDirectory(key)));

const ofLine = (use: Use): string => `${usedAs(use)} of line ${usedLine(use)}`;

/** One fault for each job: where two jobs write the same BAM, they write the same index too. */
class Faults {
  readonly all: SheetFault[] = [];
  readonly #reported = new Set<SheetJob>();
  readonly #columnOf: ColumnOf;

  constructor(columnOf: ColumnOf) {
    this.#columnOf = columnOf;
  }

  add(use: Use, problem: string): void {
    if (this.#reported.has(use.job)) return;
    this.#reported.add(use.job);
    const column = use.flag === undefined ? undefined : this.#columnOf(use.flag, use.job);
    const advice = 'Give each row a location of its own.';
    this.all.push({ line: usedLine(use), column, problem: `${usedAs(use)} ${problem}`, advice });
  }

  /** Reports the later of both lines. */
  addNested(inner: Use, outer: Use): void {
    if (usedLine(outer) <= usedLine(inner)) {
      this.add(inner, `writes ${inner.text}, which lies in ${outer.text} of ${ofLine(outer)}`);
    } else {
      this.add(outer, `writes ${outer.text}, and ${ofLine(inner)} writes ${inner.text} in it`);
    }
  }
}
