import type { TargetConfiguration } from '@nx/devkit';
import type { EntryPoints } from '../bundle/entry-points.ts';
import type { PluginOptions } from '../options.ts';

const executor = (name: string): string => `@joblayer/nx-container:${name}`;

/**
 * The targets of a package with a Dockerfile.
 *
 * docker-build is not one of Nx's cached targets: whether its image is there only the engine knows, and
 * asking it takes less than the task's start. The tag is made from the content, so nothing is built twice.
 *
 * @param pluginSource inputs of each build beside the package's own
 */
export function targetsOf(
  { main, script }: EntryPoints,
  options: PluginOptions,
  pluginSource: readonly string[],
): Record<string, TargetConfiguration> {
  const hasBuild = main !== undefined || script !== undefined;
  return {
    ...(hasBuild && { build: buildTarget(script !== undefined, pluginSource) }),
    'docker-build': {
      executor: executor('docker-build'),
      options,
      dependsOn: ['build', '^docker-build'],
      cache: false,
      metadata: { description: 'Build the image, unless the engine has the same content' },
    },
    'docker-tag': {
      executor: executor('docker-tag'),
      options,
      dependsOn: ['docker-build'],
      cache: false,
      metadata: { description: 'Tag the image with its version' },
    },
    'docker-push': {
      executor: executor('docker-push'),
      options,
      dependsOn: ['docker-tag', '^docker-push'],
      cache: false,
      metadata: { description: 'Push the image to Amazon ECR; prints its digest reference' },
    },
  };
}

/** What a bundle is made of, in a package and in the workspace packages that it depends on. */
const SOURCES = [
  '{projectRoot}/*.json',
  // One pattern: of those with `dependencies: true`, Nx takes a negated one to mean all other files.
  '{projectRoot}/src/**/!(*.spec).ts',
];

function buildTarget(hasScript: boolean, pluginSource: readonly string[]): TargetConfiguration {
  return {
    executor: executor('build'),
    cache: true,
    inputs: [
      ...SOURCES,
      ...SOURCES.map((fileset) => ({ fileset, dependencies: true as const })),
      ...pluginSource,
      // A package's own script may choose by the machine, as that for the Node binary does.
      ...(hasScript ? [{ runtime: 'node --print process.arch' }] : []),
    ],
    outputs: ['{projectRoot}/dist'],
    metadata: { description: 'Fill dist/: bundle src/main.ts, run src/build.ts' },
  };
}
