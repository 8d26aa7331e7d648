import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Workflow engines bring their own command (`docker run IMAGE samtools sort …`, `… bash -c …`). If the first argument
 * is a program and not an option, the command runs unchanged, with this process's own streams. Its exit code is
 * returned.
 *
 * @returns undefined when the first argument is not a program
 */
export async function passThrough(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number | undefined> {
  const [program, ...args] = argv;
  if (program === undefined || program.startsWith('-') || !isProgram(program, env))
    return undefined;
  const { runInteractively } = await import('@joblayer/subprocess/run-interactively');
  return runInteractively([program, ...args]);
}

function isProgram(name: string, env: NodeJS.ProcessEnv): boolean {
  const candidates = name.includes('/')
    ? [name]
    : (env['PATH'] ?? '').split(':').map((directory) => join(directory || '.', name));
  return candidates.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  });
}
