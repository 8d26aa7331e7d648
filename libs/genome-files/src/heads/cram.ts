import { gunzipSync } from 'node:zlib';
import type { ByteReader } from './byte-reader.ts';
import { sequenceOf, type AlignmentsHead } from './head.ts';

const DEFINITION_BYTES = 26;
const MAJOR_VERSION = 3;
const RAW = 0;
const GZIP = 1;
const CRC_BYTES = 4;
/**
 * The head of a container or block is shorter than this, except for a container's list of
 * landmarks.
 */
const HEAD_BYTES = 64;

/**
 * The head of a CRAM 3. https://samtools.github.io/hts-specs/CRAMv3.pdf, 6 to 8
 *
 * @returns undefined for another version, and if it is cut short or damaged
 */
export async function readCramHead(bytes: ByteReader): Promise<AlignmentsHead | undefined> {
  const definition = await bytes.take(DEFINITION_BYTES);
  if (definition?.toString('latin1', 0, 4) !== 'CRAM') return undefined;
  if (definition[4] !== MAJOR_VERSION) return undefined;
  const container = await takeContainerHead(bytes);
  const block = container && (await bytes.take(container.contentBytes));
  const text = block && textOf(block);
  if (text === undefined) return undefined;
  const next = await takeContainerHead(bytes);
  if (!next) return undefined;
  const sequences = text.split('\n').flatMap((line) => sequenceOf(line) ?? []);
  return { sequences, hasReads: next.records > 0 };
}

async function takeContainerHead(bytes: ByteReader) {
  const fields = new Fields(await bytes.peek(HEAD_BYTES));
  const contentBytes = fields.int32();
  fields.itf8(); // Sequence.
  fields.itf8(); // Start.
  fields.itf8(); // Span.
  const records = fields.itf8();
  fields.ltf8(); // Records before it.
  fields.ltf8(); // Bases.
  fields.itf8(); // Blocks.
  const landmarks = fields.itf8();
  const known = await bytes.peek(HEAD_BYTES + 5 * landmarks);
  const all = fields.continuedIn(known);
  for (let i = 0; i < landmarks; i += 1) all.itf8();
  return (await bytes.take(all.at + CRC_BYTES)) && { contentBytes, records };
}

/** The header's text in the first block of its container. Padding may follow. */
function textOf(block: Buffer): string | undefined {
  const method = block[0];
  const fields = new Fields(block, 2);
  fields.itf8(); // The block's id.
  const storedBytes = fields.itf8();
  fields.itf8(); // Decompressed.
  const stored = block.subarray(fields.at, fields.at + storedBytes);
  if (method !== RAW && method !== GZIP) return undefined;
  const content = method === GZIP ? gunzipSync(stored) : stored;
  const textBytes = content.readInt32LE();
  return content.toString('latin1', 4, 4 + textBytes);
}

/**
 * Reads CRAM's numbers one after the other. https://samtools.github.io/hts-specs/CRAMv3.pdf, 2.3
 */
class Fields {
  at: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  continuedIn(bytes: Buffer): Fields {
    return new Fields(bytes, this.at);
  }

  int32(): number {
    this.at += 4;
    return this.#bytes.readInt32LE(this.at - 4);
  }

  /**
   * The leading ones of the first byte count the following bytes. The fifth byte has only 4 bits in
   * use.
   */
  itf8(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    if (first < 0xc0) return ((first & 0x3f) << 8) | this.#byte();
    if (first < 0xe0) return ((first & 0x1f) << 16) | (this.#byte() << 8) | this.#byte();
    if (first < 0xf0) {
      return ((first & 0x0f) << 24) | (this.#byte() << 16) | (this.#byte() << 8) | this.#byte();
    }
    const high = ((first & 0x0f) << 28) | (this.#byte() << 20) | (this.#byte() << 12);
    return high | (this.#byte() << 4) | (this.#byte() & 0x0f);
  }

  /** Skips a number of up to 9 bytes. */
  ltf8(): void {
    const first = this.#byte();
    this.at += Math.clz32(~(first << 24));
  }

  #byte(): number {
    this.at += 1;
    return this.#bytes.readUInt8(this.at - 1);
  }
}
