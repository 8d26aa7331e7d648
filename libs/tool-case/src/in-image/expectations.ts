import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Expectation, ToolCase } from '../schema.ts';
import type { Ran } from './case-job.ts';

/** Limit for the text of one output. The files of cases are small. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

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

/** Indented lines. */
export const show = (lines: readonly string[]): string =>
  lines.map((line) => `  ${line}`).join('\n');

/** Fails where an output is not as the case expects. */
export function check(toolCase: ToolCase, ran: Ran): void {
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
