import { jest } from '@jest/globals';
import { manifestText, type NxWorkspace } from '@joblayer/nx-container/testing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolWorkspace } from '../src/testing/tool-workspace.ts';

jest.setTimeout(60_000);

let workspace: NxWorkspace;

beforeAll(async () => {
  workspace = await toolWorkspace('acme', {
    'packages/tool/package.json': '{ "name": "@acme/tool" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/Dockerfile': 'FROM acme/base:1\nUSER root\nRUN echo four > /four\n',
    'packages/none/package.json': '{ "name": "@acme/none" }',
  });
});
afterAll(() => workspace.remove());

const targetsOf = async (project: string): Promise<string[]> => {
  const { stdout } = await workspace.nx(['show', 'project', project, '--json']);
  return Object.keys(JSON.parse(stdout).targets ?? {});
};

describe('docker-lint in Nx', () => {
  it('is a target of each package with a Dockerfile, beside the targets of its image', async () => {
    expect(await targetsOf('tool')).toEqual(
      expect.arrayContaining(['docker-lint', 'docker-build', 'docker-push']),
    );
    expect(await targetsOf('none')).toEqual([]);
  });

  it('fails with a line for each finding: the location, the rule, the fault, the reason, and what to do', async () => {
    const stderr = await workspace.nxFailure(['run', 'tool:docker-lint']);
    expect(stderr).toMatch(/^packages\/tool\/Dockerfile:\d+ section-order: there is no section/m);
    expect(stderr).toMatch(/^packages\/tool\/Dockerfile:\d+ labels: .*; .*\. Run npx nx sync/m);
    expect(stderr).toMatch(/^packages\/tool\/Dockerfile:2 non-root: .*USER joblayer\.$/m);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('shows its notes when it succeeds, with the settings of this workspace', async () => {
    const settings = await readFile(join(import.meta.dirname, '../../../.env'), 'utf8');
    await workspace.write('.env', settings);
    const project = { targets: { notes: { command: 'echo "a note" >&2' } } };
    await workspace.write('packages/none/project.json', JSON.stringify(project));
    const { stdout, stderr } = await workspace.nx(['run-many', '-t', 'notes', '-p', 'none']);
    expect(stdout + stderr).toContain('a note');
  });

  it('accepts the flags of targets that run with it', async () => {
    const flags = ['--to=eu', '--dryRun', '--reuse=engine'];
    const stderr = await workspace.nxFailure(['run', 'tool:docker-lint', ...flags]);
    expect(stderr).toMatch(/^packages\/tool\/Dockerfile:2 non-root: /m);
  });

  it('names every field of a tool manifest that is wrong', async () => {
    await workspace.write(
      'packages/tool/manifest.json',
      manifestText('tool', { tags: [], baseImage: '' }),
    );
    const stderr = await workspace.nxFailure(['run', 'tool:docker-lint']);
    expect(stderr).toMatch(/packages\/tool\/manifest\.json is not a tool manifest:/);
    expect(stderr).toMatch(/- baseImage: /);
    expect(stderr).toMatch(/- tags: /);
  });
});
