import {
  type CreateDependencies,
  createNodesFromFiles,
  type CreateNodes,
  DependencyType,
  type PreTasksExecution,
  type RawProjectGraphDependency,
  validateDependency,
} from '@nx/devkit';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { entryPoints } from './bundle/entry-points.ts';
import { dockerEngine } from './engine/engine.ts';
import { engineState } from './engine/state.ts';
import { imageDependencies } from './inference/dependencies.ts';
import { imageInputs } from './inference/image-inputs.ts';
import { sourceFiles } from './inference/source-files.ts';
import { targetsOf } from './inference/targets.ts';
import { parseOptions } from './options/plugin-options.ts';
import { containerPackage, dockerfileOf } from './package.ts';

export const name = '@joblayer/nx-container';

/**
 * Adds the targets to each folder in packages/ with a Dockerfile. The project has the name in its
 * package.json.
 */
export const createNodes: CreateNodes = [
  'packages/*/Dockerfile',
  (files, options, context) => {
    const parsed = parseOptions(options);
    const { workspaceRoot } = context;
    const source = sourceFiles(workspaceRoot, import.meta.dirname);
    const names = new Set(files.map((file) => basename(dirname(file))));
    return createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        const name = basename(root);
        const entries = entryPoints(join(workspaceRoot, root));
        const image = imageInputs(workspaceRoot, name, parsed.repositoryPrefix, names);
        const targets = targetsOf(name, entries, image, parsed, source);
        return { projects: { [root]: { root, targets } } };
      },
      files,
      options,
      context,
    );
  },
];

/** Makes Nx build an image after its base images: the edges come from the Dockerfiles. */
export const createDependencies: CreateDependencies = (options, context) => {
  const { repositoryPrefix } = parseOptions(options);
  const packages = Object.entries(context.projects)
    .map(([project, { root }]) => ({ project, pkg: containerPackage(context.workspaceRoot, root) }))
    .filter(({ pkg }) => existsSync(join(context.workspaceRoot, dockerfileOf(pkg))));
  const projectOf = new Map(packages.map(({ project, pkg }) => [pkg.name, project]));
  const names = new Set(projectOf.keys());

  const edges: RawProjectGraphDependency[] = [];
  for (const { project, pkg } of packages) {
    const sourceFile = dockerfileOf(pkg);
    const text = readFileSync(join(context.workspaceRoot, sourceFile), 'utf8');
    for (const base of imageDependencies(text, sourceFile, repositoryPrefix, names)) {
      const target = projectOf.get(base);
      if (target === undefined || target === project) continue;
      const edge = { source: project, target, sourceFile, type: DependencyType.static };
      validateDependency(edge, context);
      edges.push(edge);
    }
  }
  return edges;
};

/** Reads the engine's images before Nx runs tasks: see targetsOf. */
export const preTasksExecution: PreTasksExecution = async (options, { workspaceRoot }) => {
  const { repositoryPrefix } = parseOptions(options);
  // Nx passes these variables on to the tasks.
  Object.assign(process.env, await engineState(workspaceRoot, repositoryPrefix, dockerEngine));
};
