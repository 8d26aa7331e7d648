import { patternOf, type ErrorPattern } from '@joblayer/job-runtime';

/**
 * What htslib says of files that it reads. It warns only of one without the empty block that ends every BAM and every
 * file of bgzip's, and reads on to the end of what is there.
 *
 * @param options those of the files: `--bam`
 */
export const damaged = (options: string): ErrorPattern => ({
  pattern: patternOf(/EOF marker is absent|\[E::(bgzf_|inflate_gzip_block)|Gzip file truncated/),
  problem: `the file given with ${options} is cut short or damaged`,
  advice:
    'Copy it again, or make it anew, and compare sizes; samtools quickcheck -v tells whether a BAM or CRAM is whole. Where it is, its index may be that of another file: leave the index out, or make it again.',
});

/** @param option that of the alignments */
export const badIndex = (option: string): ErrorPattern => ({
  pattern: patternOf(/Could not load local index file/),
  problem: `the index of the file given with ${option} is damaged or empty`,
  advice: 'Make it again by samtools index; or leave it out, where the tool makes it.',
});

export const notSorted = (option: string): ErrorPattern => ({
  pattern: patternOf(
    /The input is not sorted|\[E::hts_idx_push\] (Unsorted positions|Chromosome blocks not continuous)/,
  ),
  problem: `the file given with ${option} is not sorted by coordinate`,
  advice: 'Sort it: by samtools sort, or samtools-markdup, which writes sorted alignments.',
});

/**
 * What gzip says of a file that a definition's own checks decompress. Its exit code is 1 or 2: a tool's, not data's.
 *
 * @param options those of the files: `--targets`
 */
export const badGzip = (options: string): ErrorPattern => ({
  pattern: patternOf(
    /^gzip: .*: (not in gzip format|unexpected end of file|invalid compressed data|decompression OK, trailing)/,
  ),
  problem: `the file given with ${options} is cut short, damaged, or not compressed as its name says`,
  advice: 'Copy it again: gzip -t tells whether it is whole. Plain text has a name without .gz.',
  provesBadData: true,
});

/** Of the index of a FASTA, with which the wrong bases are found, or none. */
export const badFastaIndex: ErrorPattern = {
  pattern: patternOf(/\[E::(fai_retrieve|fai_read|fai_load3_core)\]/),
  problem:
    'the index (.fai, .gzi) of the FASTA given with --reference is damaged, or that of another FASTA',
  advice:
    'Make it again by samtools faidx; or leave it out and away from beside the FASTA: it is then made.',
};

/** Of a FASTA of which no index can be made. */
export const badFasta: ErrorPattern = {
  pattern: patternOf(/\[E::fai_build3?_core\]|\[faidx\] Could not build fai index/),
  problem:
    'the file given with --reference is not FASTA of lines of one length, or not compressed by bgzip',
  advice:
    'Expected FASTA, uncompressed or compressed by bgzip (gzip -dc g.fa.gz | bgzip > new.fa.gz); samtools faidx says what it finds.',
};

/** What tools on htslib say of alignments given with `--bam`, and of their genome, given with `--reference`. */
export const errorPatternsOfAlignments: readonly ErrorPattern[] = [
  damaged('--bam or --reference'),
  badIndex('--bam'),
  notSorted('--bam'),
  badFastaIndex,
  badFasta,
];
