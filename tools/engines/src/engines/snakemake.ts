import { run } from '@joblayer/subprocess';
import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readFiles } from '../files.ts';
import { finish } from '../finish.ts';
import { grantOf, loweredGrant } from '../plan/described.ts';
import type { EngineJob } from '../plan/job.ts';
import { Apptainer } from '../setup/apptainer.ts';
import { workDirectory } from '../locations.ts';
import type { Engine, Results } from './engine.ts';
import { writeCases, writeExport } from './write-export.ts';

/** One workflow with the rules of all jobs. Snakemake runs containers through Apptainer only. */
export const snakemake: Engine = {
  name: 'snakemake',
  python: 'workflow',
  async setUp({ env, signal, bin: programs }) {
    const program = path.join(programs, 'snakemake');
    const containers = await Apptainer.start(signal);
    const { stdout: version } = await run([program, '--version']);
    return {
      version,
      async run(jobs, directory) {
        const started = performance.now();
        await writeExport('snakemake', jobs, directory);
        await writeCases('snakemake', jobs, directory);
        await writeFile(path.join(directory, 'Snakefile'), snakefile(jobs));
        const bin = path.join(directory, 'bin');
        await containers.writeProgram(bin);
        const images = path.join(directory, 'images');
        await mkdir(images);
        for (const { definition, image } of jobs) {
          const root = await containers.unpack(definition, signal);
          await symlink(root, path.join(images, imageName(image))).catch(ignoreExisting);
        }
        const options = {
          cwd: directory,
          env: {
            ...env,
            PATH: `${bin}:${process.env['PATH'] ?? ''}`,
            XDG_CACHE_HOME: path.join(directory, 'home'),
          },
          signal,
        };
        const { exitCode, stdout, stderr } = await finish(
          [
            ...([program, '--cores', String(mostCpus(jobs)), ...loweredMemory(jobs)] as const),
            ...['--keep-going', '--printshellcmds', '--show-failed-logs', '--nocolor'],
            ...['--sdm', 'apptainer', '--apptainer-prefix', images],
            `--apptainer-args=--userns --bind ${workDirectory}`,
          ],
          options,
        );
        const seconds = (performance.now() - started) / 1000;
        const log = `${stdout}\n${stderr}`;
        return new Map(
          jobs.map(({ definition: { name } }) => {
            const files = readFiles(path.join(directory, `${name}.outputs`));
            // One exit code for all jobs: that of a job is 0 if its outputs are there.
            const own = exitCode !== 0 && files.size === 0 ? exitCode : 0;
            return [name, { exitCode: jobs.length === 1 ? exitCode : own, log, files, seconds }];
          }),
        ) satisfies Results;
      },
      stop: () => containers.stop(),
    };
  },
};

/** Snakemake names a pulled image by its address. An image that is there is not pulled. */
const imageName = (image: string): string =>
  `${createHash('md5').update(`docker://${image}`).digest('hex')}.simg`;

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Snakemake lowers the threads of a rule to these. */
const mostCpus = (jobs: readonly EngineJob[]): number =>
  Math.max(...jobs.map(({ definition }) => grantOf(definition).cpus));

/** Rounded up, so that the tool gets at least its minimum. */
const MB_PER_MIB = 1.048576;

function loweredMemory(jobs: readonly EngineJob[]): string[] {
  const settings = jobs.flatMap(({ definition }) => {
    const grant = loweredGrant(definition);
    if (!grant) return [];
    return [`${ruleOf(definition.name)}:mem_mb=${Math.ceil(grant.memoryMiB * MB_PER_MIB)}`];
  });
  return settings.length === 0 ? [] : ['--set-resources', ...settings];
}

const ruleOf = (name: string): string => `case_${name.replaceAll('-', '_')}`;

const snakefile = (jobs: readonly EngineJob[]): string =>
  [
    'rule all:',
    '    input:',
    ...jobs.map(
      ({ definition: { name } }) => `        lambda wildcards: rules.${ruleOf(name)}.output,`,
    ),
    '',
    '',
    ...jobs.map(({ definition: { name } }) => `include: "${name}.case.smk"`),
    '',
  ].join('\n');
