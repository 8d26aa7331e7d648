import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readFiles } from '../../files.ts';
import { finish } from '../../finish.ts';
import type { EngineJob } from '../../plan/job.ts';
import type { Kit, Results } from '../engine.ts';
import { writeCases, writeExport } from '../write-export.ts';
import { nextflowProgram, nextflowSettings } from './program.ts';
import { exitCodes } from './trace.ts';
import { configuration, processOf, workflow } from './workflow.ts';

/** A profile of the exported configuration, and what a user of it has set. */
export interface Profile {
  readonly name: 'docker' | 'apptainer';
  /** Lines of the user's own configuration. */
  readonly settings?: readonly string[];
}

/** Other users of this machine, such as that of a container, may write into the work directory. */
const WITHOUT_UMASK = ['bash', '-c', 'umask 0; exec "$@"', 'bash'] as const;

/** Runs one workflow with the modules of all jobs, under a profile. */
export async function runProfile(
  { name: profile, settings = [] }: Profile,
  jobs: readonly EngineJob[],
  directory: string,
  { env, signal }: Kit,
): Promise<Results> {
  const started = performance.now();
  await writeExport('nextflow', jobs, directory);
  await writeCases('nextflow', jobs, directory);
  await writeFile(path.join(directory, 'main.nf'), workflow(jobs));
  const config = [configuration(jobs), ...settings, ''].join('\n');
  await writeFile(path.join(directory, 'test.config'), config);
  const { exitCode, stdout, stderr } = await finish(
    [
      ...WITHOUT_UMASK,
      ...(await nextflowProgram()),
      ...['-log', 'nextflow.log', 'run', 'main.nf', '-c', 'test.config', '-profile', profile],
      ...['-with-trace', 'trace.txt'],
    ],
    {
      ...{ cwd: directory, signal },
      env: { ...env, ...nextflowSettings(path.join(directory, '.home')) },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  const log = `${stdout}\n${stderr}`;
  const trace = await readFile(path.join(directory, 'trace.txt'), 'utf8').catch(() => '');
  const codes = exitCodes(trace);
  return new Map(
    jobs.map(({ definition: { name } }) => {
      const files = readFiles(path.join(directory, 'published', processOf(name)));
      return [
        name,
        { exitCode: codes.get(processOf(name)) ?? (exitCode || 1), log, files, seconds },
      ];
    }),
  );
}
