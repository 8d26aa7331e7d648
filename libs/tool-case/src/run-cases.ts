/**
 * Runs the cases beside this file in a tool's image. docker-test copies only this file there, so it
 * imports only Node's own modules. It does not validate the cases: docker-lint does.
 *
 *     node run-cases.mts [--only definition] [--runner main.js] [--keep directory] [job option …]
 *     node run-cases.mts --only definition --prepare directory
 *     node run-cases.mts --only definition --check outputs.json
 *
 * With `--keep`, it copies the outputs to the directory, and does not compare them. For a job that something else runs:
 * `--prepare` puts the files that the job reads into the directory, and `--check` compares the outputs, of which the file
 * has the paths by name.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { openSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Expectation, Preparation, ToolCase } from './schema.ts';

const CASES = import.meta.dirname;
/** The job's output manifest: beside a file, or in a directory that is an output. */
const MANIFEST = '{*.joblayer.json,joblayer.json}';
/** The start of `about` in a case that a generator made and no one has completed. */
const PLACEHOLDER = 'TODO:';
/** Limit for the text of one output. The files of cases are small. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

const { values, positionals: jobOptions } = parseArgs({
  options: {
    only: { type: 'string' },
    runner: { type: 'string', default: '/opt/joblayer/main.js' },
    keep: { type: 'string' },
    prepare: { type: 'string' },
    check: { type: 'string' },
  },
  allowPositionals: true,
});

/** The location of each output, by name. */
type Outputs = ReadonlyMap<string, string>;

interface Ran {
  readonly directory: string;
  readonly outputs: Outputs;
}

const readCase = (file: string): ToolCase =>
  JSON.parse(readFileSync(join(CASES, file), 'utf8')) as ToolCase;

const cases = globSync('*.case.json', { cwd: CASES }).toSorted().map(readCase);

function caseOf(definition: string): ToolCase {
  const found = cases.find((one) => one.definition === definition);
  if (!found) throw new Error(`there is no ${definition}.case.json`);
  return found;
}

function defaultDefinition(): string {
  const argv = [values.runner, '--describe'];
  const stdout = execFileSync(process.execPath, argv, { encoding: 'utf8' });
  const { definitions } = JSON.parse(stdout) as { definitions: readonly { name: string }[] };
  return definitions[0]?.name ?? '';
}

/** Puts the files that the case's job reads into a directory. */
function layOut({ prepare = [] }: ToolCase, directory: string): void {
  if (existsSync(join(CASES, 'data')))
    cpSync(join(CASES, 'data'), join(directory, 'data'), { recursive: true });
  for (const preparation of prepare) make(preparation, directory);
}

/** Runs a case's job in its own directory. */
function runCase(toolCase: ToolCase): Ran {
  const { definition, job } = toolCase;
  const directory = mkdtempSync(join(tmpdir(), 'case-'));
  layOut(toolCase, directory);
  const spec = { 'output-dir': 'outputs/', ...job };
  writeFileSync(join(directory, 'job.json'), JSON.stringify(spec));
  // The command line names each definition except the image's default.
  const named = definition === defaultDefinition() ? [] : [definition];
  const argv = [values.runner, ...named, '--job-spec', 'job.json', ...jobOptions];
  execFileSync(process.execPath, argv, { cwd: directory, stdio: ['ignore', 2, 2] });
  return { directory, outputs: outputsIn(directory) };
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

function textOf({ decode }: Expectation, path: string, { directory, outputs }: Ran): string {
  if (!decode) return readFileSync(path, 'utf8');
  const hasPlaceholder = decode.some((word) => word.includes('{'));
  const [program = '', ...args] = decode.map((word) =>
    word.replaceAll(/\{([\w-]+)\}/g, (_, name: string) => outputs.get(name) ?? name),
  );
  return execFileSync(program, hasPlaceholder ? args : [...args, path], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: MAX_TEXT_BYTES,
    stdio: ['ignore', 'pipe', 2],
  });
}

