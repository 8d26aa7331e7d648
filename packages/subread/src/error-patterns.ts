import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

/** What featureCounts writes about an input that it cannot count. */
export const errorPatterns: readonly ErrorPattern[] = [
  {
    pattern: patternOf(/ERROR: Paired-end reads were detected in single-end read library/),
    problem: 'a file given with --bam has pairs, but --paired was not given',
    advice: 'Give --paired.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/ERROR: No paired-end reads were detected in paired-end read library/),
    problem: 'a file given with --bam has no pairs, but --paired was given',
    advice: 'Leave --paired out for single reads, and for files without reads.',
    provesBadData: true,
  },
  {
    pattern: patternOf(
      /ERROR: (Unable to find chromosome|invalid parameter|Unable to open file|.*truncated)/i,
    ),
    problem: 'a file given with --bam is damaged, or lacks sequences in its header',
    advice: 'Make it again. samtools quickcheck -v shows whether a BAM is whole.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/ERROR: (no features were loaded|failed to find the gene identifier)/),
    problem: 'the file given with --annotation lacks the features or their attribute',
    advice: 'Give --feature-type and --gene-attribute as the annotation has them.',
    provesBadData: true,
  },
];
