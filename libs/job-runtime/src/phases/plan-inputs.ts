import { usageError } from '../errors.ts';
import type { JobRequest } from '../job.ts';
import { checkFileName } from '../location/file-name.ts';
import {
  asDirectory,
  baseName,
  formatLocation,
  isDirectoryLocation,
  type Location,
} from '../location/location.ts';
import type { AnyTool, CompanionDefinition, InputDefinition } from '../tool/definition.ts';
import { endingIn, stagedName } from '../tool/names.ts';
import { kebabCase } from '../tool/options.ts';
import { parseFor } from './parse-for.ts';

export interface PlannedInput {
  readonly name: string;
  readonly definition: InputDefinition;
  readonly locations: readonly Location[];
  readonly companions: readonly PlannedCompanion[];
}

export interface PlannedCompanion {
  readonly name: string;
  readonly definition: CompanionDefinition;
  /** Given by its own option, one for each of the input's files; else they are looked for beside those. */
  readonly locations: readonly Location[] | undefined;
}

/** @throws JobError `usage`, naming the flag that is wrong or missing */
export function planInputs(tool: AnyTool, request: JobRequest): PlannedInput[] {
  const planned = Object.entries(tool.inputs).flatMap(([name, definition]) => {
    const texts = request.inputs[name] ?? [];
    const companions = Object.entries(definition.companions ?? {});
    if (texts.length === 0) {
      rejectLonely(name, companions, request);
      if (definition.required === false) return [];
      throw usageError(`--${kebabCase(name)} is missing: ${definition.description}`);
    }
    const locations = texts.map((text) => inputLocation(name, definition, text));
    return [
      {
        ...{ name, definition, locations },
        companions: companions.map(([companion, definition]) =>
          planCompanion(companion, definition, name, locations, request),
        ),
      },
    ];
  });
  rejectCollisions(planned);
  return planned;
}

function inputLocation(name: string, definition: InputDefinition, text: string): Location {
  const flag = `--${kebabCase(name)}`;
  const location = parseFor(flag, text);
  const { kind, suffixes } = definition;
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
): PlannedCompanion {
  const flag = `--${kebabCase(name)}`;
  const locations = request.inputs[name]?.map((text) => {
    const location = parseFor(flag, text);
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
  const advice = 'Where a URL ends in no file name, give one: https://…/content#name=sample.bam';
  throw usageError(
    `${flag} expects a name that ends in ${suffixes.join(' or ')}, got ${formatLocation(location)}`,
    location.scheme === 'https' ? advice : undefined,
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
