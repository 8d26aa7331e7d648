import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

const bad = (pattern: RegExp, problem: string, advice: string): ErrorPattern => ({
  ...{ pattern: patternOf(pattern), problem, advice, provesBadData: true },
});

const ERRORS = {
  region: bad(
    /specifies an (unknown reference|invalid region)|[Cc](annot|ould not) parse region/,
    '--region is not in the alignments of --bam',
    'Expected name:first-last, with a name of the header.',
  ),
  far: bad(
    /cannot be stored in a bai index/,
    'the file given with --bam has a sequence that is too long for a BAI',
    'Make a CSI.',
  ),
  index: bad(
    /Could not load local index file/,
    'the index of --bam is damaged or empty',
    'Make it again with samtools-index.',
  ),
  unsorted: bad(
    /\[E::hts_idx_push\] (Unsorted positions|Chromosome blocks)/,
    'the file given with --bam is not sorted by coordinate',
    'Sort it with samtools-sort.',
  ),
} as const;

const CRAM = bad(
  /Unable to fetch reference|Failed to populate reference|md5sum differs|MD5 mismatch/i,
  'the CRAM given with --bam needs the genome that it was made with, as --reference',
  'Give that genome as FASTA. It is never downloaded.',
);

/** With threads, samtools prints nothing about damaged SAM but what begins with its own name. */
const DAMAGED = bad(
  /EOF marker is absent|\[E::(bgzf_|inflate_|sam_parse1|sam_hdr_|bam_|cram_|hts_hopen)|Gzip file truncated|[Ff]ail(ed)? to read (the )?header|Couldn't read header|Exec format error|Failure while decoding|[Ee]rror reading (input file|from|file)|\[[EW]::sam_read1|^samtools \w+: (failed to process|truncated file|".*" is truncated|Failed to read bam record)/,
  'the file given with --bam is not BAM, CRAM or SAM, or is cut short or damaged',
  'Copy it again, or make it again. samtools quickcheck -v checks it.',
);

/** What samtools prints about alignments given with `--bam` that it cannot use. */
export const errorsOf = (...more: readonly (keyof typeof ERRORS)[]): readonly ErrorPattern[] => [
  ...more.map((name) => ERRORS[name]),
  CRAM,
  DAMAGED,
];
