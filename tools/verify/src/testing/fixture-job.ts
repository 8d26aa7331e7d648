import path from 'node:path';
import { RunningContainer } from './container.ts';

const WORKSPACE = path.resolve(import.meta.dirname, '../../../..');
/** Bundled as an image's runner is, by `npm test`: jobs by the hundred would spend most of their time on loading. */
const ENTRY_POINT = '.joblayer/fixture/main.js';

export interface FixtureJobOptions {
  /** The shell program that is the tool; its arguments are its input and its two outputs. */
  readonly program: string;
  /** Of this host, mounted at /data, where the job looks for its input and leaves its outputs unless told. */
  readonly data: string;
  /** Of this host, or a volume's name. */
  readonly scratch: string;
  readonly reads?: string;
  readonly outputDir?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly docker?: readonly string[];
}

/**
 * The runtime, as this workspace has it, in a container of the base image with process 1, user and directories
 * as every tool has them; the tool itself is whatever the test wants to see the runtime cope with.
 */
export function startFixtureJob(options: FixtureJobOptions): RunningContainer {
  const { program, data, scratch, args = [], env = {}, docker = [] } = options;
  const { reads = '/data/in.fq', outputDir = '/data/out/' } = options;
  const job = ['--reads', reads, '--output-dir', outputDir, '--log-format', 'json'];
  return new RunningContainer('base', [path.join('/w', ENTRY_POINT), ...job, ...args], {
    env: { FIXTURE_PROGRAM: program, ...env },
    docker: [
      ...['-v', `${WORKSPACE}:/w:ro`, '-v', `${data}:/data`, '-v', `${scratch}:/scratch`],
      ...docker,
    ],
  });
}

/** The same entry point, to be run by Node on this host. */
export const fixtureEntryPoint = (): string => path.join(WORKSPACE, ENTRY_POINT);
