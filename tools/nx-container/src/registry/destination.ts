import type { PluginOptions } from '../options/plugin-options.ts';
import type { RegistryOptions } from '../options/registry.ts';
import { pushProblem } from './problems.ts';

/** A registry that images go to, with the workspace's name for it. */
export type Destination = RegistryOptions & { readonly name: string };

/** The registry's name where nx.json names none. */
const DEFAULT_NAME = 'default';

/**
 * The registries that a push goes to. First choice is `--to`, then `JOBLAYER_REGISTRY`, so that a
 * local cloud keeps everything inside. Then come the configured ones, at last ECR of the
 * environment's account.
 *
 * @throws ProblemError `unknown-registry`
 */
export function destinations(
  { registries, pushTo }: Pick<PluginOptions, 'registries' | 'pushTo'>,
  chosen: readonly string[] | undefined,
  registryHost: string | undefined,
): Destination[] {
  const known = Object.keys(registries);
  const names = chosen ?? (registryHost === undefined ? (pushTo ?? known) : []);
  if (names.length === 0) return [{ kind: 'ecr', name: DEFAULT_NAME, host: registryHost }];
  return [...new Set(names)].map((name) => {
    const registry = registries[name];
    if (registry) return { ...registry, name };
    throw pushProblem({ code: 'unknown-registry', name, known });
  });
}
