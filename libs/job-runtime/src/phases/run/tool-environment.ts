import type { Scratch } from '../../scratch/scratch.ts';
import { namesSecret, withoutUser } from '@joblayer/redaction';

/** Variables that are for the runtime alone: settings and identity. */
const WITHHELD = /^(AWS|JOBLAYER|ECS|NODE)_/i;

/**
 * The tool's environment: the image's, without variables by which the tool or its crash dump could use or reveal the
 * job's identity. Home and temporary files are in the scratch directory.
 */
export function toolEnvironment(
  env: NodeJS.ProcessEnv,
  scratch: Scratch,
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value === undefined || WITHHELD.test(name) || namesSecret(name)
      ? []
      : [[name, withoutUser(value)] as const],
  );
  return {
    ...Object.fromEntries(kept),
    HOME: scratch.work,
    TMPDIR: scratch.tmp,
    TMP: scratch.tmp,
    TEMP: scratch.tmp,
  };
}
