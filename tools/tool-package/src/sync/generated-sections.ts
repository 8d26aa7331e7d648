import type { ToolCase } from '@joblayer/tool-case';
import { dockerfileMetadata, dockerfileVersions, type ToolManifest } from '@joblayer/tool-manifest';
import { RULES } from '../lint/rules.ts';
import type { ImageSizes } from '../sizes/image-sizes.ts';
import { markdownTable } from './markdown-table.ts';
import { type DefinitionOptions, optionsTables } from './options-table.ts';
import { METADATA, VERSIONS } from './dockerfile-markers.ts';
import { differencesText } from './differences-text.ts';
import { noticeText } from './notice-text.ts';
import { linesOf, type Markers } from './section.ts';
import { toolsTable } from './tools-table.ts';

/**
 * A part of a file that is generated from another source. A file that does not exist has no
 * sections.
 */
export interface GeneratedSection {
  /** The path from the workspace's root. */
  readonly file: string;
  readonly markers: Markers;
  readonly body: string;
}

const TOOLS: Markers = { begin: '<!-- tools:begin -->', end: '<!-- tools:end -->' };
const NOTICE: Markers = {
  begin: '--- software in the images (kept by `nx sync`) ---',
  end: '--- end of the software in the images ---',
};
const OPTIONS: Markers = { begin: '<!-- options:begin -->', end: '<!-- options:end -->' };

const DIFFERENCES: Markers = {
  begin: '<!-- differences:begin -->',
  end: '<!-- differences:end -->',
};

const RULES_TABLE: Markers = { begin: '<!-- rules:begin -->', end: '<!-- rules:end -->' };

/** The metadata of a package's Dockerfile. */
export function metadataSection(root: string, manifest: ToolManifest): GeneratedSection {
  return { file: `${root}/Dockerfile`, markers: METADATA, body: dockerfileMetadata(manifest) };
}

/**
 * The versions before the first FROM of a Dockerfile, for its builder. Undefined where it has no
 * such section.
 */
export function versionsSection(
  root: string,
  manifest: ToolManifest,
  dockerfile: string,
): GeneratedSection | undefined {
  if (!linesOf(dockerfile).includes(VERSIONS.begin)) return undefined;
  return { file: `${root}/Dockerfile`, markers: VERSIONS, body: dockerfileVersions(manifest) };
}

/** The options in a package's README. */
export async function optionsSection(
  root: string,
  definitions: readonly DefinitionOptions[],
): Promise<GeneratedSection> {
  return { file: `${root}/README.md`, markers: OPTIONS, body: await optionsTables(definitions) };
}

/** The differences between two runs of a job, in a package's README. */
export const differencesSection = (root: string, cases: readonly ToolCase[]): GeneratedSection => ({
  file: `${root}/README.md`,
  markers: DIFFERENCES,
  body: differencesText(cases),
});

/** The images in the workspace's README. */
export async function toolsSection(
  manifests: readonly ToolManifest[],
  sizes: ImageSizes | undefined,
): Promise<GeneratedSection> {
  return { file: 'README.md', markers: TOOLS, body: await toolsTable(manifests, sizes) };
}

/** The software in the images, with its licences. */
export const noticeSection = (manifests: readonly ToolManifest[]): GeneratedSection => ({
  file: 'NOTICE',
  markers: NOTICE,
  body: noticeText(manifests),
});

/** The rules of docker-lint, in tool-package's README. */
export async function rulesSection(): Promise<GeneratedSection> {
  const rows = RULES.map(({ id, why, level }) => [`\`${id}\`${level ? ` (${level})` : ''}`, why]);
  const body = await markdownTable(['Rule', 'Because'], rows);
  return { file: 'tools/tool-package/README.md', markers: RULES_TABLE, body };
}
