import type { TargetConfiguration } from '@nx/devkit';
import type { EntryPoints } from '../bundle/entry-points.ts';
import { PLATFORM_VARIABLE, stateVariable } from '../engine/state.ts';
import { imageRecordOf } from '../image/image-record.ts';
import type { PluginOptions } from '../options/plugin-options.ts';
import type { ImageInputs } from './image-inputs.ts';
import { BUNDLE_SOURCES, DEPENDENCY_SOURCES } from './source-files.ts';

const executor = (name: string): string => `@joblayer/nx-container:${name}`;

/** `--to` and `--dry-run` also apply to the targets before, so that a dry run pushes nothing. */
const forwarded = (target: string) => ({ target, params: 'forward' as const });
const forwardedToBases = (target: string) => ({ ...forwarded(target), dependencies: true });

/**
 * The targets of a package with a Dockerfile.
 *
 * @param pluginSource inputs of each build besides the package's own
 */
export function targetsOf(
  name: string,
  entries: EntryPoints,
  image: ImageInputs,
  options: PluginOptions,
  pluginSource: readonly string[],
): Record<string, TargetConfiguration> {
  const hasBuild = [entries.main, entries.script, entries.tool].some((file) => file !== undefined);
  return {
    ...(hasBuild && { build: buildTarget(entries.script !== undefined, pluginSource) }),
    'docker-build': dockerBuildTarget(name, image, options, pluginSource),
    'docker-test': {
      executor: executor('docker-test'),
      options,
      dependsOn: [forwarded('docker-build')],
      inputs: [...imageFiles(image, pluginSource), '{projectRoot}/test/**/*'],
      cache: false,
      metadata: { description: 'Run test/Dockerfile on the image, unless it has passed' },
    },
    'docker-tag': {
      executor: executor('docker-tag'),
      options,
      dependsOn: [forwarded('docker-build')],
      inputs: imageFiles(image, pluginSource),
      cache: false,
      metadata: { description: 'Tag the image in the engine with its version' },
    },
    'docker-push': {
      executor: executor('docker-push'),
      options,
      dependsOn: [forwarded('docker-build'), forwardedToBases('docker-push')],
      inputs: imageFiles(image, pluginSource),
      cache: false,
      metadata: { description: 'Push the image to its registries; prints its digest references' },
    },
    ...(entries.tool !== undefined && toolTargets(options)),
  };
}

/** The targets of a package with a tool definition. */
function toolTargets(options: PluginOptions): Record<string, TargetConfiguration> {
  return {
    export: {
      executor: executor('export'),
      options,
      dependsOn: ['docker-build'],
      cache: false,
      metadata: { description: 'Write descriptors for a workflow engine: --format=… --out=…' },
    },
    'batch-register': {
      executor: executor('batch-register'),
      options,
      dependsOn: [forwarded('docker-push')],
      cache: false,
      metadata: { description: 'Register the job definition, unless it is registered already' },
    },
    'batch-submit': {
      executor: executor('batch-submit'),
      options,
      cache: false,
      metadata: { description: 'Submit a job: --queue=… --wait, and the arguments of the tool' },
    },
  };
}

const sources = [...BUNDLE_SOURCES, ...DEPENDENCY_SOURCES];

/** All files in the workspace that an image depends on. */
const imageFiles = (image: ImageInputs, pluginSource: readonly string[]) => [
  ...sources,
  ...image.filesets,
  ...pluginSource,
];

/**
 * Nx caches a docker-build that changed nothing, by the image's files and by the engine's images of
 * it (see engine/state.ts). So a hundred unchanged images need one call to the engine.
 */
function dockerBuildTarget(
  name: string,
  image: ImageInputs,
  options: PluginOptions,
  pluginSource: readonly string[],
): TargetConfiguration {
  const variables = [
    ...image.arguments.map((argument) => `JOBLAYER_ARG_${argument}`),
    ...[stateVariable(name), PLATFORM_VARIABLE, 'JOBLAYER_REUSE'],
  ];
  return {
    executor: executor('docker-build'),
    options,
    dependsOn: ['build', forwardedToBases('docker-build')],
    cache: true,
    inputs: [
      ...imageFiles(image, pluginSource),
      // The outputs of the build targets, and the bases' records, which hold their content hashes.
      { dependentTasksOutputFiles: '**/*', transitive: false },
      ...variables.map((env) => ({ env })),
    ],
    outputs: [`{workspaceRoot}/${imageRecordOf(name)}`],
    metadata: {
      description: 'Build the image, unless the engine or a registry has the same content',
    },
  };
}

function buildTarget(hasScript: boolean, pluginSource: readonly string[]): TargetConfiguration {
  return {
    executor: executor('build'),
    cache: true,
    inputs: [
      ...sources,
      // Its variables lie beside the bundle.
      '{projectRoot}/Dockerfile',
      ...pluginSource,
      // A package's own script may depend on the machine, as the one for the Node binary does.
      ...(hasScript ? [{ runtime: 'node --print process.arch' }] : []),
    ],
    outputs: ['{projectRoot}/dist'],
    metadata: {
      description: 'Fill dist/: bundle src/main.ts, run src/build.ts, describe src/tool.ts',
    },
  };
}
