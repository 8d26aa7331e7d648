/**
 * Runs the cases beside this file in a tool's image, and then each case with damaged inputs, which
 * the job must refuse. docker-test copies only this folder there, so it imports only Node's own
 * modules. It does not validate the cases: docker-lint does.
 *
 *     node run-cases.mts [--only definition] [--no-damage] [--runner main.js] [--keep directory] [job option …]
 *     node run-cases.mts --only definition --prepare directory
 *     node run-cases.mts --only definition --check outputs.json
 *
 * `--no-damage` leaves out the damaged inputs. With `--keep`, it copies the outputs to the directory, and does not compare them. For a job that something else runs:
 * `--prepare` puts the files that the job reads into the directory, and `--check` compares the outputs, of which the file
 * has the paths by name.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ToolCase } from '../schema.ts';
import { caseOf, cases, layOut, runCase } from './case-job.ts';
import { checkDamages } from './damaged-jobs.ts';
import { check } from './expectations.ts';
import { options } from './options.ts';

/** The start of `about` in a case that a generator made and no one has completed. */
const PLACEHOLDER = 'TODO:';

if (cases.length === 0) throw new Error(`${import.meta.dirname} has no *.case.json. Add a case`);
for (const toolCase of options.only === undefined ? cases : [caseOf(options.only)]) {
  if (toolCase.about.startsWith(PLACEHOLDER)) {
    process.stderr.write(
      `${toolCase.definition}.case.json: it is incomplete and did not run. Complete it, and replace "TODO:"\n`,
    );
    continue;
  }
  if (options.prepare !== undefined) {
    layOut(toolCase, options.prepare);
    continue;
  }
  if (options.check !== undefined) {
    const paths = JSON.parse(readFileSync(options.check, 'utf8')) as Record<string, string>;
    const outputs = new Map(Object.entries(paths));
    check(toolCase, { directory: dirname(resolve(options.check)), outputs });
    continue;
  }
  if (options.keep === undefined) {
    tryCase(toolCase);
    continue;
  }
  const ran = runCase(toolCase);
  for (const [name, path] of ran.outputs) keep(resolve(ran.directory, path), options.keep, name);
  rmSync(ran.directory, { recursive: true });
}

/** The case's files are laid out once: for some, another case has to run. */
function tryCase(toolCase: ToolCase): void {
  const laidOut = mkdtempSync(join(tmpdir(), 'laid-out-'));
  layOut(toolCase, laidOut);
  const ran = runCase(toolCase, laidOut);
  check(toolCase, ran);
  rmSync(ran.directory, { recursive: true });
  if (options.damage) checkDamages(toolCase, laidOut);
  rmSync(laidOut, { recursive: true });
}

function keep(from: string, directory: string, name: string): void {
  const to = join(directory, name);
  cpSync(from, to, { recursive: true });
  if (statSync(to).isDirectory()) rmSync(join(to, 'joblayer.json'), { force: true });
}
