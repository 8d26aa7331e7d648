import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(60_000);

let workspace: NxWorkspace;

beforeAll(async () => {
  workspace = await nxWorkspace('acme', {
    'packages/base/package.json': '{ "name": "@acme/base" }',
    'packages/base/manifest.json': manifestText('base'),
    'packages/base/Dockerfile': 'FROM scratch\n',
    'packages/tool/package.json': '{ "name": "@acme/tool" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/Dockerfile': `ARG BASE_IMAGE=acme/base:latest\nFROM $BASE_IMAGE\nCOPY dist /\n`,
    'packages/tool/src/main.ts': "import('./lazy.ts').then(({ text }) => console.log(text));\n",
    'packages/tool/src/lazy.ts': "export const text: string = 'lazily loaded';\n",
    'packages/tool/src/build.ts':
      "import { writeFileSync } from 'node:fs';\nwriteFileSync('dist/extra', 'x');\n",
    'packages/none/package.json': '{ "name": "@acme/none" }',
  });
});
afterAll(() => workspace.remove());

const targetsOf = async (project: string): Promise<string[]> => {
  const { stdout } = await workspace.nx(['show', 'project', project, '--json']);
  return Object.keys(JSON.parse(stdout).targets ?? {});
};

describe('a package in Nx', () => {
  it('has the targets of its files, and the last part of its name as its project name', async () => {
    expect(await targetsOf('tool')).toEqual([
      'build',
      'docker-build',
      'docker-test',
      'docker-tag',
      'docker-push',
    ]);
    expect(await targetsOf('base')).toEqual([
      'docker-build',
      'docker-test',
      'docker-tag',
      'docker-push',
    ]);
    expect(await targetsOf('none')).toEqual([]);
  });

  it('depends on the packages whose images its Dockerfile names', async () => {
    await workspace.nx(['graph', '--file=graph.json']);
    const { graph } = JSON.parse(readFileSync(join(workspace.root, 'graph.json'), 'utf8'));
    expect(graph.dependencies['@acme/tool']).toEqual([
      expect.objectContaining({ target: '@acme/base' }),
    ]);
    expect(graph.dependencies['@acme/base']).toEqual([]);
  });

  it("builds its bundle, chunks of lazily loaded code, and its script's files into dist", async () => {
    await workspace.nx(['run', 'tool:build']);
    const main = readFileSync(join(workspace.root, 'packages/tool/dist/main.js'), 'utf8');
    expect(main).not.toContain('lazily loaded');
    expect(readFileSync(join(workspace.root, 'packages/tool/dist/extra'), 'utf8')).toBe('x');
  });

  it('is built again only when its sources change', async () => {
    await workspace.nx(['run', 'tool:build']);
    expect((await workspace.nx(['run', 'tool:build'])).stdout).toMatch(
      /tool:build\s+\[local cache\]/,
    );
    await workspace.write('packages/tool/src/lazy.ts', "export const text = 'changed';\n");
    expect((await workspace.nx(['run', 'tool:build'])).stdout).not.toContain('[local cache]');
  });
});
