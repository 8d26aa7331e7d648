import { isSafe, shown } from './redirects.ts';
import { isLoopback, registryUrl } from './registry-host.ts';

/** Registries whose tokens are known to come from another host of the same owner. */
const KNOWN: Readonly<Record<string, string>> = {
  'docker.io': 'auth.docker.io',
  'index.docker.io': 'auth.docker.io',
  'registry-1.docker.io': 'auth.docker.io',
  'registry.gitlab.com': 'gitlab.com',
};

/**
 * Checks that a registry's realm may get the registry's credentials: a host of the same name, over
 * https. Without this check, a header could send a password to any host. A registry on this machine
 * may name a realm on this machine, also over plain HTTP.
 *
 * @param registry host[:port]
 * @param tokenHost a further host that the configuration allows
 * @throws Error with the reason why the realm is not trusted
 */
export function requireTrustedRealm(realm: URL, registry: string, tokenHost?: string): void {
  if (!isSafe(realm))
    throw new Error(
      `it requires a token from ${shown(realm)}, which is not https, so no credentials are sent there`,
    );
  const { hostname } = new URL(registryUrl(registry));
  if (realm.hostname === hostname || (isLoopback(registry) && isLoopback(realm.host))) return;
  if (realm.host === tokenHost || realm.hostname === KNOWN[registry]) return;
  throw new Error(
    `it requires a token from another host, ${realm.host}, so no credentials are sent there. If that host is right, name it as "tokenHost" of this registry in the options of @joblayer/nx-container in nx.json`,
  );
}
