import { workspaceRoot, type Cloud } from '@joblayer/local-cloud';
import { layOutSample, removeDirectory, sharedDirectory } from '@joblayer/verify/testing';
import { chmod, cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine, Kit } from '../engines/engine.ts';
import { finish } from '../finish.ts';
import type { Cell } from '../report/matrix.ts';
import { measuredCell } from '../report/measured-cell.ts';
import { PAGE_ROW as PAGE } from '../report/rows.ts';
import { workDirectory } from '../locations.ts';
import { pushLatest } from '../plan/publish.ts';
import { apptainerDirectories } from '../setup/apptainer.ts';
import { programsOf } from './programs.ts';
import { commandsBySection, ENGINE_OF_SECTION } from './sections.ts';

/** The tool whose image the page runs. */
const TOOL = 'samtools-stats';
const LOG_LINES = 40;

export interface Reader {
  readonly cloud: Cloud;
  readonly kit: Kit;
}

/**
 * Runs the commands of the engine's section as they are written, in a directory with a reader's
 * `sample.bam`. Returns none for an engine without a section.
 */
export async function walkSection(engine: Engine, { cloud, kit }: Reader): Promise<Cell[]> {
  const page = await readFile(path.join(workspaceRoot, PAGE), 'utf8');
  const section = Object.entries(ENGINE_OF_SECTION).find(([, name]) => name === engine.name);
  const commands = section && commandsBySection(page).get(section[0]);
  if (commands === undefined) return [];
  return [await measuredCell(engine.name, PAGE, () => run(engine, commands, { cloud, kit }))];
}

async function run(
  engine: Engine,
  commands: string,
  { cloud, kit: { env, signal } }: Reader,
): Promise<string[]> {
  // Not below this workspace, whose local cloud has a file that the command line takes for settings.
  const root = await sharedDirectory();
  const own = path.join(root, 'reader');
  await mkdir(own);
  await chmod(own, 0o777);
  for (const file of ['sample.bam', 'sample.bam.bai'])
    await cp(path.join(sampleDirectory, file), path.join(own, file));
  const programs = await programsOf(engine, root, signal);
  try {
    const { exitCode, stdout, stderr } = await finish(
      ['bash', '-euxo', 'pipefail', '-c', `umask 0\n${commands}`],
      {
        ...{ cwd: own, signal },
        env: {
          ...cloud.env,
          ...env,
          ...ofReader(root, cloud),
          PATH: [...programs.directories, process.env['PATH']].join(':'),
        },
      },
    );
    if (exitCode === 0) return [];
    const log = `${stdout}\n${stderr}`.trimEnd().split('\n').slice(-LOG_LINES).join('\n');
    return [`exit code ${exitCode}\n${log}`];
  } finally {
    await programs.stop();
    await removeDirectory(root);
  }
}

/** What a reader has set: the registry, and for Apptainer that it has no TLS. */
const ofReader = (root: string, cloud: Cloud): Record<string, string> => ({
  JOBLAYER_REGISTRY_PREFIX: `${cloud.registry}/joblayer`,
  XDG_CACHE_HOME: path.join(root, 'cache'),
  XDG_STATE_HOME: path.join(root, 'state'),
  ...{ NXF_OFFLINE: 'true', NXF_ANSI_LOG: 'false', NXF_HOME: path.join(root, 'nextflow') },
  ...{ APPTAINER_NOHTTPS: 'true', APPTAINER_USERNS: 'true', APPTAINER_UNSQUASH: 'true' },
  ...apptainerDirectories(root),
});

const sampleDirectory = path.join(workDirectory, 'page', 'sample');

/** Makes the reader's files once, and gives the image the tag that the page names. */
export async function prepareReader({ cloud, kit }: Reader): Promise<void> {
  await mkdir(sampleDirectory, { recursive: true });
  await layOutSample(sampleDirectory);
  await pushLatest(TOOL, cloud, kit.env);
}
