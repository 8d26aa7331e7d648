import { yeastData } from '@joblayer/local-cloud';
import { readFile } from 'node:fs/promises';
import { PLANTED } from '../src/germline/planted-variants.ts';
import { plant } from '../src/germline/simulate-reads.ts';
import { codingGenes, type CodingGene } from '../src/simulation/coding-gene.ts';
import { effectOf } from '../src/testing/effect-of.ts';

/** The value that the pipeline gives snpEff. */
const UPSTREAM_BASES = 1000;
const FLANK = 12;
let genome: string;
let genes: readonly CodingGene[];
beforeAll(async () => {
  const { reference, annotation } = await yeastData();
  genome = (await readFile(reference, 'utf8'))
    .replace(/^>.*\n/, '')
    .replaceAll('\n', '')
    .toUpperCase();
  genes = codingGenes(await readFile(annotation, 'utf8'));
});

describe.each(PLANTED)('the planted variant at $position, $ref>$alt', (variant) => {
  const { position, ref, alt, genotype, effect, gene, protein } = variant;

  it('has the effect that the genome, its genes and the genetic code give', () => {
    const derived = effectOf(variant, genome, genes, UPSTREAM_BASES);
    expect(derived).toEqual({ effect, gene, ...(protein !== undefined && { protein }) });
  });

  it('is in as many copies of the chromosome as its genotype says', () => {
    const first = plant(
      genome,
      PLANTED.filter((planted) => planted.genotype === '1/1'),
    );
    const copies = [first, plant(genome, PLANTED)];
    const [before, after] = [
      genome.slice(position - 1 - FLANK, position - 1),
      genome.slice(position - 1 + ref.length, position - 1 + ref.length + FLANK),
    ];
    const holding = (bases: string) =>
      copies.filter((copy) => copy.includes(before + bases + after)).length;
    const copiesOf = { '1/1': 2, '0/1': 1 }[genotype];
    expect({ ref: holding(ref), alt: holding(alt) }).toEqual({ ref: 2 - copiesOf, alt: copiesOf });
  });
});

const indels = PLANTED.filter(({ ref, alt }) => ref.length !== alt.length);

it.each(indels)(
  'the indel at $position, $ref>$alt, could be written at no other position',
  (indel) => {
    const { position, ref, alt } = indel;
    const [longer = '', shorter = ''] = [genome, plant(genome, [indel])].toSorted(
      (a, b) => b.length - a.length,
    );
    const size = Math.abs(ref.length - alt.length);
    const starts = Array.from({ length: 101 }, (_, index) => position - 50 + index).filter(
      (start) => longer.slice(0, start) + longer.slice(start + size) === shorter,
    );
    expect(starts).toEqual([position]);
  },
);
