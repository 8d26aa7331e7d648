import {
  type AnyTool,
  type CompanionDefinition,
  endingIn,
  type InputDefinition,
  kebabCase,
  stagedName,
} from '@joblayer/tool-definition';
import { usageError } from '../../job/errors.ts';
import type { JobRequest } from '../../job/job.ts';
import {
  checkFileName,
  asDirectory,
  baseName,
  formatLocation,
  identityOf,
  isDirectoryLocation,
  type Location,
} from '@joblayer/object-store/location';
import { fromVariable, missing, type JobPlanParams } from './input-variable.ts';
import { parseFor } from './parse-for.ts';
import type { UrlNames } from './url-names.ts';
import type { PlannedCompanion, PlannedInput } from '../../job/job-plan.ts';

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function planInputs(
  tool: AnyTool,
  request: JobRequest,
  params: JobPlanParams,
  names: UrlNames,
): PlannedInput[] {
  const planned = Object.entries(tool.inputs).flatMap(([name, definition]) => {
    const given = request.inputs[name];
    const variable = given ? undefined : fromVariable(definition, request, params);
    const texts = given ?? (variable ? [variable.text] : []);
    const companions = Object.entries(definition.companions ?? {});
    if (texts.length === 0) {
      rejectLonely(name, companions, request);
      if (definition.required === false) return [];
      // Only the job itself knows its variables.
      if (definition.fromVariable && !request.variables) return [];
      throw missing(name, definition, params);
    }
    const flag = variable?.name ?? `--${kebabCase(name)}`;
    const locations = texts.map((text) => inputLocation(flag, definition, text, names));
    return [
      {
        ...{ name, definition, locations },
        companions: companions.map(([companion, definition]) =>
          planCompanion(companion, definition, name, locations, request, names),
        ),
      },
    ];
  });
  rejectTwice(planned);
  rejectCollisions(planned);
  return planned;
}

function inputLocation(
  flag: string,
  { kind, suffixes }: InputDefinition,
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

function planCompanion(
  name: string,
  definition: CompanionDefinition,
  input: string,
  files: readonly Location[],
  request: JobRequest,
  names: UrlNames,
): PlannedCompanion {
  const flag = `--${kebabCase(name)}`;
  const locations = request.inputs[name]?.map((text) => {
    const location = names.named(flag, parseFor(flag, text), definition.suffixes);
    checkEnding(flag, location, definition.suffixes);
    return location;
  });
  if (locations && locations.length !== files.length) {
    throw usageError(
      `${flag} expects one file for each of --${kebabCase(input)}, ${files.length}, got ${locations.length}`,
      'Give them in the same order.',
    );
  }
  if (locations && files.some(isDirectoryLocation)) {
    throw usageError(`${flag} is for a file, and --${kebabCase(input)} is a directory`);
  }
  return { name, definition, locations };
}

function checkEnding(flag: string, location: Location, suffixes: readonly string[]): void {
  if (endingIn(baseName(location), suffixes) !== undefined) return;
  throw usageError(
    `${flag} expects a name that ends in ${suffixes.join(' or ')}, got ${formatLocation(location)}`,
    location.scheme === 'https' ? 'Correct the name after #name=.' : undefined,
  );
}

/** A companion whose input is not given. */
function rejectLonely(
  input: string,
  companions: readonly (readonly [string, CompanionDefinition])[],
  request: JobRequest,
): void {
  const lonely = companions.find(([name]) => (request.inputs[name] ?? []).length > 0);
  if (!lonely) return;
  throw usageError(
    `--${kebabCase(lonely[0])} belongs beside --${kebabCase(input)}, which is missing`,
  );
}

/** Whatever is read twice counts twice. */
function rejectTwice(inputs: readonly PlannedInput[]): void {
  const seen = new Map<string, string>();
  for (const { name, locations } of inputs) {
    for (const location of locations) {
      const flag = `--${kebabCase(name)}`;
      const other = seen.get(identityOf(location));
      if (other !== undefined) {
        const text = formatLocation(location);
        throw usageError(
          other === flag ? `${flag} names ${text} twice` : `${other} and ${flag} both name ${text}`,
          'Name each file once.',
        );
      }
      seen.set(identityOf(location), flag);
    }
  }
}

/** Inputs keep their names in the scratch directory, where tools print them and look for files beside them. */
function rejectCollisions(inputs: readonly PlannedInput[]): void {
  const seen = new Map<string, string>();
  for (const { name: input, definition, locations, companions } of inputs) {
    for (const location of locations) {
      const described = `--${kebabCase(input)} ${formatLocation(location)}`;
      const name = stagedName(baseName(location), definition.suffixes);
      take(seen, name, described);
      for (const { name: companion, definition } of companions) {
        for (const suffix of definition.suffixes) {
          take(seen, name + suffix, `--${kebabCase(companion)} of ${described}`);
        }
      }
    }
  }
}

function take(seen: Map<string, string>, staged: string, described: string): void {
  const other = seen.get(staged);
  if (other !== undefined) {
    throw usageError(
      `${other} and ${described} have one name, "${staged}"; a job stages its inputs under their names, which must differ`,
      'Copy one of them to a location with another name, and give that.',
    );
  }
  seen.set(staged, described);
}
