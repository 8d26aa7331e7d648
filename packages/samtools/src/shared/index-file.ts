import { JobError, type PrepareContext } from '@joblayer/job-runtime';

type Context = Pick<PrepareContext, 'resolve'>;

/**
 * Refuses an index that was cut short, or is none: samtools reads some of these as if there were fewer reads.
 *
 * @param path an index given with `--bai`
 * @throws JobError `bad-data`
 */
export async function checkIndexFile(
  path: string | undefined,
  { resolve }: Context,
): Promise<void> {
  if (path === undefined) return;
  // Imported here, as a static import would slow down --help.
  const { readFile } = await import('node:fs/promises');
  const { gunzipSync } = await import('node:zlib');
  const bytes = await readFile(resolve(path));
  const fault = faultOf(bytes, gunzipSync);
  if (fault === undefined) return;
  throw new JobError({
    code: 'bad-data',
    problem: `the index given with --bai, or found beside --bam, ${fault}`,
    advice: 'Make it again with samtools-index. Or leave it out, and delete it beside the file.',
  });
}

/** @returns the end of a sentence; undefined if the index is whole */
export function faultOf(bytes: Buffer, gunzip: (bytes: Buffer) => Buffer): string | undefined {
  if (bytes.length === 0) return 'has 0 bytes';
  try {
    if (hasMagic(bytes, 'BAI\x01')) return lengthFault(bytes, new Words(bytes, 4), 4);
    const text = gunzip(bytes);
    if (!hasMagic(text, 'CSI\x01')) return isCrai(text) ? undefined : 'is no BAI, CSI or CRAI';
    const words = new Words(text, 12);
    words.skip(words.next());
    return lengthFault(text, words, 12);
  } catch (error) {
    if (isDamage(error)) return 'is cut short or damaged';
    throw error;
  }
}

const hasMagic = (bytes: Buffer, magic: string): boolean =>
  bytes.toString('latin1', 0, magic.length) === magic;

/** Of zlib, or of a buffer that ends before. */
const isDamage = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  /^(Z_|ERR_OUT_OF_RANGE)/.test(String(error.code));

/** Six numbers a line: https://samtools.github.io/hts-specs/CRAMv3.pdf, section 12 */
const isCrai = (text: Buffer): boolean =>
  text
    .toString('latin1')
    .split('\n')
    .every(
      (line, at, all) => /^-?\d+(\t-?\d+){5}$/.test(line) || (line === '' && at === all.length - 1),
    );

class Words {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    const word = this.#bytes.readInt32LE(this.at);
    this.at += 4;
    return word;
  }

  skip(bytes: number): void {
    // Of a negative length, the next word is out of range.
    this.at = bytes < 0 ? -1 : this.at + bytes;
  }
}

/**
 * Walks through an index to its end. After the last sequence there may be the number of reads without a position.
 *
 * https://samtools.github.io/hts-specs/SAMv1.pdf, section 5.2; https://samtools.github.io/hts-specs/CSIv1.pdf
 *
 * @param binBytes before the number of chunks: a bin's number, and in a CSI its offset too
 */
function lengthFault(bytes: Buffer, words: Words, binBytes: 4 | 12): string | undefined {
  for (let sequences = words.next(); sequences > 0; sequences -= 1) {
    for (let bins = words.next(); bins > 0; bins -= 1) {
      words.skip(binBytes);
      words.skip(16 * words.next());
    }
    // A BAI has the linear index too.
    if (binBytes === 4) words.skip(8 * words.next());
  }
  return words.at === bytes.length || words.at + 8 === bytes.length
    ? undefined
    : 'is cut short or damaged';
}
