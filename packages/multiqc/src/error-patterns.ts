import { type ErrorPattern, patternOf } from '@joblayer/job-runtime';

/** What MultiQC, and the program that finishes its report, write about results of no use. */
export const errorPatterns: readonly ErrorPattern[] = [
  {
    pattern: patternOf(/^│? *Please attach a file that triggers the error/),
    problem: 'a file given with --results or --results-dir is cut short, or no module can read it',
    advice: 'The next lines name the file. Make it again, or leave it or its module out.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/No analysis results found/),
    problem: 'no module of MultiQC reads any file given with --results or --results-dir',
    advice: 'Give the logs and statistics of tools, under the names that MultiQC knows.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/^finish-report: no module reads/),
    problem: 'a file given with --results is of no use to MultiQC',
    advice: 'Leave it out, or give --skip-unread. MultiQC finds files by name and content.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/^finish-report: several files are of one sample/),
    problem: 'the report would leave out files given with --results or --results-dir',
    advice:
      'Give files of other names; or --directory-names, --full-names or --file-names for other names of samples; or --keep-last.',
    provesBadData: true,
  },
  {
    pattern: patternOf(/Bad zip file/),
    problem: 'a file given with --results or --results-dir is cut short',
    advice: 'Make it again.',
    provesBadData: true,
  },
];
