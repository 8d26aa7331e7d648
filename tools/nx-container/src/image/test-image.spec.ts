import { readdir, readFile, rm } from 'node:fs/promises';
import { problemOf } from '@joblayer/problem/testing';
import { engineProblem } from '../engine/problems.ts';
import { containerPackage } from '../package.ts';
import { type FakeEngine, fakeEngine } from '../testing/fake-engine.ts';
import { type TestWorkspace, testWorkspace } from '../testing/workspace.ts';
import { writeImageRecord } from './image-record.ts';
import { testImage } from './test-image.ts';

const IMAGE = 'joblayer/tool:src-0123456789abcdef';
const SETTINGS = { repositoryPrefix: 'joblayer', buildArguments: {} };
const nothingToOpen = async () => {
  throw new Error('the image is in the engine');
};
let workspace: TestWorkspace;
let engine: FakeEngine;

const pkg = () => containerPackage(workspace.root, 'packages/tool');
const built = async (reference: string) => {
  engine.references.add(reference);
  await writeImageRecord(pkg(), { reference, hash: '0', standIn: false });
};
const test = () => testImage(pkg(), { ...SETTINGS, open: nothingToOpen }, engine, () => {});

beforeEach(async () => {
  engine = fakeEngine();
  workspace = await testWorkspace({
    'packages/tool/test/Dockerfile':
      'ARG IMAGE=joblayer/tool:latest\nFROM ${IMAGE}\nCOPY data /data/\nRUN tool /data/reads.fq\n',
    'packages/tool/test/data/reads.fq': '@r\nA\n+\nI\n',
    'packages/tool/test/e2e.spec.ts': '',
  });
  await built(IMAGE);
});
afterEach(() => workspace.remove());

describe('docker-test', () => {
  it('builds test/Dockerfile on exactly the image that docker-build made', async () => {
    await test();
    expect(engine.builds).toEqual([
      {
        context: expect.any(String),
        file: 'packages/tool/test/Dockerfile',
        references: [expect.stringMatching(/^joblayer\/tool\/test:src-/)],
        buildArguments: { IMAGE },
        labels: {},
      },
    ]);
  });

  it('puts the case runner into the build context, and not into the package', async () => {
    let inContext: string[] = [];
    engine.build = async ({ context }) => {
      inContext = await readdir(context);
    };
    await test();
    expect(inContext).toEqual(
      expect.arrayContaining(['Dockerfile', 'data', 'e2e.spec.ts', 'run-cases.mts', 'damage.mts']),
    );
    expect(inContext.filter((name) => name.endsWith('.spec.mts'))).toEqual([]);
    const inPackage = await readdir(`${pkg().directory}/test`);
    expect(inPackage).not.toContain('run-cases.mts');
  });

  it('records the image that is the test', async () => {
    await test();
    const file = `${workspace.root}/.joblayer/images/tool/test.json`;
    const { reference } = JSON.parse(await readFile(file, 'utf8')) as { reference: string };
    expect(engine.references).toContain(reference);
    expect(reference).toMatch(/^joblayer\/tool\/test:src-/);
  });

  it('does not repeat a test that has passed', async () => {
    await test();
    await workspace.write('packages/tool/test/e2e.spec.ts', '// other');
    await test();
    expect(engine.builds).toHaveLength(1);
  });

  it('tests again when the image, the test or its data changes', async () => {
    await test();
    await built('joblayer/tool:src-fedcba9876543210');
    await test();
    await workspace.write('packages/tool/test/data/reads.fq', '@r\nC\n+\nI\n');
    await test();
    expect(engine.builds).toHaveLength(3);
  });

  it('names the test and the image when it fails', async () => {
    engine.build = async ({ file }) => {
      const detail = 'tool: no reads';
      throw engineProblem({ code: 'build-failed', file, exitCode: 1, detail });
    };
    expect(await problemOf(test)).toEqual({
      code: 'test-failed',
      file: 'packages/tool/test/Dockerfile',
      image: IMAGE,
      exitCode: 1,
      detail: 'tool: no reads',
    });
  });

  it('names the missing file where there is no test directory', async () => {
    await rm(`${pkg().directory}/test`, { recursive: true });
    expect(await problemOf(test)).toEqual({
      code: 'dockerfile-missing',
      file: 'packages/tool/test/Dockerfile',
    });
  });

  it('asks for the build of an image that the engine lacks', async () => {
    engine.references.clear();
    expect(await problemOf(test)).toMatchObject({ code: 'image-not-built', name: 'tool' });
  });
});
