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
 * Checks that a registry's realm may get the registry's credentials: a host of the same name, over https. A
 * header decides otherwise where a password goes. A registry on this machine may name a realm on this
 * machine, over plain HTTP as well.
 *
 * @param registry host[:port]
 * @param tokenHost what the configuration allows besides
 * @throws Error that says what is wrong with the realm
 */
export function requireTrustedRealm(realm: URL, registry: string, tokenHost?: string): void {
  if (!isSafe(realm))
    throw new Error(
      `it asks for a token from ${shown(realm)}, which is not https: no credentials are sent there`,
    );
  const { hostname } = new URL(registryUrl(registry));
  if (realm.hostname === hostname || (isLoopback(registry) && isLoopback(realm.host))) return;
  if (realm.host === tokenHost || realm.hostname === KNOWN[registry]) return;
  throw new Error(
    `it asks for a token from another host, ${realm.host}: no credentials are sent there. If that host is right, name it as "tokenHost" of this registry in the options of @joblayer/nx-container in nx.json`,
  );
}
