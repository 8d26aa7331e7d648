import { generateFiles, type Tree, writeJson } from '@nx/devkit';
import {
  dockerfileMetadata,
  dockerfileVersions,
  type ToolManifest,
  type ToolManifestSource,
  versionArgument,
} from '@joblayer/tool-manifest';
import { join } from 'node:path';
import { type ContainerPackage, manifestOf } from '@joblayer/nx-container/package';
import { buildCommands, buildPackagesOf } from './build-commands.ts';
import type { SoftwareFacts } from './facts.ts';
import { PLACEHOLDER } from '../placeholder.ts';
import { addToLockFile } from './lock-file.ts';
import type { Origin, ToolRequest } from './options.ts';

const TEMPLATES = join(import.meta.dirname, 'files');

export interface ToolPackage {
  readonly pkg: ContainerPackage;
  /** First part of the images' names. */
  readonly prefix: string;
  readonly manifest: ToolManifest;
  /** The manifest as written, without the fields that have their default. */
  readonly source: ToolManifestSource;
  /** The program and its first arguments. */
  readonly command: readonly string[];
  readonly request: ToolRequest;
  readonly facts: SoftwareFacts;
}

/** Writes the files of a tool's package, in the shape that all of them have. */
export function writeToolPackage(tree: Tree, tool: ToolPackage): void {
  const { pkg, source, request } = tool;
  const values = valuesOf(tool);
  generateFiles(tree, join(TEMPLATES, 'package'), pkg.root, values);
  generateFiles(tree, join(TEMPLATES, request.origin.kind), pkg.root, values);
  writeJson(tree, manifestOf(pkg), source);
  addToLockFile(tree, pkg.root);
}

function valuesOf({ pkg, prefix, manifest, command, request, facts }: ToolPackage) {
  const { description, documentation, name: software } = manifest.software;
  const version = versionArgument(software);
  return {
    name: pkg.name,
    image: `${prefix}/${pkg.name}`,
    baseImage: manifest.baseImage,
    metadata: dockerfileMetadata(manifest),
    versions: dockerfileVersions(manifest),
    documentation,
    description,
    placeholder: PLACEHOLDER,
    summary: JSON.stringify(description),
    program: command[0],
    commandText: JSON.stringify(command.join(' ')),
    commandArguments: command.map((argument) => JSON.stringify(argument)).join(', '),
    version,
    ...originValues(request.origin, version, facts),
  };
}

function originValues(origin: Origin, version: string, facts: SoftwareFacts) {
  if (origin.kind === 'debian') {
    const prefix = facts.epoch === undefined ? '' : `${facts.epoch}:`;
    return { packageSpec: `${origin.package}=${prefix}\${${version}}*` };
  }
  if (origin.kind === 'foreign') return { foreignImage: origin.image };
  const { url, sha256, runtimePackages } = origin;
  return {
    sourceUrl: facts.version === undefined ? url : url.replaceAll(facts.version, `\${${version}}`),
    sha256,
    build: buildCommands(origin).join(' \\\n  && '),
    buildPackages: buildPackagesOf(origin).join(' '),
    runtimePackages: runtimePackages.join(' '),
  };
}
