import type { ListedObject, ObjectInfo, StoreFor } from '@joblayer/object-store';
import { endingIn, kebabCase, stagedName } from '@joblayer/tool-definition';
import {
  asDirectory,
  baseName,
  formatLocation,
  isDirectoryLocation,
  withEnding,
  withSuffix,
  type Location,
} from '@joblayer/object-store/location';
import { Failure, JobError } from '../../job/errors.ts';
import { rejectArchived, rejectArchivedOf } from './reject-archived.ts';
import { statNamingTwin } from './unicode-twin.ts';
import type { LocatedCompanion, LocatedInput, LocatedItem } from '../../job/located-input.ts';
import type { PlannedCompanion, PlannedInput } from '../../job/job-plan.ts';

/** Told a part of a directory's files, while its list is still on its way, and the directory's staged name. */
export type OnPart = (input: PlannedInput, name: string, objects: readonly ListedObject[]) => void;

/**
 * Finds every file of the inputs, and what belongs beside them.
 *
 * @throws JobError `input-absent`, `access-denied`, `bad-data` for a directory that cannot be staged
 */
export async function locateInputs(
  inputs: readonly PlannedInput[],
  storeFor: StoreFor,
  onPart?: OnPart,
): Promise<readonly LocatedInput[]> {
  return Promise.all(inputs.map((input) => locateInput(input, storeFor, onPart)));
}

async function locateInput(
  input: PlannedInput,
  storeFor: StoreFor,
  onPart: OnPart | undefined,
): Promise<LocatedInput> {
  const { name, definition, locations, companions } = input;
  const items = await Promise.all(
    locations.map(async (location, index) => {
      const found = await locateItem(location, input, storeFor, onPart);
      if (found.type === 'directory') return found;
      const beside = await Promise.all(
        companions.map((companion) => locateCompanion(companion, index, found, input, storeFor)),
      );
      return { ...found, companions: beside.filter((each) => each !== undefined) };
    }),
  );
  return { name, definition, items };
}

function locateItem(
  location: Location,
  input: PlannedInput,
  storeFor: StoreFor,
  onPart: OnPart | undefined,
): Promise<LocatedItem> {
  if (isDirectoryLocation(location)) return locateDirectory(location, input, storeFor, onPart);
  return input.definition.kind === 'file-or-directory' && location.scheme !== 'https'
    ? locateEither(location, storeFor)
    : locateFile(location, storeFor, input.definition.suffixes);
}

/** Where either will do, a location without a slash is a file if there is one, else a directory. */
async function locateEither(location: Location, storeFor: StoreFor): Promise<LocatedItem> {
  try {
    return await locateFile(location, storeFor);
  } catch (error) {
    const directory = asDirectory(location);
    const store = await storeFor(location);
    const objects = await store.list(directory).catch(noneUnlessTransient);
    if (objects.length === 0) throw error;
    await rejectArchivedOf(directory, objects, store);
    return directoryOf(directory, objects);
  }
}

/** What failed for now says nothing of what is there. */
function noneUnlessTransient(error: unknown): readonly ListedObject[] {
  if (error instanceof Failure && error.code === 'transient') throw error;
  return [];
}

async function locateFile(
  location: Location,
  storeFor: StoreFor,
  suffixes?: readonly string[],
): Promise<LocatedItem> {
  const store = await storeFor(location);
  const object = await statNamingTwin(store, location);
  rejectArchived(object);
  const name = stagedName(baseName(location), suffixes);
  return { type: 'file', name, object, companions: [] };
}

async function locateDirectory(
  location: Location,
  input: PlannedInput,
  storeFor: StoreFor,
  onPart: OnPart | undefined,
): Promise<LocatedItem> {
  const store = await storeFor(location);
  const name = directoryName(location);
  const objects = await store.list(location, (objects) =>
    onPart?.(
      input,
      name,
      objects.filter(({ archived }) => archived === undefined),
    ),
  );
  await rejectArchivedOf(location, objects, store);
  return directoryOf(location, objects);
}

function directoryOf(location: Location, objects: readonly ListedObject[]): LocatedItem {
  if (objects.length === 0) {
    throw new JobError({
      code: 'input-absent',
      problem: 'there is no file below it',
      advice: 'Check the spelling; keys are case-sensitive.',
      location,
    });
  }
  rejectFileThatIsDirectory(objects);
  return { type: 'directory', name: directoryName(location), location, objects };
}

