import { reverseComplement, withErrors } from '../simulation/bases.ts';
import { randomNumbers } from '../simulation/random.ts';
import type { Transcript } from './transcripts.ts';

export interface RnaSimulation {
  readonly seed: number;
  readonly readLength: number;
  /** Mean and spread of the length of a fragment, in bases. */
  readonly fragmentLength: { readonly mean: number; readonly spread: number };
  /** Wrong bases per base of a read, 0 to 1. */
  readonly errorRate: number;
  /** The least and the most pairs of a gene. */
  readonly pairs: readonly [least: number, most: number];
}

export interface SimulatedSample {
  /** FASTQ texts: the first and the second of each pair. */
  readonly reads1: string;
  readonly reads2: string;
  /** Pairs by gene. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Pairs of reads of a stranded library as dUTP makes it: the second read is of the transcript's
 * strand. The number of a gene's pairs is drawn evenly on a logarithmic scale. The same arguments give
 * the same reads.
 */
export function simulateRna(
  transcripts: readonly Transcript[],
  { seed, readLength, fragmentLength, errorRate, pairs: [least, most] }: RnaSimulation,
): SimulatedSample {
  const random = randomNumbers(seed);
  const counts = new Map<string, number>();
  const quality = 'I'.repeat(readLength);
  const reads1: string[] = [];
  const reads2: string[] = [];
  for (const { gene, bases } of transcripts) {
    const count = Math.round(least * (most / least) ** random());
    counts.set(gene.name, count);
    for (let pair = 1; pair <= count; pair += 1) {
      const wanted = fragmentLength.mean + (2 * random() - 1) * fragmentLength.spread;
      const length = Math.min(bases.length, Math.max(readLength, Math.round(wanted)));
      const start = Math.floor(random() * (bases.length - length + 1));
      const fragment = bases.slice(start, start + length);
      const record = (text: string) =>
        `@${gene.name}.${pair}\n${withErrors(text, errorRate, random)}\n+\n${quality}\n`;
      reads1.push(record(reverseComplement(fragment.slice(-readLength))));
      reads2.push(record(fragment.slice(0, readLength)));
    }
  }
  return { reads1: reads1.join(''), reads2: reads2.join(''), counts };
}
