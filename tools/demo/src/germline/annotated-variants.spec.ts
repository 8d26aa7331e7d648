import { annotatedVariants, compare } from './annotated-variants.ts';
import type { Variant } from './planted-variants.ts';

const ANN =
  'ANN=T|missense_variant|MODERATE|ADE1|YAR015W|transcript|T|protein_coding|1/1|c.5C>T|p.Ala2Val|5/9||||';
const VCF = [
  '##fileformat=VCFv4.2',
  '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tyeast',
  `chrI\t180\t.\tC\tT\t50\t.\tDP=9;${ANN},T|upstream_gene_variant|MODIFIER|X|X|||||||||||;MQ=60\tGT:PL\t0/1:9,0,9`,
  'chrI\t300\t.\tG\tA\t50\t.\tDP=9;ANN=A|intergenic_region|MODIFIER|A-B|A-B|||||||||||\tGT\t1/1',
  '',
].join('\n');
const planted: Variant = {
  ...{ position: 180, ref: 'C', alt: 'T', genotype: '0/1', protein: 'p.Ala2Val' },
  ...{ effect: 'missense_variant', gene: 'YAR015W' },
};

it('each annotated variant has its genotype and the first of its effects', () => {
  expect(annotatedVariants(VCF)).toEqual([
    planted,
    {
      ...{ position: 300, ref: 'G', alt: 'A', genotype: '1/1' },
      ...{ effect: 'intergenic_region', gene: 'A-B' },
    },
  ]);
});

it('the comparison lists the variants found, those missing and those surplus', () => {
  const called = annotatedVariants(VCF);
  expect(compare([planted], called)).toEqual({
    found: [called[0]],
    missing: [],
    surplus: [called[1]],
  });
});

it.each([
  ['genotype', '1/1'],
  ['effect', 'stop_gained'],
  ['gene', 'YAR014C'],
  ['protein', 'p.Ala2Gly'],
  ['position', 181],
] as const)(
  'a call with another %s is surplus, and its planted variant is missing',
  (field, value) => {
    const other = { ...planted, [field]: value } as Variant;
    const { found, missing, surplus } = compare([other], annotatedVariants(VCF).slice(0, 1));
    expect([found.length, missing, surplus.length]).toEqual([0, [other], 1]);
  },
);
