import { exportTool, formatNames } from '@joblayer/descriptors';
import { nfCoreProblems } from '@joblayer/descriptors/testing';
import { loadTools } from './index.ts';
import { describeTool, type ToolDescription } from '@joblayer/tool-definition';
import { parseToolManifest } from '@joblayer/tool-manifest';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '../../../../packages');
const names = globSync('*/src/tool.ts', { cwd: PACKAGES }).map((file) => file.split('/')[0] ?? '');
const IMAGE = `registry.example/joblayer/x@sha256:${'0'.repeat(64)}`;

async function descriptionOf(name: string): Promise<ToolDescription> {
  const tools = await loadTools(join(PACKAGES, name, 'src/tool.ts'));
  const manifest = readFileSync(join(PACKAGES, name, 'manifest.json'), 'utf8');
  return describeTool(tools, parseToolManifest(manifest, ''));
}

/** Without an image. An engine finds a definition's outputs by their names, for example. */
describe('the definitions of each image', () => {
  it.each(names)('can be exported in every format: %s', async (name) => {
    const description = await descriptionOf(name);
    for (const format of formatNames) {
      const files = exportTool(format, description, { image: IMAGE, cases: [] });
      expect(files.length).toBeGreaterThanOrEqual(description.definitions.length);
    }
  });

  it.each(names)('are Nextflow modules by the rules of nf-core: %s', async (name) => {
    const files = exportTool('nextflow', await descriptionOf(name), { image: IMAGE });
    expect(nfCoreProblems(files)).toEqual([]);
  });
});
