import type { Variant } from './planted-variants.ts';
import { reverseComplement } from '../simulation/bases.ts';
import { plant, simulateReads, type Simulation } from './simulate-reads.ts';

const GENOME = 'ACGGTCATTGCAGGATCCTTAGACCATG'.repeat(40);
const SIMULATION: Simulation = {
  ...{ seed: 1, depth: 20, readLength: 50, errorRate: 0 },
  fragmentLength: { mean: 120, spread: 20 },
};
const effect = { effect: 'intergenic_region', gene: 'g' };
const snv: Variant = { position: 3, ref: 'G', alt: 'T', genotype: '1/1', ...effect };
const deletion: Variant = { position: 6, ref: 'CAT', alt: 'C', genotype: '0/1', ...effect };
const insertion: Variant = { position: 10, ref: 'G', alt: 'GA', genotype: '0/1', ...effect };

const basesOf = (fastq: string) => fastq.split('\n').filter((_, line) => line % 4 === 1);

it('variants are planted at their positions, whatever indels come before them', () => {
  expect(plant('ACGGTCATTGCA', [snv, deletion, insertion])).toBe('ACTGTCTGACA');
});

it('a variant whose reference bases are not those of the genome is refused', () => {
  expect(() => plant('ACCC', [snv])).toThrow('the genome has C at 3, not G');
});

it('the same seed gives the same reads, another seed gives others', () => {
  const again = simulateReads(GENOME, [snv], SIMULATION);
  expect(simulateReads(GENOME, [snv], SIMULATION)).toEqual(again);
  expect(simulateReads(GENOME, [snv], { ...SIMULATION, seed: 2 })).not.toEqual(again);
});

it('simulated reads reach the depth, come from both strands, and face each other in a pair', () => {
  const { reads1, reads2, pairs } = simulateReads(GENOME, [], SIMULATION);
  expect(pairs).toBe((GENOME.length * 20) / 100);
  const [first, second] = [basesOf(reads1), basesOf(reads2)];
  expect(first).toHaveLength(pairs);
  const forward = first.map((bases) => GENOME.includes(bases));
  expect(new Set(forward)).toEqual(new Set([true, false]));
  for (const [index, bases] of second.entries()) {
    const [own, other] = [bases, first[index] ?? ''].map((read, mate) =>
      (mate === 0) === forward[index] ? reverseComplement(read) : read,
    );
    expect(GENOME).toContain(own);
    expect(GENOME).toContain(other);
  }
});

it('simulated reads have errors at the given rate', () => {
  const { reads1 } = simulateReads('A'.repeat(5000), [], {
    ...SIMULATION,
    errorRate: 0.1,
  });
  const bases = basesOf(reads1).join('');
  const wrong = bases.replaceAll(/[AT]/g, '').length / bases.length;
  // Two of the three wrong bases are neither A nor T.
  expect(wrong).toBeGreaterThan(0.055);
  expect(wrong).toBeLessThan(0.08);
});
