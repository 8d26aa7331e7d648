import type { Variant } from './planted-variants.ts';

/** A variant as it was called and annotated. */
export interface AnnotatedVariant extends Omit<Variant, 'genotype'> {
  readonly genotype: string;
}

/** The planted variants that were found unchanged, and what is wrong with the rest. */
export interface Comparison {
  readonly found: readonly AnnotatedVariant[];
  readonly missing: readonly Variant[];
  /** Called but not planted, or planted with another genotype, effect, gene or protein. */
  readonly surplus: readonly AnnotatedVariant[];
}

/**
 * The variants of an annotated VCF of one sample. Each has the first of its effects, the most
 * severe.
 */
export function annotatedVariants(vcf: string): AnnotatedVariant[] {
  return vcf
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, position = '', , ref = '', alt = '', , , info = '', , sample = ''] =
        line.split('\t');
      const [, effect = '', , , gene = '', , , , , , protein = ''] = (
        /(?:^|;)ANN=([^,;]*)/.exec(info)?.[1] ?? ''
      ).split('|');
      const [genotype = ''] = sample.split(':');
      return {
        ...{ position: Number(position), ref, alt, genotype, effect, gene },
        ...(protein !== '' && { protein }),
      };
    });
}

export function compare(
  planted: readonly Variant[],
  called: readonly AnnotatedVariant[],
): Comparison {
  const matches = (variant: Variant, call: AnnotatedVariant) =>
    variant.position === call.position &&
    variant.ref === call.ref &&
    variant.alt === call.alt &&
    variant.genotype === call.genotype &&
    variant.effect === call.effect &&
    variant.gene === call.gene &&
    (variant.protein === undefined || variant.protein === call.protein);
  const isPlanted = (call: AnnotatedVariant) => planted.some((variant) => matches(variant, call));
  return {
    found: called.filter(isPlanted),
    missing: planted.filter((variant) => !called.some((call) => matches(variant, call))),
    surplus: called.filter((call) => !isPlanted(call)),
  };
}
