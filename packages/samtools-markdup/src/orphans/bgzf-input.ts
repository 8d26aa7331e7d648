import { inflateRawSync } from 'node:zlib';
import type { Source } from './pipes.ts';

const HEADER_BYTES = 12;
const TRAILER_BYTES = 8;
const STORED_HEAD_BYTES = 5;

/**
 * The content of BGZF that samtools writes into a pipe: stored blocks without compression. Does not
 * check the blocks' CRC, as this pipe computed it a moment ago.
 * https://samtools.github.io/hts-specs/SAMv1.pdf, 4.1
 */
export function* bgzfContent(source: Source): Generator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for (;;) {
    const more = source();
    if (!more) break;
    held = held.length === 0 ? more : Buffer.concat([held, more]);
    const blocks: Buffer[] = [];
    let at = 0;
    for (let size = blockBytes(held, at); size !== undefined; size = blockBytes(held, at)) {
      blocks.push(blockContent(held, at, size));
      at += size;
    }
    if (blocks.length > 0) yield Buffer.concat(blocks);
    held = Buffer.from(held.subarray(at));
  }
  if (held.length > 0) throw new Error('the BAM in the pipe ends within a block');
}

/** The size of a block that begins at `at`; undefined if its end is not yet in `bytes`. */
function blockBytes(bytes: Buffer, at: number): number | undefined {
  if (bytes.length < at + HEADER_BYTES) return undefined;
  if (bytes.readUInt16BE(at) !== 0x1f8b) throw new Error('the BAM in the pipe is not BGZF');
  const extraEnd = at + HEADER_BYTES + bytes.readUInt16LE(at + 10);
  if (bytes.length < extraEnd) return undefined;
  for (let field = at + HEADER_BYTES; field < extraEnd;) {
    const fieldBytes = bytes.readUInt16LE(field + 2);
    if (bytes[field] === 0x42 && bytes[field + 1] === 0x43) {
      const size = bytes.readUInt16LE(field + 4) + 1;
      return bytes.length < at + size ? undefined : size;
    }
    field += 4 + fieldBytes;
  }
  throw new Error('the BAM in the pipe is not BGZF');
}

function blockContent(bytes: Buffer, at: number, size: number): Buffer {
  const start = at + HEADER_BYTES + bytes.readUInt16LE(at + 10);
  const deflated = bytes.subarray(start, at + size - TRAILER_BYTES);
  const isOneStored = deflated[0] === 1;
  const stored = isOneStored ? deflated.readUInt16LE(1) : 0;
  return isOneStored && stored + STORED_HEAD_BYTES === deflated.length
    ? deflated.subarray(STORED_HEAD_BYTES)
    : inflateRawSync(deflated);
}
