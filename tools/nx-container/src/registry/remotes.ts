import { readConfiguration } from '../configuration.ts';
import { ecrServiceProblem } from '../registry/ecr/problems.ts';
import type { OpenSource } from '../image/built-image.ts';
import type { PluginOptions } from '../options/plugin-options.ts';
import { destinations } from './destination.ts';
import { type RemoteRepository, remoteRepository } from './remote-repository.ts';

/** The settings of an image's targets: the plugin's options, and the flags of the command line. */
export type ImageOptions = PluginOptions & {
  /** Names of the registries to push to. */
  readonly to?: readonly string[];
  /** Only report what would happen. */
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

/** Opens the repository from which an image is pulled. */
export function sourcesOf(options: ImageOptions): OpenSource {
  return async (registry, packageName) => {
    // The registry in which docker-build found it. It may not be one of those to push to.
    const to = Object.hasOwn(options.registries, registry) ? { to: [registry] } : {};
    const open = await remotesOf(packageName, { ...options, ...to })[0]?.find();
    if (open) return open();
    const repository = `${options.repositoryPrefix}/${packageName}`;
    throw ecrServiceProblem({ code: 'repository-not-found', repository });
  };
}
