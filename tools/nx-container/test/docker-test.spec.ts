import { jest } from '@jest/globals';
import { imageOf } from '@joblayer/verify/testing';
import { engineImages, removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(120_000);

const prefix = uniquePrefix();
const TEST = `ARG IMAGE=${prefix}/tool:latest\nFROM \${IMAGE}\nCOPY data /data\n`;
let workspace: NxWorkspace;

beforeAll(async () => {
  workspace = await nxWorkspace(prefix, {
    'packages/tool/package.json': '{ "name": "@acme/tool" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/Dockerfile': `FROM ${imageOf('base')}\nUSER root\nRUN echo four > /four\n`,
    'packages/tool/test/Dockerfile': `${TEST}RUN test "$(cat /four)" = "$(cat /data/expected)"\n`,
    'packages/tool/test/data/expected': 'four',
  });
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

/** The output of all its tasks, on whichever stream Nx passes it. */
const test = async (): Promise<string> => {
  const result = await workspace.nx(['run', 'tool:docker-test', '--outputStyle=static']);
  return result.stdout + result.stderr;
};

describe('docker-test in the engine', () => {
  it('builds the image, and runs the test on it', async () => {
    const output = await test();
    expect(output).toMatch(/Built .*\/tool:src-/);
    expect(output).toMatch(/\/tool:src-\w+ has passed its test$/m);
  });

  it('does not repeat a test that has passed', async () => {
    const before = await engineImages(prefix);
    expect(await test()).toMatch(/has passed its test already/);
    expect(await engineImages(prefix)).toEqual(before);
  });

  it('leaves the image unchanged when only the test changes', async () => {
    const images = async () =>
      (await engineImages(prefix)).filter((image) => image.startsWith(`${prefix}/tool:`));
    const before = await images();
    await workspace.write('packages/tool/test/data/expected', 'four\n');
    expect(await test()).toMatch(/has passed its test$/m);
    expect(await images()).toEqual(before);
  });

  it('fails, and records no pass, when the tool gives another result', async () => {
    await workspace.write('packages/tool/test/data/expected', 'five');
    for (const attempt of ['first', 'second']) {
      const stderr = await workspace.nxFailure(['run', 'tool:docker-test']);
      expect({ attempt, stderr }).toMatchObject({
        stderr: expect.stringMatching(
          /tool: packages\/tool\/test\/Dockerfile: the test of .*\/tool:src-\w+ failed \(exit code 1\)/,
        ),
      });
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('names the missing test/Dockerfile', async () => {
    await workspace.nx(['run', 'tool:docker-build']);
    await workspace.write('packages/bare/package.json', '{ "name": "@acme/bare" }');
    await workspace.write('packages/bare/manifest.json', manifestText('bare'));
    await workspace.write('packages/bare/Dockerfile', 'FROM scratch\nCOPY manifest.json /\n');
    expect(await workspace.nxFailure(['run', 'bare:docker-test'])).toContain(
      'packages/bare/test/Dockerfile does not exist.',
    );
  });
});
