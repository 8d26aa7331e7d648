import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

/** What StringTie writes about inputs that it cannot use. */
export const errorPatterns: readonly ErrorPattern[] = [
  {
    pattern: patternOf(/Error: the input alignment file is not sorted/),
    problem: 'the file given with --bam is not sorted by coordinate',
    advice: 'Sort it with samtools sort.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/Error: could not any valid reference transcripts/),
    problem: 'the file given with --annotation has no transcripts with exons',
    advice: 'Expected exons with transcript_id as GTF has it, or Parent as GFF3 has it.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/\[E::|EOF marker is absent|truncated/),
    problem: 'the file given with --bam is cut short or damaged',
    advice: 'Make it again. samtools quickcheck -v shows whether a BAM is whole.',
    provesBadData: true,
  },
];
