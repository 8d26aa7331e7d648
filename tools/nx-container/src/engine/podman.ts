import { run } from '@joblayer/subprocess';

const RESPOND_WITHIN_MS = 60_000;

/**
 * Whether the engine behind a docker command is podman. `false` where no engine responds: later
 * calls report that.
 */
export async function isPodman(program = 'docker'): Promise<boolean> {
  const components = '{{range .Server.Components}}{{.Name}}\n{{end}}';
  return run([program, 'version', '--format', components], { timeoutMs: RESPOND_WITHIN_MS }).then(
    ({ stdout }) => /podman/i.test(stdout),
    () => false,
  );
}
