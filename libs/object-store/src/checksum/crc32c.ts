import { wordsIn } from './words-in.ts';

/** Castagnoli's polynomial, reflected: RFC 3720, appendix B.4. */
const POLYNOMIAL = 0x82f63b78;

/** Bytes per step. Each has a table of its own ("slicing": Kounavis and Berry, 2008). */
const STEP = 16;

/** The remainder of each byte value; then the same with one zero byte after it, with two, and so on. */
const T = new Int32Array(STEP * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? POLYNOMIAL : 0);
  T[byte] = value;
}
for (let i = 256; i < T.length; i += 1) {
  const shorter = T[i - 256] as number;
  T[i] = (shorter >>> 8) ^ (T[shorter & 0xff] as number);
}

/** The CRC-32C of `bytes`. With the CRC of the bytes before them: the CRC of both. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let i = 0;
  const one = () => (crc = (crc >>> 8) ^ t((crc ^ (bytes[i++] as number)) & 0xff));
  const { start, words } = wordsIn(bytes, STEP);
  while (i < start) one();
  for (let w = 0; w < words.length; w += 4) {
    const a = (words[w] as number) ^ crc;
    const b = words[w + 1] as number;
    const c = words[w + 2] as number;
    const d = words[w + 3] as number;
    crc = word(a, 12) ^ word(b, 8) ^ word(c, 4) ^ word(d, 0);
  }
  i += words.byteLength;
  while (i < bytes.length) one();
  return ~crc >>> 0;
}

const t = (index: number): number => T[index] as number;

/** The remainder of four bytes, with `following` more bytes after them in the same step. */
const word = (bytes: number, following: number): number =>
  t(((following + 3) << 8) | (bytes & 0xff)) ^
  t(((following + 2) << 8) | ((bytes >>> 8) & 0xff)) ^
  t(((following + 1) << 8) | ((bytes >>> 16) & 0xff)) ^
  t((following << 8) | (bytes >>> 24));
