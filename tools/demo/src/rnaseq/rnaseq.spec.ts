import { reverseComplement } from '../simulation/bases.ts';
import type { CodingGene } from '../simulation/coding-gene.ts';
import { randomNumbers } from '../simulation/random.ts';
import { columnsOf } from './columns-of.ts';
import {
  countsOfFeatureCounts,
  countsOfSalmon,
  largestError,
  rankCorrelation,
  totalError,
} from './compare-counts.ts';
import { simulateRna } from './simulate-rna.ts';
import { gtfOf, transcriptsOf } from './transcripts.ts';

const GENOME = 'AACCGGTTACGTACGTTTGACAGATTACAGGG';
const gene = (name: string, isForward: boolean, ...parts: [number, number][]): CodingGene => ({
  ...{ name, isForward },
  parts: parts.map(([first, last]) => ({ first, last })),
});
const split = gene('split', false, [3, 6], [10, 15]);
const alone = gene('alone', true, [5, 20]);

describe('the transcripts for a simulation', () => {
  it('are those of genes that share no bases on their strand, and long enough', () => {
    const overlapping = [gene('a', true, [22, 30]), gene('b', true, [30, 32])];
    const genes = [split, alone, ...overlapping, gene('short', false, [20, 22])];
    expect(transcriptsOf(genes, GENOME, 10)).toEqual([
      { gene: split, bases: 'CGTACGCCGG' },
      { gene: alone, bases: 'GGTTACGTACGTTTGA' },
    ]);
  });

  it('are not those of genes with a part that the genome has elsewhere, on any strand', () => {
    const random = randomNumbers(3);
    const bases = (count: number) =>
      Array.from({ length: count }, () => 'ACGT'[Math.floor(random() * 4)] ?? 'A').join('');
    const [part, before, after] = [bases(40), bases(60), bases(60)] as const;
    const named = [gene('a', true, [1, 100]), gene('b', true, [101, 160])];
    const namesIn = (genome: string) =>
      transcriptsOf(named, genome, 10).map((transcript) => transcript.gene.name);
    expect(namesIn(before + part + after)).toEqual(['a', 'b']);
    expect(namesIn(before + part + after + part)).toEqual(['b']);
    expect(namesIn(before + part + after + reverseComplement(part))).toEqual(['b']);
  });

  it('are written as GTF, with an exon for each part', () => {
    const [transcript] = transcriptsOf([split], GENOME, 1);
    const ids = 'gene_id "split"; transcript_id "split";';
    expect(gtfOf('chrI', transcript ? [transcript] : [])).toBe(
      [
        `chrI\tSGD\ttranscript\t3\t15\t.\t-\t.\t${ids}\n`,
        `chrI\tSGD\texon\t3\t6\t.\t-\t.\t${ids}\n`,
        `chrI\tSGD\texon\t10\t15\t.\t-\t.\t${ids}\n`,
      ].join(''),
    );
  });
});

it('simulated pairs are of a transcript, the second read on its strand, in the counted number', () => {
  const transcripts = transcriptsOf([split, alone], GENOME, 1);
  const simulation = {
    ...{ seed: 7, readLength: 5, fragmentLength: { mean: 8, spread: 2 }, errorRate: 0 },
    pairs: [2, 40] as const,
  };
  const { reads1, reads2, counts } = simulateRna(transcripts, simulation);
  const basesOf = (fastq: string) => fastq.split('\n').filter((_, at) => at % 4 === 1);
  expect([...counts.keys()]).toEqual(['split', 'alone']);
  const pairs = [...counts.values()].reduce((sum, count) => sum + count, 0);
  expect(basesOf(reads1)).toHaveLength(pairs);
  const [first = 0] = counts.values();
  basesOf(reads2).forEach((bases, at) => {
    expect(transcripts[at < first ? 0 : 1]?.bases).toContain(bases);
  });
  basesOf(reads1).forEach((bases, at) => {
    expect(transcripts[at < first ? 0 : 1]?.bases).toContain(reverseComplement(bases));
  });
  expect(simulateRna(transcripts, simulation)).toEqual({ reads1, reads2, counts });
});

it('a sheet for the next tool has the columns that it needs, in that order', () => {
  const sheet = ['sample\tbam\tcounts', 'a\ta.bam\ta.txt'];
  expect(columnsOf(sheet, ['bam', 'sample'])).toEqual(['bam\tsample', 'a.bam\ta']);
  expect(() => columnsOf(sheet, ['reads1'])).toThrow('lacks the columns reads1');
});

describe('the comparison of counts', () => {
  const expected = new Map(Object.entries({ a: 10, b: 20, c: 400 }));

  it('reads the tables of featureCounts and salmon', () => {
    const table =
      '# Program\nGeneid\tChr\tStart\tEnd\tStrand\tLength\tx.bam\na\tI\t1\t9\t+\t9\t12\n';
    expect(countsOfFeatureCounts(table)).toEqual(new Map([['a', 12]]));
    const quant = 'Name\tLength\tEffectiveLength\tTPM\tNumReads\na\t9\t5.1\t3.5\t12.25\n';
    expect(countsOfSalmon(quant)).toEqual(new Map([['a', 12.25]]));
  });

  it('finds the largest error of a gene, and that of all together; an absent gene counts as 0', () => {
    const found = new Map(Object.entries({ a: 11, b: 20, c: 399 }));
    expect(largestError(expected, found)).toBeCloseTo(0.1);
    expect(totalError(expected, found)).toBe(0);
    expect(largestError(expected, new Map())).toBe(1);
  });

  it('correlates ranks, of which equal numbers share one', () => {
    const correlation = (found: Readonly<Record<string, number>>) =>
      rankCorrelation(expected, new Map(Object.entries(found)));
    expect(correlation({ a: 1, b: 2, c: 3 })).toBe(1);
    expect(correlation({ a: 3, b: 2, c: 1 })).toBe(-1);
    expect(correlation({ a: 1, b: 1, c: 3 })).toBeCloseTo(0.866);
  });
});
