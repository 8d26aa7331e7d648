import type { Variant } from './planted-variants.ts';

/** A variant as it was called, without annotation. */
export type Call = Pick<Variant, 'position' | 'ref' | 'alt'> & { readonly genotype: string };

/** freebayes reports sites of any probability. Its authors advise to filter them by QUAL. */
const LEAST_QUALITY = 20;

/**
 * The variants of a VCF of one sample, in their shortest form. freebayes writes the bases of a
 * haplotype around an indel as well.
 */
export function calledVariants(vcf: string): Call[] {
  return vcf
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .filter(([, , , , , quality]) => Number(quality) >= LEAST_QUALITY)
    .map(([, position, , ref = '', alt = '', , , , , sample = '']) => ({
      ...shortest(Number(position), ref, alt),
      genotype: sample.split(':')[0] ?? '',
    }));
}

/** Without the bases at the end, and then at the start, that both alleles share, but for one. */
function shortest(position: number, ref: string, alt: string): Omit<Call, 'genotype'> {
  if (ref.length > 1 && alt.length > 1) {
    if (ref.at(-1) === alt.at(-1)) return shortest(position, ref.slice(0, -1), alt.slice(0, -1));
    if (ref[0] === alt[0]) return shortest(position + 1, ref.slice(1), alt.slice(1));
  }
  return { position, ref, alt };
}

/** The planted variants that were not called with their genotype, and the calls that were not planted. */
export function compareCalls(planted: readonly Variant[], called: readonly Call[]) {
  const matches = (variant: Variant, call: Call) =>
    variant.position === call.position &&
    variant.ref === call.ref &&
    variant.alt === call.alt &&
    variant.genotype === call.genotype;
  return {
    missing: planted.filter((variant) => !called.some((call) => matches(variant, call))),
    surplus: called.filter((call) => !planted.some((variant) => matches(variant, call))),
  };
}
