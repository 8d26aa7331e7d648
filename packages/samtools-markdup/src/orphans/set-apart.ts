import { FLAG, NAME, NAME_BYTES, recordEnd } from './bam-records.ts';
import { filterBam, type Records } from './filter-bam.ts';
import type { Sink, Source } from './pipes.ts';
import { asSingle } from './single-read.ts';

const PAIRED = 1;
const UNMAPPED = 4;
const MATE_UNMAPPED = 8;
/** Flags of the further records of a read that is aligned in several positions or parts. */
const NOT_PRIMARY = 256 | 2048;

/**
 * Reads BAM collated by name. An orphan is a mapped read whose flag promises a mapped mate, but
 * whose mate was removed by a filter. `samtools markdup` 1.21 needs the mate's tags: it fails, or
 * leaves duplicates unmarked. Without the flags of a pair, the orphan is a single read.
 */
export const setOrphansApart = (source: Source, sink: Sink): void =>
  filterBam(source, sink, setApart);

/** Handles all groups of one name except the last one, which may go on in the next piece. */
const setApart: Records = (bytes, start, isLast, sink) => {
  let written = start;
  let group = start;
  let primaries = 0;
  let primary = start;
  const endGroup = () => {
    if (primaries !== 1 || !isOrphan(bytes.readUInt16LE(primary + FLAG))) return;
    const end = recordEnd(bytes, primary) ?? primary;
    sink(bytes.subarray(written, primary));
    sink(asSingle(bytes.subarray(primary, end)));
    written = end;
  };
  let at = start;
  for (let end = recordEnd(bytes, at); end !== undefined; end = recordEnd(bytes, at)) {
    if (!isSameName(bytes, group, at)) {
      endGroup();
      group = at;
      primaries = 0;
    }
    if ((bytes.readUInt16LE(at + FLAG) & NOT_PRIMARY) === 0) {
      primaries += 1;
      primary = at;
    }
    at = end;
  }
  if (isLast) {
    endGroup();
    group = at;
  }
  if (group > written) sink(bytes.subarray(written, group));
  return Math.max(group, written);
};

const isOrphan = (flag: number): boolean =>
  (flag & PAIRED) !== 0 && (flag & (UNMAPPED | MATE_UNMAPPED)) === 0;

/** Compares from the end, as the names of one file begin alike. */
function isSameName(bytes: Buffer, a: number, b: number): boolean {
  const length = bytes[a + NAME_BYTES] ?? 0;
  if (length !== bytes[b + NAME_BYTES]) return false;
  for (let i = NAME + length - 1; i >= NAME; i -= 1) {
    if (bytes[a + i] !== bytes[b + i]) return false;
  }
  return true;
}
