import { loadTools } from '@joblayer/nx-container/tool-source';
import { parseCase, type ToolCase } from '@joblayer/tool-case';
import {
  type DefinitionDescription,
  describeTool,
  type ToolDescription,
} from '@joblayer/tool-definition';
import { parseToolManifest, type ToolManifest } from '@joblayer/tool-manifest';
import { SIZES_FILE, sizesSchema } from '@joblayer/tool-package/sizes';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatsOf } from '../edam/formats.ts';
import { tasksOf } from '../edam/tasks.ts';
import type { Catalogue, CatalogueDefinition, CataloguePackage } from './catalogue.ts';
import { inputNames, outputNames } from './file-names.ts';

/**
 * Reads every package of the workspace from its source.
 *
 * @throws ToolManifestError, and the error of a definition that cannot be loaded
 */
export async function readCatalogue(root: string): Promise<Catalogue> {
  const names = globSync('packages/*/manifest.json', { cwd: root })
    .map((file) => basename(dirname(file)))
    .toSorted();
  const sizes = existsSync(join(root, SIZES_FILE))
    ? sizesSchema.parse(json(root, SIZES_FILE)).images
    : {};
  const { version } = json(root, 'package.json') as { version: string };
  const packages: CataloguePackage[] = [];
  for (const name of names)
    packages.push({ ...(await readPackage(root, name)), size: sizes[name] });
  return { packages, version };
}

async function readPackage(root: string, name: string): Promise<Omit<CataloguePackage, 'size'>> {
  const file = `packages/${name}/manifest.json`;
  const manifest = parseToolManifest(readFileSync(join(root, file), 'utf8'), file);
  const description = await describe(join(root, 'packages', name, 'src/tool.ts'), manifest);
  const definitions = (description?.definitions ?? []).map((described, index) =>
    readDefinition(described, index === 0, readCase(root, name, described.name)),
  );
  return { name, manifest, description, definitions, tasks: tasksOf(manifest.tags) };
}

async function describe(
  file: string,
  manifest: ToolManifest,
): Promise<ToolDescription | undefined> {
  return existsSync(file) ? describeTool(await loadTools(file), manifest) : undefined;
}

function readDefinition(
  described: DefinitionDescription,
  isDefault: boolean,
  toolCase: ToolCase | undefined,
): CatalogueDefinition {
  const inputs = Object.values(described.inputs);
  const outputs = Object.values(described.outputs);
  return {
    ...{ name: described.name, described, isDefault, toolCase },
    reads: formatsOf(inputs.flatMap(inputNames)),
    writes: formatsOf(outputs.flatMap((output) => outputNames(output, described))),
  };
}

function readCase(root: string, name: string, definition: string): ToolCase | undefined {
  const file = `packages/${name}/test/${definition}.case.json`;
  if (!existsSync(join(root, file))) return undefined;
  return parseCase(readFileSync(join(root, file), 'utf8'), file);
}

const json = (root: string, file: string): unknown =>
  JSON.parse(readFileSync(join(root, file), 'utf8'));
