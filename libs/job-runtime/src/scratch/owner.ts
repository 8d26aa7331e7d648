import * as z from 'zod';
import type { ProcessIdentity } from '../host/process-identity.ts';

/** In every scratch directory. Without it, no directory is ever removed. */
export const OWNER_FILE = '.joblayer-owner.json';

const schema = z.object({
  root: z.string(),
  host: z.string(),
  bootId: z.string(),
  pidNamespace: z.string(),
  pid: z.int().positive(),
  startTime: z.string(),
});

/** Whose a scratch directory is, and where it was made. Its file's time of change is the heartbeat. */
export interface Owner extends ProcessIdentity {
  /** The path of the directory when it was made, as its owner saw it. */
  readonly root: string;
}

/** The owner in an owner file's text; undefined where it is anything else. */
export function parseOwner(text: string): Owner | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
