import { constants } from 'node:fs';
import { access, chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JobError } from '../job/errors.ts';
import type { PlannedOutput } from '../job/job-plan.ts';

const OWNER_READS = 0o400;
/** The owner needs both to use a directory's entries. */
const OWNER_READS_AND_ENTERS = 0o500;

/**
 * Lets the owner read the directories of an output again, if a tool left them without that permission. It follows no
 * links.
 *
 * @throws JobError `bad-data` if one stays closed
 */
export async function openDirectories(directory: string, output: PlannedOutput): Promise<void> {
  await makeReadable(directory, output, OWNER_READS_AND_ENTERS);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) await openDirectories(join(directory, entry.name), output);
  }
}

/**
 * The same for a file.
 *
 * @throws JobError `bad-data` if it stays closed
 */
export const openFile = (path: string, output: PlannedOutput): Promise<void> =>
  makeReadable(path, output, OWNER_READS);

async function makeReadable(path: string, output: PlannedOutput, bits: number): Promise<void> {
  const mode = (await stat(path)).mode & 0o777;
  if ((mode & bits) === bits) return;
  await chmod(path, mode | bits).catch(() => undefined);
  const needed = bits === OWNER_READS ? constants.R_OK : constants.R_OK | constants.X_OK;
  await access(path, needed).catch((error: unknown) => {
    const problem = `the tool left the output ${output.name} with mode ${mode.toString(8).padStart(3, '0')}, so ${path} cannot be read`;
    const advice = 'Have the tool leave its files readable to the user of the job.';
    throw new JobError({ code: 'bad-data', problem, advice, location: output.location }, error);
  });
}
