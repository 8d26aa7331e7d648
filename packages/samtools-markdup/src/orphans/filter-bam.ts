import { bgzfContent } from './bgzf-input.ts';
import { headerBytes } from './bam-records.ts';
import type { Sink, Source } from './pipes.ts';

/**
 * Writes its version of whole records. Returns the start of the records that it keeps for the next
 * call.
 */
export type Records = (bytes: Buffer, start: number, isLast: boolean, sink: Sink) => number;

/**
 * Reads BAM as BGZF and writes it as plain BAM, which htslib also reads and which needs no CRC.
 * Unchanged records are passed in large pieces.
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
