import { bgzfContent } from './bgzf-input.ts';
import { headerBytes } from './bam-records.ts';
import type { Sink, Source } from './pipes.ts';

/** Writes what it made of whole records, and returns where what it leaves for the next time begins. */
export type Records = (bytes: Buffer, start: number, isLast: boolean, sink: Sink) => number;

/**
 * Reads BAM as BGZF and writes it as plain BAM, which htslib reads as well, and which costs no CRC. What is not changed is
 * handed on in large pieces.
 *
 * @throws Error for a BAM that is cut short
 */
export function filterBam(source: Source, sink: Sink, records: Records): void {
  let held: Buffer = Buffer.alloc(0);
  let inHeader = true;
  const use = (isLast: boolean) => {
    let start = 0;
    if (inHeader) {
      const bytes = headerBytes(held);
      if (bytes === undefined) return;
      sink(held.subarray(0, bytes));
      inHeader = false;
      start = bytes;
    }
    held = held.subarray(records(held, start, isLast, sink));
  };
  for (const content of bgzfContent(source)) {
    held = held.length === 0 ? content : Buffer.concat([held, content]);
    use(false);
  }
  use(true);
  if (inHeader || held.length > 0) throw new Error('the BAM in the pipe ends within a record');
}
