const NONE = new Int32Array();

/**
 * The words of `bytes` that can be read in steps of so many bytes, from the first that lies on a word's boundary in
 * memory. They are read in the order of the processor's bytes, which on all that Node runs on here is little-endian.
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
