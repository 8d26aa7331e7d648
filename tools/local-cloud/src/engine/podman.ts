import { docker } from '../docker.ts';

const COMPONENTS = '{{range .Server.Components}}{{.Name}}\n{{end}}';

/**
 * Whether the engine that responds is podman.
 *
 * @throws LocalCloudError `engine-unavailable`
 */
export async function isPodman(): Promise<boolean> {
  return /podman/i.test(await docker(['version', '--format', COMPONENTS]));
}
