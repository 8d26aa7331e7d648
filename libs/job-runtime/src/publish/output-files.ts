import type { PendingWrite, PublishedObject } from '@joblayer/object-store';
import { childOf, type Location } from '@joblayer/object-store/location';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { JobError } from '../job/errors.ts';
import type { CapturedOutputs } from '../streams/captured-outputs.ts';
import { openFile } from './open-up.ts';
import type { PlannedOutput } from '../job/job-plan.ts';

/** A file of an output: its path in scratch, and the location it is published at. */
export interface OutputFile {
  readonly output: PlannedOutput;
  readonly path: string;
  readonly location: Location;
  readonly sizeBytes: number;
  /** Present if the file was uploaded while the tool wrote it. */
  readonly write?: PendingWrite;
}

/** An output as it was published: one object, or those of a directory. */
export interface PublishedOutput {
  readonly name: string;
  readonly location: Location;
  readonly objects: readonly PublishedObject[];
}

/**
 * The files of the outputs that the tool wrote.
 *
 * @param paths of the outputs in scratch, by name
 * @throws JobError `bad-data` if the tool left a symbolic link, a FIFO or a socket
 */
export async function filesOf(
  outputs: readonly PlannedOutput[],
  paths: Readonly<Record<string, string>>,
  captured: CapturedOutputs,
): Promise<OutputFile[]> {
  const files: OutputFile[] = [];
  for (const output of outputs) {
    const path = paths[output.name] as string;
    const uploaded = captured.get(path);
    if (uploaded) {
      files.push({ output, path, location: output.location, ...uploaded });
      continue;
    }
    const found = await stat(path).catch(() => undefined);
    if (!found) continue; // An optional output that the tool did not write.
    if (found.isFile()) {
      await openFile(path, output);
      files.push({ output, path, location: output.location, sizeBytes: found.size });
      continue;
    }
    for await (const file of filesBelow(path, output)) {
      await openFile(file, output);
      const location = childOf(output.location, relative(path, file));
      files.push({ output, path: file, location, sizeBytes: (await stat(file)).size });
    }
  }
  return files;
}

/** All files below a directory. */
async function* filesBelow(directory: string, output: PlannedOutput): AsyncGenerator<string> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isSymbolicLink()) throw symbolicLink(path, output);
    if (entry.isDirectory()) yield* filesBelow(path, output);
    else if (entry.isFile()) yield path;
    else throw specialFile(path, output);
  }
}

/** S3 has no links. To follow a link could publish a file from outside the output. */
const symbolicLink = (path: string, output: PlannedOutput): JobError =>
  new JobError({
    code: 'bad-data',
    problem: `the tool left a symbolic link in the output ${output.name}: ${path}`,
    advice: 'Have the tool write a copy of the file instead.',
    location: output.location,
  });

/** Silently leaving it out would publish less than the tool wrote. */
const specialFile = (path: string, output: PlannedOutput): JobError =>
  new JobError({
    code: 'bad-data',
    problem: `the tool left something that is no file, such as a FIFO or a socket, in the output ${output.name}: ${path}`,
    advice: 'Have the tool write regular files only, and remove the rest.',
    location: output.location,
  });

/** Groups the published objects by output. */
export function group(
  outputs: readonly PlannedOutput[],
  files: readonly OutputFile[],
  objects: readonly PublishedObject[],
): PublishedOutput[] {
  return outputs.flatMap((output) => {
    const own = objects.filter((_, i) => files[i]?.output === output);
    return own.length > 0 ? [{ name: output.name, location: output.location, objects: own }] : [];
  });
}
