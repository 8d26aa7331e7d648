import type { Step } from '@joblayer/job-runtime';
import { layOutFile, type Layout } from './lay-out.ts';

/** Whether two files are of the same genome, for tools that would succeed on those of different ones. */
export interface Comparison {
  /** Lays out the program that does it: as an argument, it would stand in each message about the command. */
  layOut(context: Layout): Promise<void>;
  /**
   * The command that reads the file `known`, and then what is piped into it.
   *
   * @param known a path; awk would take a bare name with "=" in it for an assignment
   */
  argv(workDir: string, known: string): Step['pipeline'][0];
}

/**
 * @param piped the variable of the program that is 1 while it reads what is piped into it
 * @param program in awk; it says on stderr what is wrong, and exits with 1
 * @param name what the program is called in the work directory
 */
export const comparison = (
  piped: string,
  program: string,
  name = 'same-genome.awk',
): Comparison => ({
  layOut: (layout) => layOutFile(layout, name, program),
  argv: (workDir, known) => ['awk', '-f', `${workDir}/${name}`, known, `${piped}=1`, '-'],
});
