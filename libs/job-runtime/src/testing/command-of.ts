import { asDirectory, baseName, isDirectoryLocation } from '@joblayer/object-store/location';
import {
  type AnyTool,
  type Command,
  describeDefinition,
  parseCommandLine,
  stagedName,
  type StagedDirectory,
  type StagedFile,
  stemOf,
} from '@joblayer/tool-definition';
import { join } from 'node:path';
import type { PlannedInput } from '../job/job-plan.ts';
import { commandContext } from '../phases/run/command-context.ts';
import { outputPaths } from '../phases/run/tool-outputs.ts';
import { plan } from '../phases/plan/plan.ts';

const WORK = '/work';
const SCRATCH = {
  ...{ work: WORK, inputs: `${WORK}/inputs`, outputs: `${WORK}/outputs`, tmp: `${WORK}/tmp` },
};

export interface CommandOptions {
  /** Granted to the job. Default: 2. */
  readonly cpus?: number;
  /** Default: 1024. */
  readonly memoryMiB?: number;
  /** The files of a directory, by the name of its input: paths relative to it. Default: none. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The command of a job with these arguments, for tests of a definition. The arguments are parsed and planned as a job's
 * are, so that wrong ones are refused. Paths in the command are those that a job has: `./inputs/a.fq`. No file is read.
 *
 * @param argv as a user types them; without `--output-dir`, it is `/out/`
 * @throws JobError `usage`
 * @example commandOf(tool, ['--reads', 'a.fq', '--error-rate', '0.01'])[0]?.pipeline[0]
 */
export function commandOf(
  tool: AnyTool,
  argv: readonly string[],
  { cpus = 2, memoryMiB = 1024, files = {} }: CommandOptions = {},
): Command {
  const all = argv.includes('--output-dir') ? argv : [...argv, '--output-dir', '/out/'];
  const parsed = parseCommandLine(describeDefinition(tool), all, { variables: {} });
  if (parsed.action !== 'run') throw new Error(`the arguments ask for ${parsed.action}`);
  const { request } = parsed;
  const planned = plan(tool, {
    ...request,
    settings: {
      ...{ scratchDir: '/scratch', cpus, memoryMiB, extraArgs: request.extraArgs },
      ...{ encryption: { sse: 'none' }, graceMs: 0 },
    },
  });
  const inputs = Object.fromEntries(
    planned.inputs.map((input) => [input.name, stagedOf(input, files[input.name])]),
  );
  const outputs = outputPaths(planned, SCRATCH);
  return tool.command(commandContext(inputs, { plan: planned, outputs, scratch: SCRATCH }));
}

type Item = StagedFile | StagedDirectory;

function stagedOf(input: PlannedInput, files?: readonly string[]): Item | readonly Item[] {
  const items = input.locations.map((_, index) => itemOf(input, index, files));
  return input.definition.kind === 'files' ? items : (items[0] as Item);
}

function itemOf(
  { definition: { suffixes }, locations, directories, secondaryFiles }: PlannedInput,
  index: number,
  files: readonly string[] = [],
): Item {
  const location = locations[index] as (typeof locations)[number];
  const directory = directories[index];
  const isDirectory = isDirectoryLocation(location);
  const name = isDirectory
    ? baseName(asDirectory(location))
    : stagedName(baseName(location), suffixes);
  const path = join(SCRATCH.inputs, directory ?? '', name);
  if (isDirectory) return { type: 'directory', path, name, stem: name, files };
  const beside = secondaryFiles.flatMap(({ name: each, definition, locations: given }) =>
    given || definition.required ? [[each, path + definition.suffixes[0]]] : [],
  );
  return {
    ...{ type: 'file', path, name, stem: stemOf(name, suffixes) },
    ...(directory !== undefined && { directory }),
    secondaryFiles: Object.fromEntries(beside) as Record<string, string>,
  };
}
