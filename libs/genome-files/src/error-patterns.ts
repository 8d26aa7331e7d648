import { patternOf, type ErrorPattern } from '@joblayer/job-runtime';

/**
 * Messages of htslib about damaged files. Every BAM and bgzip file ends with an empty block. If
 * that block is missing, htslib only warns and reads on.
 *
 * @param options the options of the files: `--bam`
 */
export const damaged = (options: string): ErrorPattern => ({
  pattern: patternOf(/EOF marker is absent|\[E::(bgzf_|inflate_gzip_block)|Gzip file truncated/),
  problem: `the file given with ${options} is cut short or damaged`,
  advice:
    'Copy it again, or make it again, and compare sizes. samtools quickcheck -v shows whether a BAM or CRAM is whole. If it is, its index may belong to another file: leave the index out, or make it again.',
  provesBadData: true,
});

/**
 * Messages of samtools and htslib about a file that is no BAM, CRAM or SAM, or whose records are
 * none.
 *
 * @param option the option of the alignments
 */
export const notAlignments = (option: string): ErrorPattern => ({
  pattern: patternOf(
    /\[E::(sam_parse1|sam_hdr_|bam_|cram_|hts_hopen)|[Ff]ail(ed)? to read (the )?header|Couldn't read header|Exec format error|Failure while decoding file|Error reading input file|\[[EW]::sam_read1/,
  ),
  problem: `the file given with ${option} is not BAM, CRAM or SAM, or is cut short or damaged`,
  advice:
    'Expected alignments with a header. Copy the file again, or make it again. samtools quickcheck -v shows whether a BAM or CRAM is whole.',
  provesBadData: true,
});

/** @param option the option of the alignments */
export const badIndex = (option: string): ErrorPattern => ({
  pattern: patternOf(/Could not load local index file/),
  problem: `the index of the file given with ${option} is damaged or empty`,
  advice: 'Make it again with samtools index, or leave it out if the tool makes it.',
  provesBadData: true,
});

export const notSorted = (option: string): ErrorPattern => ({
  pattern: patternOf(
    /The input is not sorted|\[E::hts_idx_push\] (Unsorted positions|Chromosome blocks not continuous)/,
  ),
  problem: `the file given with ${option} is not sorted by coordinate`,
  advice: 'Sort it with samtools sort, or with samtools-markdup, which writes sorted alignments.',
  provesBadData: true,
});

/**
 * Messages of gzip about a file that a definition's own checks decompress. gzip exits with 1 or 2,
 * so the exit code does not show bad data.
 *
 * @param options the options of the files: `--targets`
 */
export const badGzip = (options: string): ErrorPattern => ({
  pattern: patternOf(
    /^gzip: .*: (not in gzip format|unexpected end of file|invalid compressed data|decompression OK, trailing)/,
  ),
  problem: `the file given with ${options} is cut short, damaged, or not compressed as its name says`,
  advice: 'Copy it again. gzip -t shows whether it is whole. Plain text needs a name without .gz.',
  provesBadData: true,
});

/** Messages about a wrong index of a FASTA. With one, a tool reads the wrong bases, or none. */
export const badFastaIndex: ErrorPattern = {
  pattern: patternOf(/\[E::(fai_retrieve|fai_read|fai_load3_core)\]/),
  problem:
    'the index (.fai, .gzi) of the FASTA given with --reference is damaged, or belongs to another FASTA',
  advice:
    'Make it again with samtools faidx. Or leave it out, and delete it beside the FASTA: the job then makes it.',
  provesBadData: true,
};

/** Messages about a FASTA that cannot be indexed. */
export const badFasta: ErrorPattern = {
  pattern: patternOf(/\[E::fai_build3?_core\]|\[faidx\] Could not build fai index/),
  problem:
    'the file given with --reference is not FASTA with lines of one length, or is not compressed by bgzip',
  advice:
    'Expected FASTA, uncompressed or compressed by bgzip (gzip -dc g.fa.gz | bgzip > new.fa.gz). samtools faidx shows the cause.',
  provesBadData: true,
};

/**
 * Error patterns of tools on htslib: for alignments given with `--bam`, and a genome given with
 * `--reference`.
 */
export const errorPatternsOfAlignments: readonly ErrorPattern[] = [
  damaged('--bam or --reference'),
  badIndex('--bam'),
  notSorted('--bam'),
  badFastaIndex,
  badFasta,
  notAlignments('--bam'),
];
