import type { ListedObject, ObjectStore, StoreFor } from '@joblayer/object-store';
import {
  asDirectory,
  baseName,
  isDirectoryLocation,
  type Location,
} from '@joblayer/object-store/location';
import { stagedName } from '@joblayer/tool-definition';
import { join } from 'node:path';
import { Failure } from '../../job/errors.ts';
import type { PlannedInput } from '../../job/job-plan.ts';
import type { LocatedInput, LocatedItem } from '../../job/located-input.ts';
import { directoryOf, stagedDirectoryName } from './listed-directory.ts';
import { locateSecondaryFiles } from './locate-secondary-files.ts';
import { rejectArchived } from './reject-archived.ts';
import { statNamingTwin } from './unicode-twin.ts';

/**
 * Receives some files of a directory while the rest of its list is still on its way, and the directory's staged path.
 */
export type OnPart = (input: PlannedInput, name: string, objects: readonly ListedObject[]) => void;

/**
 * Finds every file of the inputs, and their secondary files.
 *
 * @throws JobError `input-absent`, `access-denied`, `bad-data` for a directory that cannot be staged
 */
export const locateInputs = (
  inputs: readonly PlannedInput[],
  storeFor: StoreFor,
  onPart?: OnPart,
): Promise<readonly LocatedInput[]> =>
  Promise.all(
    inputs.map(async (input) => {
      const { name, definition, locations, directories } = input;
      const items = locations.map(async (location, index) => {
        const directory = directories[index];
        const onOwnPart: OnPart = (of, own, objects) =>
          onPart?.(of, join(directory ?? '', own), objects);
        const found = await locateItem(location, input, await storeFor(location), onOwnPart);
        if (found.type === 'directory') return { ...found, directory };
        return {
          ...found,
          directory,
          secondaryFiles: await locateSecondaryFiles(found, input, index, storeFor),
        };
      });
      return { name, definition, items: await Promise.all(items) };
    }),
  );

async function locateItem(
  location: Location,
  input: PlannedInput,
  store: ObjectStore,
  onPart?: OnPart,
): Promise<LocatedItem> {
  const { kind, suffixes } = input.definition;
  if (isDirectoryLocation(location)) {
    const name = stagedDirectoryName(location);
    const objects = await store.list(location, (part) => onPart?.(input, name, readable(part)));
    return directoryOf(location, objects, store);
  }
  return kind === 'file-or-directory' && location.scheme !== 'https'
    ? locateEither(location, store)
    : locateFile(location, store, suffixes);
}

const readable = (objects: readonly ListedObject[]): readonly ListedObject[] =>
  objects.filter(({ archived }) => archived === undefined);

/** For an input that may be either: a location without a final slash is a file if there is one, else a directory. */
async function locateEither(location: Location, store: ObjectStore): Promise<LocatedItem> {
  try {
    return await locateFile(location, store);
  } catch (error) {
    const directory = asDirectory(location);
    const objects = await store.list(directory).catch(noneUnlessTransient);
    if (objects.length === 0) throw error;
    return directoryOf(directory, objects, store);
  }
}

/** A transient failure does not show that the directory is absent. */
function noneUnlessTransient(error: unknown): readonly ListedObject[] {
  if (error instanceof Failure && error.code === 'transient') throw error;
  return [];
}

async function locateFile(
  location: Location,
  store: ObjectStore,
  suffixes?: readonly string[],
): Promise<LocatedItem> {
  const object = await statNamingTwin(store, location);
  rejectArchived(object);
  return {
    type: 'file',
    name: stagedName(baseName(location), suffixes),
    object,
    secondaryFiles: [],
  };
}
