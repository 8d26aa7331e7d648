import type { CommandContext, Step } from '@joblayer/job-runtime';
import * as z from 'zod';

/** The name of an attribute of GTF or GFF3. */
export const TAG = z.string().regex(/^[\w.-]+$/);

/** Where STAR writes its files, below the work directory. */
export const filesIn = (workDir: string): string => `${workDir}/star/`;

/** STAR with what every run of it has. It must make its temporary directory itself. */
export const star = (
  { cpus, workDir, tmpDir }: Pick<CommandContext, 'cpus' | 'workDir' | 'tmpDir'>,
  options: readonly string[],
): Step['pipeline'][0] => [
  ...(['STAR', '--runThreadN', String(cpus)] as const),
  ...['--outFileNamePrefix', filesIn(workDir), '--outTmpDir', `${tmpDir}/star`],
  ...options,
];
