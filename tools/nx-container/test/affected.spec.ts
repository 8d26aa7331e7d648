import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(120_000);

let workspace: NxWorkspace;

/** A tool on the base, with the runtime in its bundle. */
const tool = (name: string) => ({
  [`packages/${name}/package.json`]: JSON.stringify({
    name: `@acme/${name}`,
    dependencies: { '@acme/runtime': '*' },
  }),
  [`packages/${name}/manifest.json`]: manifestText(name),
  [`packages/${name}/Dockerfile`]:
    'ARG BASE_IMAGE=acme/base:latest\nFROM ${BASE_IMAGE}\nCOPY dist/ /opt/\n',
  [`packages/${name}/src/main.ts`]: "import { text } from '@acme/runtime';\nconsole.log(text);\n",
  [`packages/${name}/src/main.spec.ts`]: 'export {};\n',
  [`packages/${name}/test/e2e.spec.ts`]: 'export {};\n',
  [`packages/${name}/README.md`]: `# ${name}\n`,
});

beforeAll(async () => {
  workspace = await nxWorkspace('acme', {
    'package.json': '{ "name": "x", "private": true, "workspaces": ["packages/*", "libs/*"] }',
    'libs/runtime/package.json': '{ "name": "@acme/runtime" }',
    'libs/runtime/src/index.ts': "export const text = 'hello';\n",
    'libs/runtime/src/index.spec.ts': 'export {};\n',
    'libs/runtime/README.md': '# runtime\n',
    'packages/base/package.json': '{ "name": "@acme/base" }',
    'packages/base/manifest.json': manifestText('base'),
    'packages/base/Dockerfile': 'FROM scratch\nCOPY etc/ /etc/\n',
    'packages/base/etc/profile': 'a',
    'packages/base/README.md': '# base\n',
    'packages/data/package.json': '{ "name": "@acme/data" }',
    'packages/data/manifest.json': manifestText('data'),
    'packages/data/Dockerfile':
      'ARG SOURCE_IMAGE=acme/align:latest\nFROM ${SOURCE_IMAGE} AS source\nFROM scratch\nCOPY --from=source /opt/main.js /\n',
    ...tool('align'),
    ...tool('stats'),
    'README.md': '# x\n',
  });
  await git('init', '--quiet', '--initial-branch=main');
  await commit('all of it');
});
afterAll(() => workspace.remove());

const git = (...args: string[]) =>
  run(['git', '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: workspace.root,
  });
const commit = async (message: string) => {
  await git('add', '--all');
  await git('commit', '--quiet', '--message', message);
};

/** The images that the last commit affects, as Nx would build them. */
async function affected(): Promise<string[]> {
  const command = ['affected', '-t', 'docker-build', '--base=HEAD~1', '--head=HEAD'];
  await workspace.nx([...command, '--graph=affected.json']);
  const { tasks } = JSON.parse(readFileSync(join(workspace.root, 'affected.json'), 'utf8'));
  await workspace.delete('affected.json');
  return Object.keys(tasks.tasks)
    .flatMap((id) => /^@acme\/(?<name>\w+):docker-build$/.exec(id)?.groups?.['name'] ?? [])
    .toSorted();
}

describe('nx affected -t docker-build', () => {
  it.each([
    ["a tool's source", 'packages/stats/src/main.ts', ['base', 'stats']],
    ["a tool's facts", 'packages/stats/manifest.json', ['base', 'stats']],
    [
      'a tool that another takes files from',
      'packages/align/src/main.ts',
      ['align', 'base', 'data'],
    ],
    ['the base', 'packages/base/etc/profile', ['align', 'base', 'data', 'stats']],
    ["the base's Dockerfile", 'packages/base/Dockerfile', ['align', 'base', 'data', 'stats']],
    ['the runtime', 'libs/runtime/src/index.ts', ['align', 'base', 'data', 'stats']],
    ["the workspace's README", 'README.md', []],
    ["a tool's README", 'packages/align/README.md', []],
    ["the base's README", 'packages/base/README.md', []],
    ["the runtime's README", 'libs/runtime/README.md', []],
    ["a tool's unit test", 'packages/align/src/main.spec.ts', []],
    ["a tool's integration test", 'packages/align/test/e2e.spec.ts', []],
    ["the runtime's unit test", 'libs/runtime/src/index.spec.ts', []],
  ])('builds only the images that a change of %s affects', async (_, file, images) => {
    const text = readFileSync(join(workspace.root, file), 'utf8');
    const comment = file.endsWith('.ts')
      ? '// changed\n'
      : file.endsWith('.json')
        ? ' '
        : '# changed\n';
    await workspace.write(file, `${text}${comment}`);
    await commit(`changes ${file}`);
    expect(await affected()).toEqual(images);
  });
});
