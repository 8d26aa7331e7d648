const NONE = new Int32Array();

/**
 * The 32-bit words of `bytes`, from the first word boundary in memory, in whole steps of `stepBytes`. They have the
 * processor's byte order: little-endian on every processor that the images run on.
 */
export function wordsIn(
  bytes: Uint8Array,
  stepBytes: number,
): { readonly start: number; readonly words: Int32Array } {
  const start = -bytes.byteOffset & 3;
  const steps = Math.floor((bytes.length - start) / stepBytes);
  if (steps < 1) return { start: 0, words: NONE };
  return {
    start,
    words: new Int32Array(bytes.buffer, bytes.byteOffset + start, steps * (stepBytes / 4)),
  };
}
