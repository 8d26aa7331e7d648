import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

const COPY_AGAIN = 'Copy it again, or make it again.';

/** samtools exits with 1 or 0 for these, but the input is the cause. */
const proves = (pattern: RegExp, problem: string, advice: string): ErrorPattern => ({
  ...{ pattern: patternOf(pattern), problem, advice },
  provesBadData: true,
});

/** Every BAM and bgzip file ends with an empty block. If that block is missing, htslib only warns and reads on. */
const DAMAGED = /EOF marker is absent|\[E::(bgzf_|inflate_gzip_block|sam_|aux_|cram_)/;

const damaged = (option: string): ErrorPattern =>
  proves(DAMAGED, `the file given with ${option} is cut short or damaged`, COPY_AGAIN);

/** For commands that read alignments. The first pattern that matches a line of stderr counts, so this comes last. */
export const ofAlignments: readonly ErrorPattern[] = [
  damaged('--bam'),
  proves(
    /\[W::sam_read1_sam\]|^samtools \w+: (error reading|failed to process|failed to create index)/,
    'the file given with --bam could not be read to its end',
    COPY_AGAIN,
  ),
];

/** For commands that decode the bases of a CRAM. Without `--reference`, htslib tries the path in the header. */
export const ofGenome: readonly ErrorPattern[] = [
  proves(
    /MD5 checksum reference mismatch|Slice ends beyond reference end|Header @SQ length mismatch/,
    'the reads of --bam were aligned to a genome other than --reference',
    'Give the FASTA that they were aligned to.',
  ),
  proves(
    /, but ref .* not present|Unable to fetch reference|Failed to populate reference|\[E::(fai_build3_core\] Failed to open|refs_load_fai)/,
    'the CRAM given with --bam needs a sequence that --reference lacks, or it is missing',
    'Give the genome that the reads were aligned to with --reference.',
  ),
];

/** For commands that need the index of alignments, or of a file that is compressed by bgzip. */
export const ofIndex: readonly ErrorPattern[] = [
  proves(
    /Could not load local index file/,
    'the index of the file given with --bam is damaged or empty',
    'Make it again with samtools-index, or leave it out.',
  ),
];

/** For commands that index what they read or write. */
export const ofOrder = (option: string): ErrorPattern =>
  proves(
    /\[E::hts_idx_push\] (Unsorted positions|Chromosome blocks not continuous)|Data is not position sorted/,
    `the file given with ${option} is not sorted by position`,
    option === '--bam' ? 'Sort it with samtools-sort.' : 'Sort it: sort -k1,1 -k2,2n for a BED.',
  );

export { damaged as ofBgzip, proves };
