import { run } from '@joblayer/subprocess';

const ANSWER_WITHIN_MS = 60_000;

/** Whether the engine behind a docker command is podman. Where none answers, what follows says so. */
export async function isPodman(program = 'docker'): Promise<boolean> {
  const components = '{{range .Server.Components}}{{.Name}}\n{{end}}';
  return run([program, 'version', '--format', components], { timeoutMs: ANSWER_WITHIN_MS }).then(
    ({ stdout }) => /podman/i.test(stdout),
    () => false,
  );
}
