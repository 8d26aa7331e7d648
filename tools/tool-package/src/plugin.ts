import { createNodesFromFiles, type CreateNodes, type TargetConfiguration } from '@nx/devkit';
import { DEPENDENCY_SOURCES, sourceFiles } from '@joblayer/nx-container/inference';
import { optionsIn } from '@joblayer/nx-container/options';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const name = '@joblayer/tool-package';

/**
 * Files that the rules read besides the package: their own source, and the readers of Dockerfiles
 * and cases.
 */
const READ_BY_RULES = [
  import.meta.dirname,
  ...['@joblayer/nx-container/plugin', '@joblayer/tool-case'].map((module) =>
    dirname(fileURLToPath(import.meta.resolve(module))),
  ),
];

/** Adds docker-lint to each folder in packages/ with a Dockerfile. */
export const createNodes: CreateNodes = [
  'packages/*/Dockerfile',
  (files, options, context) => {
    const { repositoryPrefix } = optionsIn(context.nxJsonConfiguration);
    const sources = READ_BY_RULES.flatMap((path) => sourceFiles(context.workspaceRoot, path));
    const targets = { 'docker-lint': lintTarget(repositoryPrefix, sources) };
    return createNodesFromFiles(
      (file) => ({ projects: { [dirname(file)]: { root: dirname(file), targets } } }),
      files,
      options,
      context,
    );
  },
];

const lintTarget = (repositoryPrefix: string, sources: readonly string[]): TargetConfiguration => ({
  executor: '@joblayer/tool-package:docker-lint',
  options: { repositoryPrefix },
  cache: true,
  inputs: [
    '{projectRoot}/**/*',
    // The schema of the tool manifest, and the source of its labels.
    ...DEPENDENCY_SOURCES,
    ...sources,
  ],
  outputs: [],
  metadata: { description: 'Check the Dockerfile, its labels and its test' },
});
