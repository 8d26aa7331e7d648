import {
  asDirectory,
  baseName,
  checkFileName,
  formatLocation,
  isDirectoryLocation,
  type Location,
} from '@joblayer/object-store/location';
import { endingIn } from '../definition/names.ts';
import type {
  DefinitionDescription,
  InputDescription,
  SecondaryFileDescription,
} from '../description/description.ts';
import { usageError } from '../usage-error.ts';
import { flagOf } from '../description/flag-of.ts';
import type { PlannedInput } from './arguments-plan.ts';
import type { ArgumentsRequest } from './arguments-request.ts';
import { fromVariable, missing, type JobPlanParams } from './input-variable.ts';
import { parseFor } from './parse-for.ts';
import { rejectTwice } from './reject-same-names.ts';
import { withDirectories } from './staged-directories.ts';
import type { UrlNames } from './url-names.ts';

/** The arguments from which inputs are planned. */
interface Arguments {
  readonly request: ArgumentsRequest;
  readonly params: JobPlanParams;
  readonly names: UrlNames;
}

/** @throws UsageError, which names the flag that is wrong or missing */
export function planInputs(tool: DefinitionDescription, given: Arguments): PlannedInput[] {
  const planned = Object.entries(tool.inputs).flatMap(
    ([name, definition]) => planInput(name, definition, given) ?? [],
  );
  rejectTwice(planned);
  return withDirectories(planned);
}

function planInput(
  name: string,
  definition: InputDescription,
  { request, params, names }: Arguments,
): Omit<PlannedInput, 'directories'> | undefined {
  const given = request.inputs[name];
  const variable = given ? undefined : fromVariable(definition, request, params);
  const texts = given ?? (variable ? [variable.text] : []);
  const defined = Object.entries(definition.secondaryFiles);
  if (texts.length === 0) {
    const lonely = defined.find(([each]) => (request.inputs[each] ?? []).length > 0);
    if (lonely) {
      throw usageError(`${flagOf(lonely[0])} belongs beside ${flagOf(name)}, which is missing`);
    }
    // At submission, an input may seem missing although a variable of the job will give it.
    const mayComeYet = definition.fromVariable && !request.variables;
    if (!definition.required || mayComeYet) return undefined;
    throw missing(name, definition, params);
  }
  const flag = variable?.name ?? flagOf(name);
  const locations = texts.map((text) => inputLocation(flag, definition, text, names));
  const secondaryFiles = defined.map(([each, definition]) => {
    const own = request.inputs[each]?.map((text) =>
      secondaryFileLocation(flagOf(each), definition, text, names),
    );
    if (own) rejectUnpaired(flagOf(each), own, flagOf(name), locations);
    return { name: each, definition, locations: own };
  });
  return { name, definition, locations, secondaryFiles };
}

/** @throws UsageError */
export function inputLocation(
  flag: string,
  { kind, suffixes }: InputDescription,
  text: string,
  names: UrlNames,
): Location {
  const isFile = kind === 'file' || kind === 'files';
  const location = names.named(flag, parseFor(flag, text), isFile ? suffixes : []);
  const isDirectory = kind === 'directory' || isDirectoryLocation(location);
  if (isDirectory && location.scheme === 'https') {
    throw usageError(
      `${flag} got a directory of a web server, ${formatLocation(location)}, whose files cannot be listed`,
      kind === 'directory' ? 'Copy its files to S3, and give that.' : 'Name a file.',
    );
  }
  if (kind === 'directory') return asDirectory(location);
  if (isDirectory) {
    if (kind === 'file-or-directory') return location;
    throw usageError(
      `${flag} expects a file, got the directory ${formatLocation(location)}`,
      'Leave out the slash at the end, or name a file in it.',
    );
  }
  if (suffixes && kind !== 'file-or-directory') checkEnding(flag, location, suffixes);
  checkFileName(baseName(location), location);
  return location;
}

/** @throws UsageError */
export function secondaryFileLocation(
  flag: string,
  { suffixes }: SecondaryFileDescription,
  text: string,
  names: UrlNames,
): Location {
  const location = names.named(flag, parseFor(flag, text), suffixes);
  checkEnding(flag, location, suffixes);
  return location;
}

function rejectUnpaired(
  flag: string,
  locations: readonly Location[],
  inputFlag: string,
  files: readonly Location[],
): void {
  if (locations.length !== files.length) {
    throw usageError(
      `${flag} expects one file for each of ${inputFlag}, ${files.length}, got ${locations.length}`,
      'Give them in the same order.',
    );
  }
  if (files.some(isDirectoryLocation)) {
    throw usageError(`${flag} is for a file, and ${inputFlag} is a directory`);
  }
}

function checkEnding(flag: string, location: Location, suffixes: readonly string[]): void {
  if (endingIn(baseName(location), suffixes) !== undefined) return;
  throw usageError(
    `${flag} expects a name that ends in ${suffixes.join(' or ')}, got ${formatLocation(location)}`,
    location.scheme === 'https' ? 'Correct the name after #name=.' : undefined,
  );
}
