import { describeTool } from '@joblayer/job-runtime';
import { toolDescriptionSchema } from '@joblayer/tool-definition/description-schema';
import { loadTools } from '@joblayer/nx-container/tool-source';
import { parseToolManifest } from '@joblayer/tool-manifest';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = join(import.meta.dirname, '../../../../packages');
const packages = globSync('*/src/tool.ts', { cwd: PACKAGES }).map(
  (file) => file.split('/')[0] ?? '',
);

/** The config of an image holds its labels. Registries accept a config of up to 4 MiB. */
const MOST_BYTES = 128 * 1024;

describe.each(packages)('the description of %s', (name) => {
  const load = async () => {
    const tools = await loadTools(join(PACKAGES, name, 'src/tool.ts'));
    const manifest = readFileSync(join(PACKAGES, name, 'manifest.json'), 'utf8');
    return {
      tools,
      description: describeTool(tools, parseToolManifest(manifest, 'manifest.json')),
    };
  };

  it('matches the published schema, and fits in a label as JSON', async () => {
    const { description } = await load();
    const json = JSON.stringify(description);
    expect(toolDescriptionSchema.parse(JSON.parse(json))).toEqual(description);
    expect(Buffer.byteLength(json)).toBeLessThan(MOST_BYTES);
  });

  it('has the defaults of its definitions', async () => {
    const { tools, description } = await load();
    for (const [index, tool] of tools.entries()) {
      const params = Object.entries(description.definitions[index]?.params ?? {});
      const defaults = params.flatMap(([key, param]) =>
        param.default === undefined ? [] : [[key, param.default] as const],
      );
      expect(Object.fromEntries(defaults)).toEqual(tool.params.parse({}));
    }
  });
});
