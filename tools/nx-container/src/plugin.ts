import {
  type CreateDependencies,
  createNodesFromFiles,
  type CreateNodes,
  DependencyType,
  type RawProjectGraphDependency,
  validateDependency,
} from '@nx/devkit';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { entryPoints } from './bundle/entry-points.ts';
import { imageDependencies } from './inference/dependencies.ts';
import { targetsOf } from './inference/targets.ts';
import { parseOptions } from './options.ts';
import { containerPackage, dockerfileOf } from './package.ts';

export const name = '@joblayer/nx-container';

/** A folder in packages/ with a Dockerfile gets its targets; its project's name is that of its package.json. */
export const createNodes: CreateNodes = [
  'packages/*/Dockerfile',
  (files, options, context) => {
    const parsed = parseOptions(options);
    const source = pluginSource(context.workspaceRoot);
    return createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        const entries = entryPoints(join(context.workspaceRoot, root));
        return { projects: { [root]: { root, targets: targetsOf(entries, parsed, source) } } };
      },
      files,
      options,
      context,
    );
  },
];

/** An image that is built on another's is built after it: the edges are those of the Dockerfiles. */
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

/** Glob of this plugin's source, which decides what a build makes; none where it is installed from elsewhere. */
function pluginSource(workspaceRoot: string): string[] {
  const path = relative(workspaceRoot, import.meta.dirname)
    .split(sep)
    .join('/');
  return path.startsWith('..') ? [] : [`{workspaceRoot}/${path}/**/*`];
}
