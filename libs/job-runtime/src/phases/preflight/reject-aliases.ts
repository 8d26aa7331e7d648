import { isDirectoryLocation, type Location } from '@joblayer/object-store/location';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { JobError } from '../../job/errors.ts';
import { flagOf } from '@joblayer/tool-definition';
import { objectsOf, type LocatedInput } from '../../job/located-input.ts';
import type { PlannedOutput } from '../../job/job-plan.ts';

/**
 * Refuses a local output that would replace a file of an input. The plan has compared the paths as given. This finds
 * secondary files too, and files that have a second path through a linked directory.
 *
 * @throws JobError `usage`
 */
export async function rejectAliases(
  outputs: readonly PlannedOutput[],
  inputs: readonly LocatedInput[],
): Promise<void> {
  const read = new Map<string, string>();
  for (const { name, items } of inputs) {
    for (const { location } of items.flatMap(objectsOf)) {
      if (location.scheme === 'file') read.set(await realPath(location.path), name);
    }
  }
  for (const { name, location } of outputs) {
    const path = await pathOf(location);
    const input = path === undefined ? undefined : read.get(path);
    if (input === undefined) continue;
    throw new JobError({
      code: 'usage',
      problem: `${flagOf(name)} would replace a file that ${flagOf(input)} reads, ${path}`,
      advice: 'Give another location.',
      location,
    });
  }
}

/** Only the directory is resolved: if the output is a link itself, the link is replaced and not its target. */
async function pathOf(location: Location): Promise<string | undefined> {
  if (location.scheme !== 'file' || isDirectoryLocation(location)) return undefined;
  return join(await realPath(dirname(location.path)), basename(location.path));
}

const realPath = (path: string): Promise<string> => realpath(path).catch(() => path);
