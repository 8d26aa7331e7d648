import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

/** What gffread writes about inputs that it cannot use. */
export const errorPatterns: readonly ErrorPattern[] = [
  {
    pattern: patternOf(/couldn't find fasta record for|no genomic sequence available/),
    problem: 'the genome given with --genome lacks a sequence that --annotation names',
    advice: 'Give files of one genome, in one release.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/Error( parsing|: invalid| .*GFF| .*GTF)|invalid (start|end|feature)/i),
    problem: 'the file given with --annotation has a feature that gffread cannot read',
    advice: 'Expected GTF or GFF3, with parents in the file.',
    provesBadData: true,
  },
];
