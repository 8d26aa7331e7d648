import { jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { toolSource } from '../src/testing/tool-source.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(240_000);

const prefix = uniquePrefix();
const DEBIAN = process.env['JOBLAYER_ARG_DEBIAN_IMAGE'] ?? 'debian:trixie-slim';
let workspace: NxWorkspace;

beforeAll(async () => {
  workspace = await nxWorkspace(prefix, {
    'packages/tool/package.json': '{ "name": "@acme/tool", "type": "module" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/src/tool.ts': toolSource(128),
    'packages/tool/Dockerfile': `FROM ${DEBIAN}\nENTRYPOINT ["/bin/true"]\n`,
  });
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

const read = (file: string): string => readFileSync(join(workspace.root, file), 'utf8');

describe('the target export', () => {
  it('builds the image, and names it by its tag in this engine before it was pushed', async () => {
    const { stdout, stderr } = await workspace.nx(['run', 'tool:export', '--format=cwl']);
    const { reference } = JSON.parse(read('.joblayer/images/tool.json')) as { reference: string };
    expect(read('joblayer-cwl/tool.cwl')).toContain(`dockerPull: ${reference}\n`);
    expect(stdout).toMatch(/^joblayer-cwl\/tool\.cwl$/m);
    expect(stdout + stderr).toContain('Only the engine of this machine has that image');
    expect(stdout + stderr).toContain('run it: cwltool --outdir results joblayer-cwl/tool.cwl');
  });

  it('names the image by its digest once it was pushed, and replaces files only if asked to', async () => {
    const pushed = await workspace.nx(['run', 'tool:docker-push']);
    const [digest = ''] = /^\S+@sha256:[0-9a-f]{64}$/m.exec(pushed.stdout) ?? [];
    const before = read('joblayer-cwl/tool.cwl');
    const refusal = await workspace.nxFailure(['run', 'tool:export', '--format=cwl']);
    expect(refusal).toContain('has files with other content: tool.cwl. Nothing was written.');
    expect(read('joblayer-cwl/tool.cwl')).toBe(before);
    await workspace.nx(['run', 'tool:export', '--format=cwl', '--overwrite']);
    expect(read('joblayer-cwl/tool.cwl')).toContain(`dockerPull: ${digest}\n`);
  });

  it('writes to a directory of one’s own, and refuses an unknown format', async () => {
    await workspace.nx(['run', 'tool:export', '--format=wdl', '--out=some/where']);
    expect(read('some/where/tool.wdl')).toContain('version 1.1');
    const refusal = await workspace.nxFailure(['run', 'tool:export', '--format=wdll']);
    expect(refusal).toContain('"wdll" is not a format of descriptors. Did you mean wdl?');
    expect(existsSync(join(workspace.root, 'joblayer-wdll'))).toBe(false);
  });

  it('is there for a package that is added later', async () => {
    await workspace.write(
      'packages/later/package.json',
      '{ "name": "@acme/later", "type": "module" }',
    );
    await workspace.write('packages/later/manifest.json', manifestText('later'));
    await workspace.write('packages/later/src/tool.ts', toolSource(128));
    await workspace.write(
      'packages/later/Dockerfile',
      `FROM ${DEBIAN}\nENTRYPOINT ["/bin/true"]\n`,
    );
    await workspace.nx(['run', 'later:export', '--format=galaxy', '--out=later']);
    expect(read('later/tool.xml')).toContain('<tool ');
  });
});
