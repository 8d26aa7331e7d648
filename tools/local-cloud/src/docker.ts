import { run, SubprocessError, type RunOptions } from '@joblayer/subprocess';
import { saysAbsent } from './absent.ts';
import { LocalCloudError } from './error.ts';

const NO_ENGINE = /cannot connect to the docker daemon|is the docker daemon running/i;

/**
 * Runs the docker CLI and returns its output.
 *
 * @throws SubprocessError when the command fails
 * @throws LocalCloudError `engine-unavailable` when there is no CLI, or no engine behind it
 */
export async function docker(args: readonly string[], options: RunOptions = {}): Promise<string> {
  try {
    return (await run(['docker', ...args], options)).stdout;
  } catch (error) {
    if (!(error instanceof SubprocessError)) throw error;
    if (error.code !== 'program-not-found' && !NO_ENGINE.test(error.stderr)) throw error;
    const reason = error.stderr.trim() || error.message;
    const advice = 'Start it yourself, or with: npm run local-cloud -- start';
    throw new LocalCloudError({ code: 'engine-unavailable', reason, advice }, error);
  }
}

/** The engine's description of one object, or `undefined` where there is none of that name. */
export async function inspect<T>(
  kind: 'container' | 'network' | 'volume' | 'image',
  name: string,
): Promise<T | undefined> {
  const found = await unlessAbsent(docker([kind, 'inspect', name]));
  return found === undefined ? undefined : (JSON.parse(found) as [T])[0];
}

/** Removes an object, which may be absent. Returns whether it existed. */
export async function remove(args: readonly string[]): Promise<boolean> {
  return (await unlessAbsent(docker(args))) !== undefined;
}

async function unlessAbsent(result: Promise<string>): Promise<string | undefined> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof SubprocessError && saysAbsent(error.stderr)) return undefined;
    throw error;
  }
}

/**
 * A container's last log lines: those of stdout, then those of stderr. Empty where there are none.
 */
export async function logTail(container: string, lines: number): Promise<string> {
  try {
    const { stdout, stderr } = await run(['docker', 'logs', '--tail', String(lines), container]);
    return [stdout, stderr].filter(Boolean).join('\n');
  } catch (error) {
    if (error instanceof SubprocessError) return '';
    throw error;
  }
}
