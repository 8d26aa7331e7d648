import type { Scratch } from '../../scratch/scratch.ts';
import { namesSecret, withoutUser } from '@joblayer/redaction';
import { type Variables, withoutHostVariables } from './host-variables.ts';

/** Variables that are for the runtime alone: settings and identity. */
const WITHHELD = /^(AWS|JOBLAYER|ECS|NODE|TINI)_/i;

/** The environments from which a tool's is made. */
export interface GivenEnvironment {
  readonly env: NodeJS.ProcessEnv;
  /** The variables that the image has on purpose. */
  readonly imageVariables: Variables;
}

/**
 * The tool's environment: the image's, without variables by which the tool or its crash dump could use or reveal the
 * job's identity, and without those by which the host changes its results. Home and temporary files are in the scratch
 * directory.
 */
export function toolEnvironment(given: GivenEnvironment, scratch: Scratch): Variables {
  return {
    ...withoutHostVariables(presentable(given.env), given.imageVariables).variables,
    HOME: scratch.work,
    TMPDIR: scratch.tmp,
    TMP: scratch.tmp,
    TEMP: scratch.tmp,
  };
}

/** The names of the host's variables that the tool does not get as they are. */
export const withheldFrom = ({ env, imageVariables }: GivenEnvironment): readonly string[] =>
  withoutHostVariables(presentable(env), imageVariables).withheld;

function presentable(env: NodeJS.ProcessEnv): Variables {
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value === undefined || WITHHELD.test(name) || namesSecret(name)
      ? []
      : [[name, withoutUser(value)] as const],
  );
  return Object.fromEntries(kept);
}
