import { reverseComplement, withErrors } from '../simulation/bases.ts';
import { randomNumbers } from '../simulation/random.ts';
import type { Variant } from './planted-variants.ts';

export interface Simulation {
  readonly seed: number;
  /** Bases of reads per base of the genome. */
  readonly depth: number;
  readonly readLength: number;
  /** Mean and spread of the distance between a pair's outer ends, in bases. */
  readonly fragmentLength: { readonly mean: number; readonly spread: number };
  /** Wrong bases per base of a read, 0 to 1. */
  readonly errorRate: number;
}

export interface SimulatedReads {
  /** FASTQ texts: the first and the second of each pair. */
  readonly reads1: string;
  readonly reads2: string;
  readonly pairs: number;
}

/**
 * Simulated pairs of reads, drawn evenly from both strands of two copies of a chromosome. Both
 * copies hold the homozygous variants; only the second holds the heterozygous ones. The same
 * arguments give the same reads.
 *
 * @throws Error where a variant's `ref` is not what the genome has
 */
export function simulateReads(
  genome: string,
  variants: readonly Variant[],
  { seed, depth, readLength, fragmentLength, errorRate }: Simulation,
): SimulatedReads {
  const random = randomNumbers(seed);
  const copies = [
    plant(
      genome,
      variants.filter(({ genotype }) => genotype === '1/1'),
    ),
    plant(genome, variants),
  ] as const;
  const pairs = Math.round((genome.length * depth) / (2 * readLength));
  const quality = 'I'.repeat(readLength);
  const read = (text: string) => withErrors(text, errorRate, random);
  const reads1: string[] = [];
  const reads2: string[] = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    const copy = random() < 0.5 ? copies[0] : copies[1];
    const { mean, spread } = fragmentLength;
    const length = Math.max(readLength, Math.round(mean + (2 * random() - 1) * spread));
    const start = Math.floor(random() * (copy.length - length));
    const forward = copy.slice(start, start + length);
    const fragment = random() < 0.5 ? forward : reverseComplement(forward);
    const record = (bases: string) => `@pair${pair}\n${bases}\n+\n${quality}\n`;
    reads1.push(record(read(fragment.slice(0, readLength))));
    reads2.push(record(read(reverseComplement(fragment.slice(-readLength)))));
  }
  return { reads1: reads1.join(''), reads2: reads2.join(''), pairs };
}

/** The genome with the variants in it. The variants must not overlap. */
export function plant(genome: string, variants: readonly Variant[]): string {
  let planted = genome;
  // From the end, so that earlier positions stay valid.
  for (const { position, ref, alt } of variants.toSorted((a, b) => b.position - a.position)) {
    const start = position - 1;
    const found = genome.slice(start, start + ref.length);
    if (found !== ref) throw new Error(`the genome has ${found} at ${position}, not ${ref}`);
    planted = planted.slice(0, start) + alt + planted.slice(start + ref.length);
  }
  return planted;
}
