const LENGTH_BYTES = 4;
/** The fields of a record that have a fixed length: https://samtools.github.io/hts-specs/SAMv1.pdf, 4.2 */
const LEAST_RECORD_BYTES = 32;

/** Counts the records of a BAM after its header, piece by piece, by their lengths. */
export class BamRecords {
  records = 0;
  /** Whether a length cannot be that of a record. */
  isBroken = false;
  /** Bytes of the current record that are still to come. */
  #missing = 0;
  #length: Buffer = Buffer.alloc(0);

  /** Whether the last record is whole. Known after the last piece. */
  get isWhole(): boolean {
    return !this.isBroken && this.#missing === 0 && this.#length.length === 0;
  }

  add(piece: Buffer): void {
    let at = 0;
    while (at < piece.length && !this.isBroken) {
      if (this.#missing > 0) {
        const taken = Math.min(this.#missing, piece.length - at);
        this.#missing -= taken;
        at += taken;
        continue;
      }
      const wanted = LENGTH_BYTES - this.#length.length;
      this.#length = Buffer.concat([this.#length, piece.subarray(at, at + wanted)]);
      at += wanted;
      if (this.#length.length === LENGTH_BYTES) this.#begin(this.#length.readInt32LE());
    }
  }

  #begin(bytes: number): void {
    this.#length = Buffer.alloc(0);
    this.isBroken = bytes < LEAST_RECORD_BYTES;
    this.#missing = bytes;
    this.records += 1;
  }
}
