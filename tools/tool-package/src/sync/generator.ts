import type { Tree } from '@nx/devkit';
import { parseToolManifest, type ToolManifest } from '@joblayer/tool-manifest';
import { join } from 'node:path';
import { parseCase } from '@joblayer/tool-case';
import { checkName, containerPackage, manifestOf } from '@joblayer/nx-container/package';
import type { ImageSizes } from '../sizes/image-sizes.ts';
import { SIZES_FILE, sizesSchema } from '../sizes/sizes-file.ts';
import {
  type GeneratedSection,
  differencesSection,
  metadataSection,
  noticeSection,
  optionsSection,
  rulesSection,
  toolsSection,
  versionsSection,
} from './generated-sections.ts';
import { replaceSection } from './section.ts';
import { toolOptions } from './tool-options.ts';

/** Writes every generated section of the workspace: `nx sync`, and `nx sync:check` without writing. */
export default async function syncGenerator(tree: Tree): Promise<{ outOfSyncMessage: string }> {
  const packages = packagesOf(tree);
  for (const section of [
    await toolsSection(
      packages.map(({ manifest }) => manifest),
      sizesIn(tree),
    ),
    noticeSection(packages.map(({ manifest }) => manifest)),
    await rulesSection(),
    ...packages.map(({ root, manifest }) => metadataSection(root, manifest)),
    ...packages.flatMap(({ root, manifest }) => {
      const dockerfile = tree.read(`${root}/Dockerfile`, 'utf8') ?? '';
      return versionsSection(root, manifest, dockerfile) ?? [];
    }),
    ...(await optionsSections(tree, packages)),
    ...packages.flatMap(({ root }) => differencesSectionOf(tree, root)),
  ])
    writeSection(tree, section);
  return { outOfSyncMessage: 'Generated sections of Dockerfiles or READMEs are not up to date.' };
}

/** The sizes that `npm run sizes` measured, if it ever ran. */
function sizesIn(tree: Tree): ImageSizes | undefined {
  const text = tree.read(SIZES_FILE, 'utf8');
  return text === null ? undefined : sizesSchema.parse(JSON.parse(text));
}

interface Package {
  readonly root: string;
  readonly manifest: ToolManifest;
}

function packagesOf(tree: Tree): Package[] {
  const folders = tree.children('packages').toSorted();
  return folders.flatMap((folder) => {
    const pkg = containerPackage(tree.root, `packages/${folder}`);
    const file = manifestOf(pkg);
    const text = tree.read(file, 'utf8');
    if (text === null) return [];
    return [{ root: pkg.root, manifest: checkName(parseToolManifest(text, file), pkg) }];
  });
}

/** Empty where the package has no case, as the base. */
function differencesSectionOf(tree: Tree, root: string): GeneratedSection[] {
  if (!tree.exists(`${root}/test`)) return [];
  const files = tree.children(`${root}/test`).filter((name) => name.endsWith('.case.json'));
  if (files.length === 0 || !tree.exists(`${root}/README.md`)) return [];
  const cases = files.toSorted().map((name) => {
    const file = `${root}/test/${name}`;
    return parseCase(tree.read(file, 'utf8') ?? '', file);
  });
  return [differencesSection(root, cases)];
}

async function optionsSections(
  tree: Tree,
  packages: readonly Package[],
): Promise<GeneratedSection[]> {
  const roots = packages
    .map(({ root }) => root)
    .filter((root) => tree.exists(`${root}/src/tool.ts`) && tree.exists(`${root}/README.md`));
  const definitions = await toolOptions(roots.map((root) => join(tree.root, root, 'src/tool.ts')));
  return Promise.all(roots.map((root, index) => optionsSection(root, definitions[index] ?? [])));
}

function writeSection(tree: Tree, { file, markers, body }: GeneratedSection): void {
  const text = tree.read(file, 'utf8');
  if (text !== null) tree.write(file, replaceSection(text, markers, body, file));
}
