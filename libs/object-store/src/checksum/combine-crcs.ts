import type { ChecksumAlgorithm } from './checksum.ts';

/** Checksums that can be combined: the CRCs of two neighbours give the CRC of both. */
export type CrcAlgorithm = Extract<ChecksumAlgorithm, `crc${string}`>;

interface Field {
  readonly bits: number;
  /** Reflected: the lowest bit is the highest power of x. */
  readonly polynomial: bigint;
}

const FIELDS: Readonly<Record<CrcAlgorithm, Field>> = {
  crc32: { bits: 32, polynomial: 0xedb88320n },
  crc32c: { bits: 32, polynomial: 0x82f63b78n },
  crc64nvme: { bits: 64, polynomial: 0x9a6c9329ac4bc9b5n },
};

/** A piece of the content, and its CRC, the most significant byte first. */
export interface CrcOfPiece {
  readonly sizeBytes: number;
  readonly crc: Buffer;
}

export const isCrc = (algorithm: ChecksumAlgorithm): algorithm is CrcAlgorithm =>
  algorithm in FIELDS;

/** The CRC of the whole, computed only from the CRCs of its pieces in order. */
export function combineCrcs(algorithm: CrcAlgorithm, pieces: readonly CrcOfPiece[]): Buffer {
  const field = FIELDS[algorithm];
  // The power is the costly part, and most pieces have the same size.
  const powers = new Map<number, bigint>();
  const powerFor = (sizeBytes: number): bigint => {
    const power = powers.get(sizeBytes) ?? powerOfX(BigInt(sizeBytes) * 8n, field);
    powers.set(sizeBytes, power);
    return power;
  };
  const combined = pieces.reduce(
    (before, { sizeBytes, crc }) =>
      multiply(powerFor(sizeBytes), before, field) ^ BigInt(`0x${crc.toString('hex')}`),
    0n,
  );
  return Buffer.from(combined.toString(16).padStart(field.bits / 4, '0'), 'hex');
}

/** x to the power of `exponent`, modulo the polynomial. */
function powerOfX(exponent: bigint, field: Field): bigint {
  let power = 1n << BigInt(field.bits - 1);
  let square = power >> 1n;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = multiply(power, square, field);
    square = multiply(square, square, field);
  }
  return power;
}

/** The product of two polynomials over GF(2), modulo the field's. */
function multiply(a: bigint, b: bigint, { bits, polynomial }: Field): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = BigInt(bits - 1); bit >= 0n; bit -= 1n) {
    if ((a >> bit) & 1n) product ^= shifted;
    shifted = (shifted >> 1n) ^ (shifted & 1n ? polynomial : 0n);
  }
  return product;
}
