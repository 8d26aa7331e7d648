import { run } from '@joblayer/subprocess';

/** The name of the docker context in use, which decides the engine. (`context show` is newer than Debian 12.) */
export async function dockerContext(program = 'docker'): Promise<string> {
  const { stdout } = await run([program, 'context', 'inspect', '--format', '{{.Name}}']);
  return stdout.trim();
}
