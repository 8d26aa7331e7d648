import type { Step } from '@joblayer/job-runtime';
import { layOutFile, type Layout } from './lay-out.ts';

/**
 * A check that two files are of the same genome. Some tools succeed on files of different genomes.
 */
export interface Comparison {
  /**
   * Writes the awk program to a file. As an argument, each message about the command would show it.
   */
  layOut(context: Layout): Promise<void>;
  /**
   * The command that reads the file `known`, then its standard input.
   *
   * @param known a path; awk would read a bare name with "=" as an assignment
   */
  argv(workDir: string, known: string): Step['pipeline'][0];
}

/**
 * @param piped the awk variable that is 1 while the program reads standard input
 * @param program an awk program that writes the problem to stderr and exits with 1
 * @param name the program's file name in the work directory
 */
export const comparison = (
  piped: string,
  program: string,
  name = 'same-genome.awk',
): Comparison => ({
  layOut: (layout) => layOutFile(layout, name, program),
  argv: (workDir, known) => ['awk', '-f', `${workDir}/${name}`, known, `${piped}=1`, '-'],
});
