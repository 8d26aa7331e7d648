import { jest } from '@jest/globals';
import {
  manifestText,
  type NxWorkspace,
  removeEngineImages,
  uniquePrefix,
} from '@joblayer/nx-container/testing';
import { run } from '@joblayer/subprocess';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolWorkspace } from '../src/testing/tool-workspace.ts';

jest.setTimeout(120_000);

const METADATA = '# metadata (kept by `nx sync`)\n# end of metadata\n';
const prefix = uniquePrefix();
let workspace: NxWorkspace;

beforeAll(async () => {
  workspace = await toolWorkspace(prefix, {
    'packages/tool/package.json': '{ "name": "@acme/tool" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/Dockerfile': `FROM scratch\n${METADATA}COPY b.txt /\n`,
    'packages/tool/b.txt': 'b',
    'README.md': '# x\n\n<!-- tools:begin -->\n<!-- tools:end -->\n',
  });
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

describe('nx sync', () => {
  it('is requested by sync:check until it has run', async () => {
    expect(await workspace.nxFailure(['sync:check'])).toBeDefined();
    await workspace.nx(['sync']);
    await workspace.nx(['sync:check']);
    const dockerfile = readFileSync(join(workspace.root, 'packages/tool/Dockerfile'), 'utf8');
    expect(dockerfile).toContain('org.opencontainers.image.title="tool"');
  });

  it('writes the labels into the Dockerfile, so that a plain docker build has them too', async () => {
    await workspace.nx(['sync']);
    const image = `${prefix}/labels:1`;
    await run(['docker', 'build', '--tag', image, join(workspace.root, 'packages/tool')]);
    const format =
      '{{index .Config.Labels "software.version"}} {{index .Config.Labels "org.opencontainers.image.title"}}';
    expect((await run(['docker', 'image', 'inspect', '--format', format, image])).stdout).toBe(
      '1.21 tool',
    );
  });
});
