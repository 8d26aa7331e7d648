import { patternOf, type ErrorPattern } from '@joblayer/job-runtime';

/** bcftools norm and consensus found a sequence or bases that are not those of the variants. */
export const otherGenome: ErrorPattern = {
  pattern: patternOf(
    /faidx_fetch_seq failed|The sequence ".*" was not found|Reference allele mismatch|does not match the REF allele/,
  ),
  problem: 'the variants given with --vcf are of a genome other than --reference',
  advice: 'Give the FASTA that they were called with, in the same release.',
  provesBadData: true,
};
