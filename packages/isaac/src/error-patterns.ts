import { patternOf, type ErrorPattern } from '@joblayer/job-runtime';

/**
 * Messages of FastqFlowcell.cpp and FastqReader.hh at 6f0191a. They come from the source, not from
 * a run.
 */
export const errorPatterns: readonly ErrorPattern[] = [
  {
    pattern: patternOf(/Read name length mismatch between two fastq reads/),
    problem: 'the names of the mates in --reads1 and --reads2 differ in length',
    advice:
      "Expected mates with names of one length, up to the first space. If they are mates, give the longest length with --extra-args '--read-name-length N'.",
  },
  {
    pattern: patternOf(/Flowcell ID mismatch between fastq reads/),
    problem: 'the mates in --reads1 and --reads2 come from two flowcells',
    advice:
      'Expected one flowcell id, the third part of a read name. Check that both list the files of one lane, in the same order.',
  },
  {
    pattern: patternOf(/Read lengths mismatch between lanes of the same flowcell/),
    problem: 'the lanes in --reads1 have reads of different lengths',
    advice: 'Give --variable-read-length, or run one job for each length.',
  },
  {
    pattern: patternOf(/Read length \(\d+\) +is different from expected/),
    problem: 'the reads of one file in --reads1 or --reads2 have different lengths',
    advice: 'Give --variable-read-length.',
  },
];
