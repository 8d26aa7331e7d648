/**
 * The codes of nucleotides (https://iupac.qmul.ac.uk/misc/naseq.html), and X, which masks a base. U
 * is only in RNA.
 */
const AMBIGUOUS = 'NRYSWKMBDHVX';
const BASES = 'ACGT';
const LETTERS_OF_PROTEINS = /[EFIJLOPQZ]/i;

/** More than the bytes of a line that are checked at once. */
export const MOST_BYTES_AT_ONCE = 2 ** 22;

/**
 * A weight for each byte: 1 for A, C, G and T, 0 for ambiguous codes, MOST_BYTES_AT_ONCE for
 * others.
 */
const WEIGHTS = new Uint32Array(256).fill(MOST_BYTES_AT_ONCE);
for (const [letters, weight] of [
  [BASES, 1],
  [AMBIGUOUS, 0],
] as const) {
  for (const letter of letters + letters.toLowerCase()) WEIGHTS[letter.charCodeAt(0)] = weight;
}

/**
 * The number of bytes from `start` to `end` that are A, C, G or T, in either case. At least
 * MOST_BYTES_AT_ONCE if a byte is no nucleotide. It takes one addition per byte, as a genome has
 * billions.
 */
export function weigh(bytes: Buffer, start: number, end: number): number {
  let weight = 0;
  for (let at = start; at < end; at += 1) weight += WEIGHTS[bytes[at] as number] as number;
  return weight;
}

/** A description of a byte that is no nucleotide, and advice. */
export function wrongLetter(bytes: Buffer, start: number, end: number) {
  const byte = bytes
    .subarray(start, end)
    .find((byte) => (WEIGHTS[byte] as number) >= MOST_BYTES_AT_ONCE) as number;
  const letter = String.fromCharCode(byte);
  return { what: nameOf(byte), advice: adviceFor(letter) };
}

function nameOf(byte: number): string {
  if (byte === 0x20 || byte === 0x09) return byte === 0x20 ? 'a space' : 'a tab';
  if (byte === 0x0d) return 'a carriage return in the middle';
  return byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `the byte 0x${byte.toString(16).padStart(2, '0')}`;
}

function adviceFor(letter: string): string {
  if (letter === '>') return 'A line end is missing before it: two files were joined without one.';
  if (letter === ' ' || letter === '\t') {
    return 'Tools count it as a base. Delete spaces and tabs in lines of bases.';
  }
  if (letter === '\r') return 'Expected one kind of line end: \\n or \\r\\n.';
  if (letter === 'U' || letter === 'u') {
    return 'This is RNA. Tools read U as an unknown base: replace it with T.';
  }
  if (LETTERS_OF_PROTEINS.test(letter)) {
    return 'A file of proteins is no genome. Expected nucleotides: A, C, G, T, N and IUPAC codes.';
  }
  if (letter === '-' || letter === '.') {
    return 'A genome has no gaps. Expected nucleotides: A, C, G, T, N and IUPAC codes.';
  }
  return 'Expected nucleotides: A, C, G, T, N and IUPAC codes, in either case.';
}
