import { gunzipSync } from 'node:zlib';

/** A file taken apart for a comparison: the lines that may be listed as different, and all else. */
export interface Decoded {
  /** Of text, all lines; of a BAM, those of its header; of anything else, none. */
  readonly lines: readonly string[];
  /** What follows the lines: a BAM's references and records, or a file that is not text. */
  readonly rest: Buffer;
}

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const BAM_MAGIC = Buffer.from('BAM\x01', 'latin1');
/** Where the header's text begins in a BAM (SAM specification, section 4.2). */
const BAM_TEXT_START = 8;

/** Decompresses a file, and splits it into lines where it is text. */
export function decode(file: Buffer): Decoded {
  const bytes = decompress(file);
  if (bytes.subarray(0, BAM_MAGIC.length).equals(BAM_MAGIC)) return decodeBam(bytes);
  const text = bytes.toString('utf8');
  const isText = !text.includes('\0') && Buffer.from(text, 'utf8').equals(bytes);
  return isText ? { lines: text.split('\n'), rest: Buffer.alloc(0) } : { lines: [], rest: bytes };
}

/** All members of a gzip or bgzip file one after the other; another file is unchanged. */
export const decompress = (file: Buffer): Buffer =>
  file.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC) ? gunzipSync(file) : file;

function decodeBam(bytes: Buffer): Decoded {
  const end = BAM_TEXT_START + bytes.readUInt32LE(BAM_MAGIC.length);
  const text = bytes.subarray(BAM_TEXT_START, end).toString('utf8');
  return { lines: text.split('\n'), rest: bytes.subarray(end) };
}
