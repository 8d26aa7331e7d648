import type { ExportedFile } from '@joblayer/descriptors';
import { digestOf, versionOf } from '../exportable-tool.ts';
import type { IndexEntry } from './index-entry.ts';

/** The index for programs, and the index for people. */
export const indexFiles = (entries: readonly IndexEntry[]): ExportedFile[] => [
  { path: 'index.json', text: `${JSON.stringify(indexOf(entries), undefined, 2)}\n` },
  { path: 'README.md', text: readmeOf(entries) },
];

const indexOf = (entries: readonly IndexEntry[]) => ({
  format: 'joblayer-export-index',
  version: 1,
  descriptors: entries.map(({ tool, definition, summary, format, paths }) => ({
    ...{ tool: tool.name, version: versionOf(tool), definition, summary },
    ...{ image: tool.image, digest: digestOf(tool) ?? null },
    ...{ format, files: paths },
  })),
});

function readmeOf(entries: readonly IndexEntry[]): string {
  const rows = entries.map(({ tool, definition, format, paths: [main = ''] }) => {
    const digest = digestOf(tool)?.replace(/^(sha256:[0-9a-f]{12}).*/, '$1…') ?? 'none';
    return `| ${definition} | ${versionOf(tool)} | ${format} | [${main}](${main}) | ${digest} |`;
  });
  const isLocal = entries.some(({ tool }) => tool.isLocalImage);
  return [
    '# Descriptors of tools',
    '',
    'Each descriptor runs a tool in its image. `index.json` has the same list for programs.',
    ...(isLocal
      ? ['', 'An image without a digest is only in the engine of the machine that wrote this list.']
      : []),
    '',
    '| Tool | Version | Format | File | Digest of the image |',
    '| ---- | ------- | ------ | ---- | ------------------- |',
    ...rows,
    '',
  ].join('\n');
}
