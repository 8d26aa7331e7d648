import type { ExecutorContext } from '@nx/devkit';
import {
  parseToolManifest,
  PLACEHOLDER_LICENSE,
  softwareIn,
  type ToolManifest,
} from '@joblayer/tool-manifest';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { defineProblems } from '@joblayer/problem';

export const packageProblem = defineProblems({
  'dockerfile-missing': ({ file }: { file: string }) =>
    `${file} does not exist. A package with an image needs a Dockerfile.`,
  'manifest-missing': ({ file }: { file: string }) =>
    `${file} does not exist. A package with an image needs a tool manifest, the source of its labels and its version. See CONTRIBUTING.md for one.`,
  'license-unknown': ({ file, software }: { file: string; software: string }) =>
    `${file}: the licence of ${software} is not stated (${PLACEHOLDER_LICENSE}), so the image is not pushed. Find its identifier at https://spdx.org/licenses, write it there, run npx nx sync, and build and push again.`,
  'name-mismatch': ({ file, name, folder }: { file: string; name: string; folder: string }) =>
    `${file} says "name": "${name}", but its folder is "${folder}". The image, the ECR repository and the folder share one name. Change one of the two.`,
});

/** A workspace package that has an image. The image has the name of the package's folder. */
export interface ContainerPackage {
  readonly name: string;
  readonly workspaceRoot: string;
  /** The path from the workspace's root: `packages/samtools-stats`. */
  readonly root: string;
  /** The same as an absolute path. It is the build context. */
  readonly directory: string;
}

export function containerPackage(workspaceRoot: string, root: string): ContainerPackage {
  return { name: basename(root), workspaceRoot, root, directory: join(workspaceRoot, root) };
}

/** The package whose target Nx is running. */
export function packageOfTask(context: ExecutorContext): ContainerPackage {
  const project = context.projectsConfigurations.projects[context.projectName ?? ''];
  if (!project) throw new Error(`Nx runs an unknown project: ${context.projectName}`);
  return containerPackage(context.root, project.root);
}

/** The files that the plugin reads, as paths from the workspace's root. */
export const dockerfileOf = ({ root }: ContainerPackage): string => `${root}/Dockerfile`;
export const manifestOf = ({ root }: ContainerPackage): string => `${root}/manifest.json`;

/** @throws ToolManifestError, ProblemError `manifest-missing`, `name-mismatch` */
export async function readManifest(pkg: ContainerPackage): Promise<ToolManifest> {
  const file = manifestOf(pkg);
  const text = await readFile(join(pkg.workspaceRoot, file), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw packageProblem({ code: 'manifest-missing', file }, error);
  });
  return checkName(parseToolManifest(text, file), pkg);
}

/**
 * Refuses to publish an image whose labels state no licence.
 *
 * @throws ProblemError `license-unknown`
 */
export function expectLicenses(manifest: ToolManifest, pkg: ContainerPackage): void {
  const unknown = softwareIn(manifest).find(({ license }) => license === PLACEHOLDER_LICENSE);
  if (!unknown) return;
  const file = manifestOf(pkg);
  throw packageProblem({ code: 'license-unknown', file, software: unknown.name });
}

export function checkName(manifest: ToolManifest, pkg: ContainerPackage): ToolManifest {
  if (manifest.name === pkg.name) return manifest;
  const file = manifestOf(pkg);
  throw packageProblem({ code: 'name-mismatch', file, name: manifest.name, folder: pkg.name });
}
