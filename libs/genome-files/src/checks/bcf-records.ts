/** A record of a BCF: the number of its sequence, and its position from 0. */
export type TakeRecord = (sequence: number, position: number, number: number) => void;

/** https://samtools.github.io/hts-specs/VCFv4.4.pdf, 6.2 and 6.3 */
export const BCF_MAGIC = 'BCF\x02';
const HEAD_BYTES = 9;
const LENGTHS_BYTES = 8;
const FIXED_BYTES = 24;
const TAKEN_BYTES = LENGTHS_BYTES + FIXED_BYTES;

/** Reads a decompressed BCF piece by piece: its header as text, and the start of each record. */
export class BcfRecords {
  records = 0;
  /** Whether a length cannot be that of a record. */
  isBroken = false;
  #held: Buffer = Buffer.alloc(0);
  /** Bytes of the current record that are still to come. */
  #missing = 0;
  #hasHeader = false;
  readonly #takeHeader: (text: string) => void;
  readonly #takeRecord: TakeRecord;

  constructor(takeHeader: (text: string) => void, takeRecord: TakeRecord) {
    this.#takeHeader = takeHeader;
    this.#takeRecord = takeRecord;
  }

  /** Whether header and last record are whole. Known after the last piece. */
  get isWhole(): boolean {
    return this.#hasHeader && !this.isBroken && this.#missing === 0 && this.#held.length === 0;
  }

  add(piece: Buffer): void {
    const skipped = Math.min(this.#missing, piece.length);
    this.#missing -= skipped;
    if (skipped === piece.length) return;
    let bytes = Buffer.concat([this.#held, piece.subarray(skipped)]);
    if (!this.#hasHeader) bytes = this.#readHeader(bytes);
    let at = 0;
    while (this.#hasHeader && !this.isBroken && bytes.length - at >= TAKEN_BYTES) {
      const shared = bytes.readUInt32LE(at);
      const length = LENGTHS_BYTES + shared + bytes.readUInt32LE(at + 4);
      this.isBroken = shared < FIXED_BYTES;
      if (this.isBroken) break;
      this.records += 1;
      this.#takeRecord(bytes.readInt32LE(at + 8), bytes.readInt32LE(at + 12), this.records);
      this.#missing = Math.max(0, at + length - bytes.length);
      at = Math.min(at + length, bytes.length);
    }
    this.#held = bytes.subarray(at);
  }

  /** @returns the bytes after the header; all of them until it is whole */
  #readHeader(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
    if (bytes.length < HEAD_BYTES) return bytes;
    const end = HEAD_BYTES + bytes.readUInt32LE(5);
    if (bytes.length < end) return bytes;
    this.#hasHeader = true;
    this.#takeHeader(bytes.toString('latin1', HEAD_BYTES, end).replace(/\0+$/, ''));
    return bytes.subarray(end);
  }
}
