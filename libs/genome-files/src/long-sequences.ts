import type { InspectedFile, Inspection, OutputAlternative } from '@joblayer/job-runtime';
import { holdsInAny } from './holds-in-any.ts';

/**
 * The limit of a BAI and a TBI: 2^29 bases of a sequence.
 * https://samtools.github.io/hts-specs/SAMv1.pdf, 5.1.3
 */
export const MOST_BASES_OF_BAI = 2 ** 29;

/** The index to write if a sequence is too long for a BAI or a TBI. */
export const CSI_FOR_LONG_SEQUENCES = {
  suffix: '.csi',
  when: {
    fact: 'longSequences',
    because:
      'a sequence has more than 536,870,912 bases, the limit of a BAI or TBI index; a CSI holds more',
  },
} as const satisfies OutputAlternative;

/** The same for a VCF whose positions are known, but not its sequences. */
export const CSI_FOR_FAR_POSITIONS = {
  suffix: '.csi',
  when: {
    fact: 'farPositions',
    because: 'a variant lies beyond position 536,870,912, the limit of a TBI index; a CSI goes on',
  },
} as const satisfies OutputAlternative;

/**
 * Whether a VCF has a variant beyond the limit of a TBI: the fact `farPositions`, known after
 * staging.
 */
export async function inspectPositions(
  files: readonly InspectedFile[],
  isStaged: boolean,
): Promise<Inspection> {
  if (!isStaged) return {};
  const { hasVariantBeyond } = await import('./heads/far-positions.ts');
  const isFar = await holdsInAny(files, (file) => hasVariantBeyond(file, MOST_BASES_OF_BAI));
  return { facts: { farPositions: isFar } };
}
