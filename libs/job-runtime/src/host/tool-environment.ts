import type { Scratch } from '../scratch/scratch.ts';

/** Variables that are for the runtime alone: settings, identity, and everything that may hold a secret. */
const WITHHELD = /^(AWS|JOBLAYER|ECS|NODE)_|SECRET|TOKEN|PASSWORD|CREDENTIAL|_KEY$/i;

/**
 * The tool's environment: the image's own, without what could let the tool (or its crash dump) reveal or use the
 * job's identity, and with home and temporary files in the scratch directory.
 */
export function toolEnvironment(
  env: NodeJS.ProcessEnv,
  scratch: Scratch,
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !WITHHELD.test(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    HOME: scratch.work,
    TMPDIR: scratch.tmp,
    TMP: scratch.tmp,
    TEMP: scratch.tmp,
  };
}

/** In the environment of all that the tool starts, with the scratch directory's name. */
export const JOB_MARK = 'JOBLAYER_JOB';
