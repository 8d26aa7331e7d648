import * as z from 'zod';

/**
 * The parameter `requireReads` of each tool whose input may be valid without reads, such as a blank
 * control.
 */
export const requireReads = z
  .boolean()
  .default(false)
  .describe(
    'Fail with exit code 65 if the input holds no reads. Without it, the job logs a warning',
  );

/** The exit code of a step that finds no reads although `--require-reads` was given. */
export const NO_READS_EXIT_CODE = 65;

/** The stderr and the exit code of a step that finds no reads. */
export interface NoReads {
  readonly message: string;
  readonly exitCode: number;
}

/**
 * The message for all tools.
 *
 * @param options the options of the files: `--bam`, `--reads1 or --reads2`
 * @param required whether `--require-reads` was given
 * @example noReads('--bam', false) // warning: the file given with --bam holds no reads: …, exit
 * code 0
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
