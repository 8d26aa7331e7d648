import { Lines } from '../fastq/lines.ts';

/** A line without its end, and its number from 1. */
export type TakeLine = (line: string, number: number) => void;

/** Reads lines that end in LF or CR LF, in one pass. */
export async function readLines(pieces: AsyncIterable<Buffer>, take: TakeLine): Promise<void> {
  let number = 0;
  const lines = new Lines((bytes, start, end) => {
    number += 1;
    take(bytes.toString('latin1', start, end).replace(/\r$/, ''), number);
  });
  for await (const piece of pieces) lines.add(piece);
  lines.end();
}

/** The start of a line, for a message. */
export const shown = (line: string): string => JSON.stringify(line.slice(0, 80));
