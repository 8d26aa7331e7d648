import { open, readFile, stat } from 'node:fs/promises';

/** A sequence in an index of bwa. */
export interface IndexedSequence {
  readonly name: string;
  readonly bases: number;
}

/**
 * Throws for an index that cannot be used. `what` continues the sentence that begins with the
 * index.
 */
export type RefuseIndex = (what: string) => never;

const NUMBER_BYTES = 8;

/**
 * Reads the names and lengths in an index, and checks that its files are whole and of one genome.
 * bwa takes the bases from one file and the positions from another.
 *
 * The formats are in bntseq.c and bwt.c of bwa 0.7.18.
 *
 * @param prefix an absolute path, without the ending
 */
export async function readIndex(
  prefix: string,
  refuse: RefuseIndex,
): Promise<readonly IndexedSequence[]> {
  const ann = await readFile(`${prefix}.ann`, 'utf8');
  const [first = '', ...lines] = ann.split('\n');
  const [total = NaN, count = NaN] = first.split(' ').map(Number);
  const sequences = readSequences(lines, count);
  const sum = sequences.reduce((bases, sequence) => bases + sequence.bases, 0);
  if (sequences.length !== count || sum !== total) refuse('has a damaged file .ann');
  await checkSizes(prefix, { total, count }, refuse);
  checkNames(sequences, refuse);
  return sequences;
}

/**
 * Two lines for each sequence: a number, the name and the rest of the header; then offset, length
 * and the number of ambiguous parts.
 */
const readSequences = (lines: readonly string[], count: number): readonly IndexedSequence[] =>
  Array.from(
    { length: Number.isSafeInteger(count) ? Math.min(count, lines.length) : 0 },
    (_, i) => ({
      name: lines[2 * i]?.split(' ')[1] ?? '',
      bases: Number(lines[2 * i + 1]?.split(' ')[1] ?? NaN),
    }),
  );

function checkNames(sequences: readonly IndexedSequence[], refuse: RefuseIndex): void {
  if (sequences.length === 0) refuse('holds no sequence');
  const seen = new Set<string>();
  for (const { name, bases } of sequences) {
    if (name === '') refuse('has a sequence without a name');
    if (seen.has(name)) refuse(`names the sequence ${name} twice`);
    if (bases === 0) refuse(`has no bases for the sequence ${name}`);
    seen.add(name);
  }
}

interface Totals {
  readonly total: number;
  readonly count: number;
}

async function checkSizes(
  prefix: string,
  { total, count }: Totals,
  refuse: RefuseIndex,
): Promise<void> {
  const amb = (await readFile(`${prefix}.amb`, 'utf8')).split('\n', 1)[0] ?? '';
  if (!amb.startsWith(`${total} ${count} `)) refuse('has files .ann and .amb of two genomes');
  const both = 2 * total;
  const [bwt, sa] = [await numbersOf(`${prefix}.bwt`, 5), await numbersOf(`${prefix}.sa`, 7)];
  if (bwt.at(-1) !== both) {
    // bwa before 0.6 wrote numbers of half the size.
    const isOld = (bwt[2] ?? NaN) % 2 ** 32 === total;
    refuse(
      isOld
        ? 'was made by bwa before 0.6, with one strand only'
        : 'has files .ann and .bwt of two genomes',
    );
  }
  if (sa.at(-1) !== both || sa[0] !== bwt[0]) refuse('has files .bwt and .sa of two genomes');
  const numbers = Math.floor((both + 15) / 16) + 8 * (Math.floor((both + 127) / 128) + 1);
  const interval = sa[5] ?? 1;
  const expected = {
    '.pac': Math.floor(total / 4) + 2,
    '.bwt': 5 * NUMBER_BYTES + 4 * numbers,
    '.sa': 7 * NUMBER_BYTES + NUMBER_BYTES * (Math.floor((both + interval) / interval) - 1),
  };
  for (const [suffix, sizeBytes] of Object.entries(expected)) {
    const { size } = await stat(prefix + suffix);
    if (size !== sizeBytes) {
      refuse(`has a file ${suffix} of ${size} bytes, but its genome needs ${sizeBytes}`);
    }
  }
}

/** The first numbers of a binary file; NaN for each that is absent. */
async function numbersOf(path: string, count: number): Promise<readonly number[]> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count * NUMBER_BYTES));
    return Array.from({ length: count }, (_, index) =>
      (index + 1) * NUMBER_BYTES > bytesRead
        ? NaN
        : Number(buffer.readBigUInt64LE(index * NUMBER_BYTES)),
    );
  } finally {
    await file.close();
  }
}
