/** The polynomial of the NVMe specification's 64-bit guard, reflected, in two halves. */
const POLYNOMIAL_HIGH = 0x9a6c9329;
const POLYNOMIAL_LOW = 0xac4bc9b5;

/** 64 bits in two halves: numbers of 32 bits are several times faster here than BigInt. */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

/** The remainder of each byte value. */
const HIGH = new Uint32Array(256);
const LOW = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    const odd = low & 1;
    low = ((low >>> 1) | (high << 31)) ^ (odd ? POLYNOMIAL_LOW : 0);
    high = (high >>> 1) ^ (odd ? POLYNOMIAL_HIGH : 0);
  }
  HIGH[byte] = high;
  LOW[byte] = low;
}

/** The CRC-64/NVME of `bytes`, or, given that of what precedes them, of both. */
export function crc64nvme(bytes: Uint8Array, before: Crc64 = { high: 0, low: 0 }): Crc64 {
  let high = ~before.high;
  let low = ~before.low;
  for (let i = 0; i < bytes.length; i += 1) {
    const index = (low ^ (bytes[i] as number)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (LOW[index] as number);
    high = (high >>> 8) ^ (HIGH[index] as number);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}