/** Differences from the expectation, a line each. */
function problemsOf(key: string, expected: Expectation, ran: Ran): string[] {
  const [name = '', ...below] = key.split('/');
  const output = ran.outputs.get(name);
  if (output === undefined) return [`${key}: the job did not make this output`];
  const path = resolve(ran.directory, output, ...below);
  if (expected.files) return problemsOfFiles(key, path, expected.files);
  const without = expected.without === undefined ? undefined : new RegExp(expected.without);
  const all = textOf(expected, path, ran).replace(/\n+$/, '').split('\n');
  const lines = all.filter((line) => !without?.test(line));
  if (expected.lines && JSON.stringify(expected.lines) !== JSON.stringify(lines))
    return [`${key}: expected the lines\n${show(expected.lines)}\ngot\n${show(lines)}`];
  const missing = (expected.contains ?? []).filter((line) => !lines.includes(line));
  if (missing.length === 0) return [];
  return [`${key}: these lines are missing\n${show(missing)}\nin\n${show(lines.slice(0, 200))}`];
}

function problemsOfFiles(key: string, path: string, patterns: readonly string[]): string[] {
  const isFile = (name: string) => statSync(join(path, name)).isFile();
  const among = (pattern: string) => globSync(pattern, { cwd: path, exclude: ['joblayer.json'] });
  const expected = new Set(patterns.flatMap(among));
  return [
    ...patterns
      .filter((pattern) => among(pattern).length === 0)
      .map((name) => `${name}: no file matches`),
    ...among('**/*').flatMap((name) => {
      if (!isFile(name)) return [];
      if (!expected.has(name)) return [`${name}: no pattern of the case matches it`];
      return statSync(join(path, name)).size === 0 ? [`${name}: it is empty`] : [];
    }),
  ].map((problem) => `${key}/${problem}`);
}

const show = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n');

function check(toolCase: ToolCase, ran: Ran): void {
  const expected = Object.entries(toolCase.expect);
  const named = new Set(expected.map(([key]) => key.split('/')[0]));
  const problems = [
    ...[...ran.outputs.keys()]
      .filter((name) => !named.has(name))
      .map(
        (name) => `${name}: the job made it, but the case does not expect it. Add it to "expect"`,
      ),
    ...expected.flatMap(([key, expectation]) => problemsOf(key, expectation, ran)),
  ];
  if (problems.length > 0)
    throw new Error(`${toolCase.definition}.case.json\n${problems.join('\n')}`);
  process.stderr.write(`${toolCase.definition}.case.json: the outputs are as expected\n`);
}

if (cases.length === 0) throw new Error(`${CASES} has no *.case.json. Add a case`);
for (const toolCase of values.only === undefined ? cases : [caseOf(values.only)]) {
  if (toolCase.about.startsWith(PLACEHOLDER)) {
    process.stderr.write(
      `${toolCase.definition}.case.json: it is incomplete and did not run. Complete it, and replace "TODO:"\n`,
    );
    continue;
  }
  if (values.prepare !== undefined) {
    layOut(toolCase, values.prepare);
    continue;
  }
  if (values.check !== undefined) {
    const paths = JSON.parse(readFileSync(values.check, 'utf8')) as Record<string, string>;
    const outputs = new Map(Object.entries(paths));
    check(toolCase, { directory: dirname(resolve(values.check)), outputs });
    continue;
  }
  const ran = runCase(toolCase);
  if (values.keep === undefined) check(toolCase, ran);
  else
    for (const [name, path] of ran.outputs) keep(resolve(ran.directory, path), values.keep, name);
  rmSync(ran.directory, { recursive: true });
}

function keep(from: string, directory: string, name: string): void {
  const to = join(directory, name);
  cpSync(from, to, { recursive: true });
  if (statSync(to).isDirectory()) rmSync(join(to, 'joblayer.json'), { force: true });
}
