const MOST_INDEX_BASES = 14;
const MOST_BIN_BITS = 18;
/** A bin holds at least a read. */
const LEAST_BIN_BASES = 100;

/** What STAR needs to know of a genome's size. */
export interface GenomeParameters {
  readonly genomeSAindexNbases: number;
  readonly genomeChrBinNbits: number;
}

/**
 * The parameters that the manual advises for small genomes, and for those of many sequences: STAR's defaults are for a
 * human genome. https://github.com/alexdobin/STAR/blob/2.7.11b/doc/STARmanual.pdf, 2.2.5 and 2.2.6
 */
export function genomeParameters(
  sequences: readonly { readonly bases: number }[],
): GenomeParameters {
  const bases = sequences.reduce((sum, sequence) => sum + sequence.bases, 0);
  const ofBin = Math.max(LEAST_BIN_BASES, bases / sequences.length);
  return {
    genomeSAindexNbases: Math.max(
      1,
      Math.min(MOST_INDEX_BASES, Math.floor(Math.log2(bases) / 2 - 1)),
    ),
    // A bin larger than the sequences wastes memory only if there are many.
    genomeChrBinNbits:
      sequences.length > 5000
        ? Math.min(MOST_BIN_BITS, Math.floor(Math.log2(ofBin)))
        : MOST_BIN_BITS,
  };
}
