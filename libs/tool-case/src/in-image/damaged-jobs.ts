import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolCase } from '../schema.ts';
import { commandLine, copyCase, described } from './case-job.ts';
import { damagesOf, type Damage, type GivenFile } from './damage.ts';
import { MAX_TEXT_BYTES, show } from './expectations.ts';

/** The exit code of a job whose input is damaged. */
const BAD_DATA = 65;

/** The files that the case's job is given, one of each option. */
function givenFiles({ definition, job }: ToolCase): GivenFile[] {
  const { inputs = {} } = described().find(({ name }) => name === definition) ?? {};
  return Object.values(inputs).flatMap(({ flag, kind }) => {
    const value = job[flag];
    const file: unknown = Array.isArray(value) ? value[0] : value;
    return typeof file === 'string' && kind !== 'directory' ? [{ option: flag, file }] : [];
  });
}

/** Runs the case's job on one damaged input. It must end with 65, name the input, and make nothing. */
function problemsOfDamage(toolCase: ToolCase, laidOut: string, damage: Damage): string[] {
  const { option, partners, name, file, apply } = damage;
  const directory = mkdtempSync(join(tmpdir(), 'damage-'));
  copyCase(laidOut, directory);
  const path = join(directory, file);
  writeFileSync(path, apply(readFileSync(path)));
  const argv = commandLine(toolCase, directory);
  const { status, stderr } = spawnSync(process.execPath, argv, {
    ...{ cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    maxBuffer: MAX_TEXT_BYTES,
  });
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  const isNamed = [option, ...partners].some((each) => new RegExp(`--${each}\\b`).test(last));
  const made = globSync('outputs/**/*', { cwd: directory });
  rmSync(directory, { recursive: true });
  const accepted = toolCase.accepts.find((one) => one.input === option && one.damage === name);
  const found = [
    ...(status === BAD_DATA ? [] : [`it ended with ${status}, not ${BAD_DATA}`]),
    ...(isNamed ? [] : [`its last line does not name --${option}`]),
    ...(made.length === 0 ? [] : [`it left ${made.join(', ')}`]),
  ];
  const what = `--${option}, damage "${name}"`;
  if (accepted) return found.length > 0 ? [] : [`${what}: the case accepts it, but it is refused`];
  return found.length > 0 ? [`${what}: ${found.join('; ')}\n${show([last])}`] : [];
}

/** No job may succeed on a damaged input, nor fail without naming it. `laidOut` has the case's files. */
export function checkDamages(toolCase: ToolCase, laidOut: string): void {
  const damages = damagesOf(givenFiles(toolCase));
  const problems = damages.flatMap((damage) => problemsOfDamage(toolCase, laidOut, damage));
  if (problems.length > 0)
    throw new Error(`${toolCase.definition}: damaged inputs\n${problems.join('\n')}`);
  process.stderr.write(
    `${toolCase.definition}.case.json: ${damages.length} damaged inputs are tried\n`,
  );
}
