/**
 * The digest references that docker-push printed, by tool: `REGISTRY/joblayer/TOOL@sha256:…`
 * anywhere in a line. References in other registries, such as a base image's, are left out.
 */
export function imageReferences(output: string, registry: string): ReadonlyMap<string, string> {
  const reference =
    /(?<host>[\w.:-]+)\/joblayer\/(?<tool>[a-z0-9-]+)@sha256:[0-9a-f]{64}(?![0-9a-f])/g;
  const found = new Map<string, string>();
  for (const match of output.matchAll(reference)) {
    const { host, tool } = match.groups as { host: string; tool: string };
    if (host === registry) found.set(tool, match[0]);
  }
  return found;
}
