import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Preparation, ToolCase } from '../schema.ts';
import { jobOptions, options } from './options.ts';

/** Where this script and the cases lie. */
const CASES = import.meta.dirname;
/** The job's output manifest: beside a file, or in a directory that is an output. */
const MANIFEST = '{*.joblayer.json,joblayer.json}';

/** The location of each output, by name. */
export type Outputs = ReadonlyMap<string, string>;

/** A job that has ended well. */
export interface Ran {
  readonly directory: string;
  readonly outputs: Outputs;
}

/** Like `parseCase`, which docker-lint calls, but without its schema. */
function readCase(file: string): ToolCase {
  const toolCase = JSON.parse(readFileSync(join(CASES, file), 'utf8')) as Partial<ToolCase>;
  return { accepts: [], ...toolCase } as ToolCase;
}

/** All cases of the image. */
export const cases = globSync('*.case.json', { cwd: CASES }).toSorted().map(readCase);

export function caseOf(definition: string): ToolCase {
  const found = cases.find((one) => one.definition === definition);
  if (!found) throw new Error(`there is no ${definition}.case.json`);
  return found;
}

/** What the image says of its definitions. The first is the default. */
interface Described {
  readonly name: string;
  readonly inputs?: Readonly<Record<string, { readonly flag: string; readonly kind: string }>>;
}

function describe(): readonly Described[] {
  const argv = [options.runner, '--describe'];
  const stdout = execFileSync(process.execPath, argv, { encoding: 'utf8' });
  return (JSON.parse(stdout) as { definitions: readonly Described[] }).definitions;
}

let known: readonly Described[] | undefined;

/** The definitions of the image. It is asked once, and only if a job runs. */
export const described = (): readonly Described[] => (known ??= describe());

/** Puts the files that the case's job reads into a directory. */
export function layOut({ prepare = [] }: ToolCase, directory: string): void {
  if (existsSync(join(CASES, 'data')))
    cpSync(join(CASES, 'data'), join(directory, 'data'), { recursive: true });
  for (const preparation of prepare) make(preparation, directory);
}

/**
 * Runs a case's job in its own directory.
 *
 * @param laidOut a directory with the files of the case. Default: they are laid out.
 */
export function runCase(toolCase: ToolCase, laidOut?: string): Ran {
  const directory = mkdtempSync(join(tmpdir(), 'case-'));
  if (laidOut === undefined) layOut(toolCase, directory);
  else copyCase(laidOut, directory);
  const argv = commandLine(toolCase, directory);
  execFileSync(process.execPath, argv, { cwd: directory, stdio: ['ignore', 2, 2] });
  return { directory, outputs: outputsIn(directory) };
}

/** Times stay, because an index is expected to be newer than its file. */
export const copyCase = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, preserveTimestamps: true });

/** Writes the job spec, and returns the words that run it. */
export function commandLine({ definition, job }: ToolCase, directory: string): string[] {
  const spec = { 'output-dir': 'outputs/', ...job };
  writeFileSync(join(directory, 'job.json'), JSON.stringify(spec));
  // The command line names each definition except the image's default.
  const named = definition === described()[0]?.name ? [] : [definition];
  return [options.runner, ...named, '--job-spec', 'job.json', ...jobOptions];
}

function make(preparation: Preparation, directory: string): void {
  const target = join(directory, preparation.make);
  mkdirSync(dirname(target), { recursive: true });
  if ('fromCase' in preparation) {
    const other = runCase(caseOf(preparation.fromCase));
    const from = other.outputs.get(preparation.output) ?? '';
    cpSync(resolve(other.directory, from), target, { recursive: true });
    rmSync(other.directory, { recursive: true });
    return;
  }
  const [program = '', ...args] = preparation.by;
  const stdout = preparation.stdout ? openSync(target, 'w') : 2;
  execFileSync(program, args, { cwd: directory, stdio: ['ignore', stdout, 2] });
}

/** The job's output manifest states the location of each output. */
function outputsIn(directory: string): Outputs {
  const manifests = globSync(`outputs/**/${MANIFEST}`, { cwd: directory });
  const listed = manifests.flatMap((file) => {
    const text = readFileSync(join(directory, file), 'utf8');
    return (JSON.parse(text) as { outputs: { name: string; location: string }[] }).outputs;
  });
  return new Map(listed.map(({ name, location }) => [name, location]));
}
