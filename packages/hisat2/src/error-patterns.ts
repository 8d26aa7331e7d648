import { patternOf, type ErrorPattern } from '@joblayer/job-runtime';

export const errorPatterns: readonly ErrorPattern[] = [
  {
    // Each gzip of the reads runs beside hisat2, which takes its end for the end of the reads.
    pattern: patternOf(/^gzip: (?!stdout: Broken pipe)/),
    problem: 'a file given with --reads1, --reads2 or --annotation cannot be read to its end',
    advice: 'Copy it again. gzip -t shows whether it is whole.',
  },
  {
    pattern: patternOf(/Error reading |Could not open index file|readU: /),
    problem: 'the index in the directory given with --index is cut short or damaged',
    advice: 'Copy it again, or make it again with hisat2-build.',
    provesBadData: true,
  },
  {
    pattern: patternOf(
      /^(Error|Warning): .*(reads file does not look like|fewer reads in file|more quality values|Could not open read file)/,
    ),
    problem: 'a file given with --reads1 or --reads2 cannot be read to its end',
    advice: 'Expected FASTQ, whole, with the mates in the same order.',
    provesBadData: true,
  },
];
