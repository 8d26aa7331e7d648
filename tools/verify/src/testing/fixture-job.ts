import path from 'node:path';
import { RunningContainer } from './container.ts';

const WORKSPACE = path.resolve(import.meta.dirname, '../../../..');
/**
 * Bundled by `npm test`, as an image's runner is. Without it, hundreds of jobs would spend most of
 * their time on loading.
 */
const ENTRY_POINT = '.joblayer/fixture/main.js';

export interface FixtureJobOptions {
  /** The shell program that is the tool. Its arguments are its input and its two outputs. */
  readonly program: string;
  /**
   * A directory of this host, mounted at /data: the job's input, and its outputs unless they are
   * set.
   */
  readonly data: string;
  /** A directory of this host, or a volume's name. */
  readonly scratch: string;
  readonly reads?: string;
  readonly outputDir?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly docker?: readonly string[];
}

/**
 * This workspace's runtime in a container of the base image, with process 1, user and directories
 * of every tool. The test chooses the tool's program, to see how the runtime handles it.
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

/** The same entry point, run by Node on this host. */
export const fixtureEntryPoint = (): string => path.join(WORKSPACE, ENTRY_POINT);
