import { readConfiguration } from '../configuration.ts';
import { ecrServiceProblem } from '../registry/ecr/problems.ts';
import type { OpenSource } from '../image/built-image.ts';
import type { PluginOptions } from '../options/plugin-options.ts';
import { destinations } from './destination.ts';
import { type RemoteRepository, remoteRepository } from './remote-repository.ts';

/** What the targets of an image are given: the plugin's options, and the flags of the command line. */
export type ImageOptions = PluginOptions & {
  /** Names of the registries to push to. */
  readonly to?: readonly string[];
  /** Say what would happen, and do none of it. */
  readonly dryRun?: boolean;
};

/** The repositories of a package in the registries that its image goes to. */
export function remotesOf(packageName: string, options: ImageOptions): RemoteRepository[] {
  const configuration = readConfiguration(process.env);
  const { dryRun = false } = options;
  return destinations(options, options.to, configuration.registryHost).map((destination) =>
    remoteRepository(destination, packageName, { options, configuration, dryRun }),
  );
}

/** Opens the repository from which an image is to be pulled. */
export function sourcesOf(options: ImageOptions): OpenSource {
  return async (registry, packageName) => {
    // Where docker-build found it, which need not be where it is to be pushed.
    const to = Object.hasOwn(options.registries, registry) ? { to: [registry] } : {};
    const open = await remotesOf(packageName, { ...options, ...to })[0]?.find();
    if (open) return open();
    const repository = `${options.repositoryPrefix}/${packageName}`;
    throw ecrServiceProblem({ code: 'repository-not-found', repository });
  };
}
