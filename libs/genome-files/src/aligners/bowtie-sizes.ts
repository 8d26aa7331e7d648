import type { IndexFile } from './bowtie-file.ts';

/** What the first file of an index says of the others. */
export interface MainSizes {
  readonly bases: number;
  /** The bytes of this file before the sequences' names, which end it. */
  readonly beforeNames: number;
  /** The bytes that the file with positions may have. */
  readonly offsets: readonly number[];
}

interface Transform {
  readonly rows: number;
  readonly isGraph: boolean;
  readonly lineRate: number;
  readonly width: number;
}

/** The bytes of the transform: lines of 2^lineRate bytes, each with counts at its end. */
function transformBytes({ rows, isGraph, lineRate, width }: Transform): number {
  const line = 2 ** lineRate;
  const ofCharacters = line - (isGraph ? 6 : 4) * width;
  const bytes = Math.floor(rows / (isGraph ? 2 : 4)) + 1;
  return Math.ceil(bytes / ofCharacters) * line;
}

/** The numbers of the look-up tables at the end, with the counts of the four bases. */
const tables = (chars: number, others: number): number => 5 + 4 ** chars + 1 + others;
const sampled = (rows: number, rate: number): number => Math.ceil(rows / 2 ** rate);

/**
 * https://github.com/BenLangmead/bowtie2/blob/v2.5.4/bt2_io.cpp, and
 * https://github.com/DaehwanKimLab/hisat2/blob/v2.2.1/gfm.h
 */
export async function mainSizes(
  file: IndexFile,
  maker: 'bowtie2-build' | 'hisat2-build',
): Promise<MainSizes> {
  const { width } = file;
  const isHisat = maker === 'hisat2-build';
  // HISAT2 has its version before the bases, and the rows of its graph after them.
  const start = isHisat ? 8 : 4;
  const bases = await file.number(start);
  const rows = isHisat ? await file.number(start + width) : bases + 1;
  const nodes = isHisat ? await file.number(start + 2 * width) : rows;
  const rates = start + (isHisat ? 3 : 1) * width;
  const [lineRate, offRate, chars] = [
    await file.int32(rates),
    await file.int32(rates + 8),
    await file.int32(rates + 12),
  ];
  const others = isHisat ? await file.number(rates + 16) : 2 * chars;
  const sequences = rates + 20 + (isHisat ? width : 0);
  const fragments = sequences + (1 + (await file.number(sequences))) * width;
  const transform = fragments + (1 + 3 * (await file.number(fragments))) * width;
  const isGraph = rows !== bases + 1;
  // Bowtie 2 leaves the row of the end out here.
  const stored = isHisat ? rows : bases;
  const ends = transform + transformBytes({ rows: stored, isGraph, lineRate, width });
  const ofEnds = isHisat ? 1 + (await file.number(ends)) : 1;
  return {
    bases,
    beforeNames: ends + (ofEnds + tables(chars, others)) * width,
    offsets: [rows, nodes].map((count) => 4 + sampled(count, offRate) * width),
  };
}

/** The sizes of the two files with the local indexes of HISAT2, by walking through the first. */
export async function localSizes(
  file: IndexFile,
): Promise<{ readonly size: number; readonly offsets: number }> {
  const { width } = file;
  const [indexes, rates] = [await file.number(4), 4 + width];
  const [lineRate, offRate, chars] = [
    await file.int32(rates),
    await file.int32(rates + 8),
    await file.int32(rates + 12),
  ];
  let at = rates + 20;
  let offsets = 4;
  for (let index = 0; index < indexes && at <= file.size; index += 1) {
    const start = at + 3 * width;
    const [bases, rows, nodes, others, sequences] = [
      await file.int16(start),
      await file.int16(start + 2),
      await file.int16(start + 4),
      await file.int16(start + 6),
      await file.int16(start + 8),
    ];
    if (bases === 0) {
      // A part of the genome without bases ends after these four numbers.
      at = start + 8;
      continue;
    }
    const fragments = start + 10 + 2 * sequences;
    const transform = fragments + 2 + 6 * (await file.int16(fragments));
    const isGraph = rows !== bases + 1;
    const ends = transform + transformBytes({ rows, isGraph, lineRate, width: 2 });
    at = ends + 2 * (1 + (await file.int16(ends)) + tables(chars, others));
    offsets += 2 * sampled(nodes, offRate);
  }
  // A byte ends the names, of which there are none.
  return { size: at + 1, offsets };
}

/** The least size of HISAT2's file of variants, exons and introns, and whether it is the exact one. */
export async function variantSizes(
  file: IndexFile,
): Promise<{ readonly least: number; readonly isExact: boolean }> {
  const { width } = file;
  const haplotypes = 4 + width + (await file.number(4)) * (2 * width + 12);
  return { least: haplotypes + width, isExact: (await file.number(haplotypes)) === 0 };
}

/** Whether the file with a line for each variant, exon and intron ends with a line, or has none. */
export async function variantNames(file: IndexFile): Promise<boolean> {
  const empty = 4 + file.width;
  if ((await file.number(4)) === 0) return file.size === empty;
  return file.size > empty && (await file.byteAt(file.size - 1)) === 0x0a;
}
