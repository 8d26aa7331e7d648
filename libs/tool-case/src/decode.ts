import { gunzipSync } from 'node:zlib';

/** A file split for a comparison: lines that exceptions may list, and the rest. */
export interface Decoded {
  /** All lines of a text; the header's lines of a BAM; none of other files. */
  readonly lines: readonly string[];
  /** The bytes after the lines: a BAM's references and records, or a whole binary file. */
  readonly rest: Buffer;
}

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const BAM_MAGIC = Buffer.from('BAM\x01', 'latin1');
/** Offset of the header's text in a BAM (SAM specification, section 4.2). */
const BAM_TEXT_START = 8;

/** Decompresses a file, and splits text into lines. */
export function decode(file: Buffer): Decoded {
  const bytes = decompress(file);
  if (bytes.subarray(0, BAM_MAGIC.length).equals(BAM_MAGIC)) return decodeBam(bytes);
  const text = bytes.toString('utf8');
  const isText = !text.includes('\0') && Buffer.from(text, 'utf8').equals(bytes);
  return isText ? { lines: text.split('\n'), rest: Buffer.alloc(0) } : { lines: [], rest: bytes };
}

/** Decompresses all members of a gzip or bgzip file. Returns other files unchanged. */
export const decompress = (file: Buffer): Buffer =>
  file.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC) ? gunzipSync(file) : file;

function decodeBam(bytes: Buffer): Decoded {
  const end = BAM_TEXT_START + bytes.readUInt32LE(BAM_MAGIC.length);
  const text = bytes.subarray(BAM_TEXT_START, end).toString('utf8');
  return { lines: text.split('\n'), rest: bytes.subarray(end) };
}
