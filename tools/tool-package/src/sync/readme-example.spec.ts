import { describeTool } from '@joblayer/job-runtime';
import { loadTools } from '@joblayer/nx-container/tool-source';
import { parseToolManifest } from '@joblayer/tool-manifest';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../../..');
const readme = readFileSync(join(ROOT, 'libs/tool-definition/README.md'), 'utf8');

/** The text of the first block of this kind. */
function block(kind: string): string {
  const [, text] = new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`$`, 'm').exec(readme) ?? [];
  if (text === undefined) throw new Error(`the README has no block of ${kind}`);
  return text;
}

describe('the README of tool descriptions', () => {
  const load = async () => {
    const directory = join(ROOT, 'packages/samtools-stats');
    const manifest = readFileSync(join(directory, 'manifest.json'), 'utf8');
    const tools = await loadTools(join(directory, 'src/tool.ts'));
    return describeTool(tools, parseToolManifest(manifest, 'manifest.json'));
  };

  it('shows parts of the description of samtools-stats as they are', async () => {
    const { definitions } = await load();
    expect(definitions[0]).toMatchObject(JSON.parse(block('json')));
  });

  it('has an example that prints what it says when it is given the JSON alone', async () => {
    const argv = ['--input-type=module', '--eval', block('js')];
    const { stdout, stderr } = spawnSync(process.execPath, argv, {
      ...{ cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
      input: JSON.stringify(await load()),
    });
    expect(stderr).toBe('');
    expect(stdout).toBe(block('text'));
  });
});
