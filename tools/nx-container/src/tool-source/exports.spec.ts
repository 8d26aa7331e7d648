import { exportTool, formatNames } from '@joblayer/descriptors';
import { loadTools } from './index.ts';
import { describeTool } from '@joblayer/tool-definition';
import { parseToolManifest } from '@joblayer/tool-manifest';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '../../../../packages');
const names = globSync('*/src/tool.ts', { cwd: PACKAGES }).map((file) => file.split('/')[0] ?? '');
const IMAGE = `registry.example/joblayer/x@sha256:${'0'.repeat(64)}`;

/** Without an image. An engine finds a definition's outputs by their names, for example. */
describe('the definitions of each image', () => {
  it.each(names)('can be exported in every format: %s', async (name) => {
    const tools = await loadTools(join(PACKAGES, name, 'src/tool.ts'));
    const manifest = readFileSync(join(PACKAGES, name, 'manifest.json'), 'utf8');
    const description = describeTool(tools, parseToolManifest(manifest, ''));
    for (const format of formatNames) {
      const files = exportTool(format, description, { image: IMAGE, cases: [] });
      expect(files.length).toBeGreaterThanOrEqual(tools.length);
    }
  });
});
