import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

/** What salmon writes about inputs that it cannot use. */
export const errorPatterns: readonly ErrorPattern[] = [
  {
    pattern: patternOf(
      /salmon was only able to assign \d+ fragments|Total alpha weight was too small/,
    ),
    problem:
      'too few of the reads given with --reads1 fit the transcripts of --index, or --lib-type is another',
    advice:
      'Give the index of the species, and the type of the library: A finds it out. --min-assigned-frags sets how many must fit.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/Error reading from the FASTA\/Q stream/),
    problem: 'a file given with --reads1 or --reads2 is cut short or damaged',
    advice: 'Copy it again. gzip -t shows whether a compressed file is whole.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/index (version|was built|does not seem)|Error: The index version file/i),
    problem: 'the index given with --index is damaged, or was made by another version of salmon',
    advice: 'Make it again with salmon-index.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/^genes: no transcript of the index/),
    problem: 'the file given with --gene-map has no transcript of the index',
    advice: 'Expected the names of quant.sf, with their versions (ENST00000456328.2).',
    provesBadData: true,
  },
];
