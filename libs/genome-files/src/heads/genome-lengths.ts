import type { InspectedFile } from '@joblayer/job-runtime';
import { ByteReader } from './byte-reader.ts';
import { gunzip } from './gunzip.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const HEADER = 0x3e;

/** Whether a `.fai` has a sequence of more bases. https://www.htslib.org/doc/1.21/faidx.html */
export const isLongerInFai = (file: InspectedFile, mostBases: number): Promise<boolean> =>
  anyLine(file, (line) => Number(line.split('\t')[1]) > mostBases);

/**
 * The same for the `.ann` of `bwa index`. After its first line, each sequence has two lines: its
 * name; then offset, length and holes.
 */
export const isLongerInAnn = (file: InspectedFile, mostBases: number): Promise<boolean> =>
  anyLine(file, (line, i) => i > 0 && i % 2 === 0 && Number(line.split(' ')[1]) > mostBases);

/** The same for a FASTA, which is read until the result is known. */
export async function isLongerInFasta(file: InspectedFile, mostBases: number): Promise<boolean> {
  let bases = 0;
  let isHeader = false;
  let startsLine = true;
  for await (const piece of await plain(file)) {
    for (let at = 0; at < piece.length;) {
      const newline = piece.indexOf(NEWLINE, at);
      const end = newline === -1 ? piece.length : newline;
      if (startsLine && end > at) isHeader = piece[at] === HEADER;
      if (isHeader) bases = 0;
      else bases += end - at - (piece[end - 1] === RETURN ? 1 : 0);
      if (bases > mostBases) return true;
      startsLine = newline !== -1;
      at = end + 1;
    }
  }
  return false;
}

/** The decompressed content. gzip is recognized by its first bytes. */
export async function plain(file: InspectedFile): Promise<AsyncIterable<Uint8Array>> {
  const bytes = new ByteReader(file.read());
  const start = await bytes.peek(2);
  return start[0] === 0x1f && start[1] === 0x8b ? gunzip(bytes.rest()) : bytes.rest();
}

async function anyLine(
  file: InspectedFile,
  isMeant: (line: string, index: number) => boolean,
): Promise<boolean> {
  const bytes = new ByteReader(file.read());
  try {
    for (let i = 0; ; i += 1) {
      const line = await bytes.line();
      if (line === undefined) return false;
      if (isMeant(line, i)) return true;
    }
  } finally {
    await bytes.close();
  }
}
