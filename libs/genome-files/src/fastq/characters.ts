const table = (allowed: (code: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, code) => (allowed(code) ? 1 : 0));

/** Space and tab. */
export const BLANKS = table((code) => code === 0x20 || code === 0x09);
/** Letters, and the signs of a gap or an uncalled base. */
export const BASES = table((code) => /[A-Za-z.*=-]/.test(String.fromCharCode(code)));
/** Qualities from 0, which is "!". https://samtools.github.io/hts-specs/SAMv1.pdf, 1.4 */
export const QUALITIES = table((code) => code >= 33 && code <= 126);

/** Whether bytes[start, end) are all in the table. */
export function areAll(allowed: Uint8Array, bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    if (allowed[bytes[at] as number] === 0) return false;
  }
  return true;
}
