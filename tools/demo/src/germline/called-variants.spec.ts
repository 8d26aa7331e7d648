import { calledVariants, compareCalls } from './called-variants.ts';
import type { Variant } from './planted-variants.ts';

const VCF = [
  '##fileformat=VCFv4.2',
  '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tyeast',
  'chrI\t120\t.\tCAGAGTG\tCAG\t400.2\t.\tDP=9\tGT:DP\t1/1:9',
  'chrI\t200\t.\tA\tC\t31.5\t.\tDP=9\tGT:DP\t0/1:9',
  'chrI\t300\t.\tA\tC\t0.003\t.\tDP=9\tGT:DP\t0/1:9',
  '',
].join('\n');
const deletion = {
  ...{ position: 120, ref: 'CAGAG', alt: 'C', genotype: '1/1' },
  ...{ effect: 'frameshift_variant', gene: 'X' },
} satisfies Variant;

it('a call has the shortest form of its alleles, and one of little quality is left out', () => {
  expect(calledVariants(VCF)).toEqual([
    { position: 121, ref: 'AGAGT', alt: 'A', genotype: '1/1' },
    { position: 200, ref: 'A', alt: 'C', genotype: '0/1' },
  ]);
});

it('calls that were not planted, and planted variants that were not called, are told apart', () => {
  const called = calledVariants(VCF);
  expect(compareCalls([deletion], called)).toEqual({ missing: [deletion], surplus: called });
  const planted = { ...deletion, position: 121, ref: 'AGAGT', alt: 'A' };
  expect(compareCalls([planted], called)).toEqual({ missing: [], surplus: called.slice(1) });
});