const directoryName = (location: Location): string => baseName(location) || 'root';

/** In S3 `a` and `a/b` can both exist; on a file system they cannot. */
function rejectFileThatIsDirectory(objects: readonly ListedObject[]): void {
  const files = new Set(objects.map((object) => object.relativePath));
  for (const { relativePath, location } of objects) {
    for (
      let end = relativePath.indexOf('/');
      end !== -1;
      end = relativePath.indexOf('/', end + 1)
    ) {
      if (!files.has(relativePath.slice(0, end))) continue;
      throw new JobError({
        code: 'bad-data',
        problem: `"${relativePath.slice(0, end)}" is an object there and a directory in this key, which cannot be staged`,
        advice: 'Remove or rename one of the two.',
        location,
      });
    }
  }
}

/** A place where a companion may be, and the suffix under which it is staged beside its file. */
interface Candidate {
  readonly location: Location;
  readonly suffix: string;
}

async function locateCompanion(
  companion: PlannedCompanion,
  index: number,
  file: LocatedItem & { readonly type: 'file' },
  input: PlannedInput,
  storeFor: StoreFor,
): Promise<LocatedCompanion | undefined> {
  const { name, definition, locations } = companion;
  const given = locations?.[index];
  // Beside a URL with a name of the user's, a server may send anything for a path that was made up.
  const isNamed = file.object.location.scheme === 'https' && 'name' in file.object.location;
  const candidates = given
    ? [{ location: given, suffix: endingOf(given, definition.suffixes) ?? '' }]
    : isNamed
      ? []
      : besides(file.object.location, definition.suffixes, input.definition.suffixes ?? []);
  // Asked for all at once, as each answer takes a round trip; the first in their order counts.
  const answers = await Promise.allSettled(
    candidates.map(({ location }) => (given ? found : foundOrAbsent)(location, storeFor)),
  );
  for (const [index, answer] of answers.entries()) {
    if (answer.status === 'rejected') throw answer.reason;
    const { suffix = '' } = candidates[index] ?? {};
    if (answer.value) rejectArchived(answer.value);
    if (answer.value) return { name, object: answer.value, stagedName: file.name + suffix };
  }
  if (definition.required === false) return undefined;
  const tried = candidates.map(({ location }) => formatLocation(location)).join(', ');
  throw new JobError({
    code: 'input-absent',
    problem: `what belongs beside it is not there: ${definition.description} (${isNamed ? 'nothing is looked for beside a URL that does not end in the file’s name' : `looked for ${tried}`})`,
    advice: `Put it there, or give its location with --${kebabCase(name)}.`,
    location: file.object.location,
  });
}

/** For `x.bam` and `.bai`: first `x.bam.bai`, then `x.bai`. */
function besides(
  file: Location,
  suffixes: readonly string[],
  fileSuffixes: readonly string[],
): Candidate[] {
  const ending = endingOf(file, fileSuffixes);
  const isInCapitals = ending !== undefined && baseName(file).endsWith(ending.toUpperCase());
  return suffixes.flatMap((suffix) =>
    [suffix, ...(isInCapitals ? [suffix.toUpperCase()] : [])].flatMap((spelled) => [
      { location: withSuffix(file, spelled), suffix },
      ...(ending === undefined ? [] : [{ location: withEnding(file, ending, spelled), suffix }]),
    ]),
  );
}

/** The longest of the suffixes that the name ends in. */
function endingOf(location: Location, suffixes: readonly string[]): string | undefined {
  return endingIn(baseName(location), suffixes);
}

const found = async (location: Location, storeFor: StoreFor): Promise<ObjectInfo> =>
  (await storeFor(location)).stat(location);

/** What may not be decrypted is there: a job without it would go on as if it were not. */
const mayBeAbsent = ({ code, facts }: Failure): boolean =>
  code === 'input-absent' || (code === 'access-denied' && facts.kind !== 'reason-told');

/** Without s3:ListBucket S3 denies access to an object that is not there. */
async function foundOrAbsent(
  location: Location,
  storeFor: StoreFor,
): Promise<ObjectInfo | undefined> {
  try {
    return await found(location, storeFor);
  } catch (error) {
    if (error instanceof Failure && mayBeAbsent(error)) return undefined;
    throw error;
  }
}
