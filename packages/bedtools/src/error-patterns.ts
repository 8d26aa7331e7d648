import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

/**
 * What bedtools writes about inputs that it cannot use. After some of these messages it exits with 0.
 *
 * @param options the options of the features
 */
export const errorPatternsFor = (options: string): readonly ErrorPattern[] => [
  {
    pattern: patternOf(
      /Sorted input specified, but the file|different sort order than the genomeFile|found in non-sequential lines/,
    ),
    problem: `a file given with ${options} is not sorted by sequence and start`,
    advice: 'Sort it with bedtools-sort, a BAM with samtools sort.',
    provesBadData: true,
  },
  {
    pattern: patternOf(
      /Type checker found wrong number|has \d+ fields, but \d+ were expected|Differing number of \w+ fields|you have less than \d+ columns|unable to determine types|Invalid record|malformed/i,
    ),
    problem: `a file given with ${options} has lines of different numbers of columns, or is of no known format`,
    advice: 'Expected BED, GFF, GTF or VCF with as many columns in each line, separated by tabs.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/ERROR: Requested column|Non numeric value/),
    problem: `the file given with ${options} lacks a column of --columns, or has no numbers in it`,
    advice: 'Give columns that the file has, and for text an operation such as distinct or count.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/missing a strand value|stranded \w+ not supported/),
    problem: `a file given with ${options} states no strands`,
    advice: 'Give features with strands, or leave the option for strands out.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/Requested a sort by score/),
    problem: `the file given with ${options} has no scores`,
    advice: 'Expected BED with the score in column 5.',
    provesBadData: true,
  },
  {
    pattern: patternOf(
      /" undefined in |does not exist in the genome file|is not in the genome file|has no valid entries/,
    ),
    problem: `the file given with --genome lacks a sequence of ${options}`,
    advice: 'Give files of one genome.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/^(Error: |Input error|Failed to open|\[E::)/),
    problem: `bedtools could not read a file given with ${options}`,
    advice: 'Its message follows.',
  },
];
