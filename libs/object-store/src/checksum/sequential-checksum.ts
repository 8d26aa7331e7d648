import { newDigest, type Checksum, type Digest } from './checksum.ts';

/**
 * Computes a checksum in S3's form over content that comes from start to end. It covers the whole, or the checksums of
 * the uploaded parts.
 */
export class SequentialChecksum {
  readonly #like: Checksum;
  readonly #partSizes: readonly number[];
  readonly #ofParts: Buffer[] = [];
  #digest: Digest;
  #leftInPart: number;

  constructor(like: Checksum, partSizes: readonly number[] = [Infinity]) {
    this.#like = like;
    this.#partSizes = partSizes;
    this.#digest = newDigest(like.algorithm);
    this.#leftInPart = partSizes[0] ?? Infinity;
  }

  update(bytes: Buffer): void {
    for (let rest = bytes; rest.length > 0;) {
      if (this.#leftInPart === 0) this.#nextPart();
      const piece = rest.subarray(0, this.#leftInPart);
      this.#digest.update(piece);
      this.#leftInPart -= piece.length;
      rest = rest.subarray(piece.length);
    }
  }

  /** Base64, to be compared with `like.value`. Called once, after the last byte. */
  end(): string {
    this.#ofParts.push(this.#digest.end());
    if (this.#like.parts === undefined) return (this.#ofParts[0] as Buffer).toString('base64');
    return checksumOfParts(this.#like, this.#ofParts);
  }

  #nextPart(): void {
    this.#ofParts.push(this.#digest.end());
    this.#digest = newDigest(this.#like.algorithm);
    this.#leftInPart = this.#partSizes[this.#ofParts.length] ?? Infinity;
  }
}

/** S3's checksum of an object made of parts: the checksum of the parts’ checksums, one after the other; in base64. */
export function checksumOfParts(
  { algorithm }: Pick<Checksum, 'algorithm'>,
  ofParts: readonly Buffer[],
): string {
  const whole = newDigest(algorithm);
  ofParts.forEach((part) => whole.update(part));
  return whole.end().toString('base64');
}
