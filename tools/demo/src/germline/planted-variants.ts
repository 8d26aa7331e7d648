/** A variant as a VCF writes it, and its effect. Positions count from 1. */
export interface Variant {
  readonly position: number;
  readonly ref: string;
  readonly alt: string;
  readonly genotype: '0/1' | '1/1';
  /** Terms of the Sequence Ontology, joined by `&`: the most severe effect that snpEff reports. */
  readonly effect: string;
  /** The gene's systematic name. */
  readonly gene: string;
  /** The protein change in HGVS notation, where it is a single amino acid. */
  readonly protein?: string;
}

/**
 * The variants planted in one or both copies of yeast's chromosome I. A test without snpEff derives
 * the effects from the genome, its annotation and the genetic code. It also shows that no indel
 * could be written at another position (test/planted-variants.spec.ts).
 */
export const PLANTED: readonly Variant[] = [
  {
    ...{ position: 46_500, ref: 'T', alt: 'A', genotype: '1/1' },
    ...{ effect: 'missense_variant', gene: 'YAL053W', protein: 'p.Ser201Thr' },
  },
  {
    ...{ position: 49_701, ref: 'C', alt: 'T', genotype: '0/1' },
    ...{ effect: 'synonymous_variant', gene: 'YAL051W', protein: 'p.Asn379Asn' },
  },
  {
    ...{ position: 63_528, ref: 'C', alt: 'T', genotype: '0/1' },
    ...{ effect: 'stop_gained', gene: 'YAL041W', protein: 'p.Gln230*' },
  },
  {
    ...{ position: 70_500, ref: 'G', alt: 'A', genotype: '1/1' },
    ...{ effect: 'upstream_gene_variant', gene: 'YAL039C' },
  },
  {
    ...{ position: 112_000, ref: 'A', alt: 'C', genotype: '0/1' },
    ...{ effect: 'missense_variant', gene: 'YAL021C', protein: 'p.Leu454Trp' },
  },
  {
    ...{ position: 122_067, ref: 'AGAGT', alt: 'A', genotype: '1/1' },
    ...{ effect: 'frameshift_variant', gene: 'YAL017W' },
  },
  {
    ...{ position: 133_002, ref: 'T', alt: 'A', genotype: '1/1' },
    ...{ effect: 'synonymous_variant', gene: 'YAL011W', protein: 'p.Ser267Ser' },
  },
  {
    ...{ position: 142_256, ref: 'G', alt: 'A', genotype: '0/1' },
    ...{ effect: 'splice_donor_variant&intron_variant', gene: 'YAL003W' },
  },
  {
    ...{ position: 149_000, ref: 'G', alt: 'GA', genotype: '0/1' },
    ...{ effect: 'frameshift_variant', gene: 'YAL001C' },
  },
  {
    ...{ position: 157_511, ref: 'C', alt: 'A', genotype: '0/1' },
    ...{ effect: 'stop_gained', gene: 'YAR007C', protein: 'p.Glu371*' },
  },
  {
    ...{ position: 171_696, ref: 'C', alt: 'A', genotype: '1/1' },
    ...{ effect: 'start_lost', gene: 'YAR018C' },
  },
  {
    ...{ position: 191_000, ref: 'G', alt: 'A', genotype: '0/1' },
    ...{ effect: 'missense_variant', gene: 'YAR035W', protein: 'p.Asp272Asn' },
  },
  {
    ...{ position: 193_512, ref: 'GCGT', alt: 'G', genotype: '0/1' },
    ...{ effect: 'conservative_inframe_deletion', gene: 'YAR042W' },
  },
];
