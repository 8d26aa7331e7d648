import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where a job makes its scratch directory, if it names no other place. */
export interface ScratchBase {
  readonly directory: string;
  /** Why it is not the image's own scratch directory, as a clause for the log. Absent if it is that, or was named. */
  readonly because?: string;
}

/**
 * The base that `JOBLAYER_SCRATCH_DIR` names, else the image's own. An engine may give a container a read-only root
 * and no volume. The base is then the engine's temporary directory, else the working directory. A directory that was
 * named is taken even if it cannot be written: the job then fails and names it.
 */
export function scratchBase(env: NodeJS.ProcessEnv): ScratchBase {
  const named = env['JOBLAYER_SCRATCH_DIR'];
  if (named) return { directory: named };
  const ofImage = env['JOBLAYER_DEFAULT_SCRATCH_DIR'];
  if (!ofImage) return { directory: tmpdir() };
  const problem = problemOf(ofImage);
  if (problem === undefined) return { directory: ofImage };
  const candidates = [
    { name: 'TMPDIR', directory: env['TMPDIR'] },
    { name: 'the working directory', directory: process.cwd() },
  ];
  for (const { name, directory } of candidates) {
    if (!directory || problemOf(directory) !== undefined) continue;
    return { directory, because: `${ofImage} cannot be written (${problem}), so ${name} is taken` };
  }
  return { directory: ofImage };
}

/** The system's name of the error with which a directory cannot be used. */
function problemOf(directory: string): string | undefined {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}
