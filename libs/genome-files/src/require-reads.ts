import * as z from 'zod';

/** The parameter `requireReads` of each tool whose input may be valid and hold no reads, as a blank control does. */
export const requireReads = z
  .boolean()
  .default(false)
  .describe(
    'Fail with exit code 65 where the input holds no reads; without it, a warning is logged',
  );

/** The exit code of a step that finds no reads where `--require-reads` was given. */
export const NO_READS_EXIT_CODE = 65;

/** What a step prints on stderr where it finds no reads, and the exit code that it then has. */
export interface NoReads {
  readonly message: string;
  readonly exitCode: number;
}

/**
 * The one place that words it for all tools.
 *
 * @param options those of the files: `--bam`, `--reads1 or --reads2`
 * @param required whether `--require-reads` was given
 * @example noReads('--bam', false) // warning: the file given with --bam holds no reads: …, exit code 0
 */
export const noReads = (options: string, required: boolean): NoReads =>
  required
    ? {
        message: `the file given with ${options} holds no reads, and --require-reads was given. Give a file with reads, or leave --require-reads out`,
        exitCode: NO_READS_EXIT_CODE,
      }
    : {
        message: `warning: the file given with ${options} holds no reads: the outputs hold no records`,
        exitCode: 0,
      };
