import { run } from '@joblayer/subprocess/run';

/**
 * The name of the docker context in use, which determines the engine. (Debian 12's docker has no
 * `context show`.)
 */
export async function dockerContext(program = 'docker'): Promise<string> {
  const { stdout } = await run([program, 'context', 'inspect', '--format', '{{.Name}}']);
  return stdout.trim();
}
