import { BatchClient, DescribeJobDefinitionsCommand } from '@aws-sdk/client-batch';
import { IAMClient } from '@aws-sdk/client-iam';
import { jest } from '@jest/globals';
import { run, SubprocessError } from '@joblayer/subprocess';
import { createJobQueue } from '@joblayer/verify/testing/job-queue';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { toolSource } from '../src/testing/tool-source.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(240_000);

const prefix = uniquePrefix();
const DEBIAN = process.env['JOBLAYER_ARG_DEBIAN_IMAGE'] ?? 'debian:trixie-slim';
const JOB_ID = /^[\da-f]{8}-[\da-f-]{27}$/m;
const batch = new BatchClient();
const iam = new IAMClient();
let workspace: NxWorkspace;

/** Its entry point stands in for the runner: it prints its arguments, and ends as they say. */
const ENTRY_POINT = '#!/bin/sh\necho "given: $*"\ncase "$*" in *missing*) exit 66;; esac\n';
const TOOL = toolSource(128);

const BATCH = {
  ...{ queue: prefix, timeoutSeconds: 120, jobRole: 'arn:aws:iam::123456789012:role/jobs' },
};

beforeAll(async () => {
  workspace = await nxWorkspace(
    prefix,
    {
      'packages/tool/package.json': '{ "name": "@acme/tool", "type": "module" }',
      'packages/tool/manifest.json': manifestText('tool'),
      'packages/tool/src/tool.ts': TOOL,
      'packages/tool/Dockerfile': `FROM ${DEBIAN}\nCOPY --chmod=755 run.sh /run.sh\nENTRYPOINT ["/run.sh"]\n`,
      'packages/tool/run.sh': ENTRY_POINT,
    },
    { batch: BATCH },
  );
  await createJobQueue({ batch, iam }, prefix);
});
afterAll(async () => {
  for (const client of [batch, iam]) client.destroy();
  await removeEngineImages(prefix);
  await workspace.remove();
});

const definitions = async () => {
  const { jobDefinitions = [] } = await batch.send(
    new DescribeJobDefinitionsCommand({ jobDefinitionName: `${prefix}-tool`, status: 'ACTIVE' }),
  );
  return jobDefinitions;
};
const register = () => workspace.nx(['run', 'tool:batch-register']);
const GOOD = ['--bam', 's3://bucket/a b.bam', '--output-dir', 's3://bucket/results/'];

describe('batch-submit before anything is registered', () => {
  it('names the step that is missing', async () => {
    const output = await workspace.nxFailure(['run', 'tool:batch-submit', ...GOOD]);
    expect(output).toContain(`Batch has no active job definition ${prefix}-tool`);
    expect(output).toContain('nx run tool:batch-register');
  });
});

describe('batch-register', () => {
  it("builds and pushes the image, and registers it with the tool's resources", async () => {
    const { stdout } = await register();
    const [reference = ''] = /^\S+@sha256:[0-9a-f]{64}$/m.exec(stdout) ?? [];
    expect(stdout).toMatch(/^arn:aws:batch:\S+:job-definition\/\S+-tool:1$/m);
    expect(await definitions()).toEqual([
      expect.objectContaining({
        revision: 1,
        timeout: { attemptDurationSeconds: 120 },
        containerProperties: expect.objectContaining({
          image: reference,
          jobRoleArn: 'arn:aws:iam::123456789012:role/jobs',
          resourceRequirements: [
            { type: 'VCPU', value: '1' },
            { type: 'MEMORY', value: '128' },
          ],
        }),
      }),
    ]);
  });

  it('creates no revision when nothing changed', async () => {
    expect((await register()).stderr).toMatch(/job-definition\/\S+-tool:1 is registered already/);
    expect(await definitions()).toHaveLength(1);
  });

  it('creates a revision when the tool requests more memory', async () => {
    await workspace.write('packages/tool/src/tool.ts', toolSource(256));
    await workspace.write('packages/tool/manifest.json', manifestText('tool', { revision: 1 }));
    await register();
    expect((await definitions()).map(({ revision }) => revision)).toContain(2);
  });

  it('prints what it would register in a dry run, and registers nothing', async () => {
    await workspace.write('packages/tool/src/tool.ts', toolSource(512));
    await workspace.write('packages/tool/manifest.json', manifestText('tool', { revision: 2 }));
    const { stdout, stderr } = await workspace.nx([
      ...['run', 'tool:batch-register', '--dry-run', '--outputStyle=static'],
    ]);
    expect(stdout + stderr).toContain('Would call batch:RegisterJobDefinition');
    expect(stdout + stderr).toContain('"512"');
    expect(await definitions()).toHaveLength(2);
  });
});

describe('batch-submit', () => {
  it("prints the id of the job, whose command is the user's arguments unchanged", async () => {
    const { stdout, stderr } = await workspace.nx(['run', 'tool:batch-submit', '--wait', ...GOOD]);
    expect(stdout).toMatch(JOB_ID);
    expect(stdout + stderr).toContain(`given: ${GOOD.join(' ')}`);
    expect(stdout + stderr).toMatch(/SUCCEEDED$/m);
  });

  it.each([
    [
      ['--bam', 's3://bucket/a.sam', '--output-dir', 's3://b/'],
      '--bam expects a name that ends in .bam',
    ],
    [['--output-dir', 's3://b/'], '--bam is missing'],
    [[...GOOD, '--dept', '3'], 'unknown option --dept. Did you mean --depth?'],
    [[...GOOD, '--depth', '0'], '--depth'],
  ])('submits no arguments that the tool would refuse: %j', async (args, message) => {
    const output = await workspace.nxFailure(['run', 'tool:batch-submit', ...args]);
    expect(output).toContain('tool: packages/tool/src/tool.ts does not take these arguments');
    expect(output).toContain(message);
    expect(output).not.toMatch(JOB_ID);
  });

  it('fails when the job fails, and prints its exit code', async () => {
    const args = ['--bam', 's3://bucket/missing.bam', '--output-dir', 's3://bucket/results/'];
    const output = await workspace.nxFailure(['run', 'tool:batch-submit', '--wait', ...args]);
    expect(output).toMatch(/tool: The job \S+ failed with exit code 66/);
  });

  it('exits with the exit code of the job when started without Nx', async () => {
    const main = join(import.meta.dirname, '../src/batch/main.ts');
    const submit = (bam: string) =>
      run(
        [
          process.execPath,
          main,
          ...['tool', '--wait', '--', '--bam', bam, '--output-dir', 's3://bucket/results/'],
        ],
        { cwd: workspace.root },
      );
    expect((await submit('s3://bucket/a.bam')).stdout).toMatch(JOB_ID);
    const failure = await submit('s3://bucket/missing.bam').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SubprocessError);
    expect(failure).toMatchObject({ exitCode: 66 });
  });
});

describe('a tool that cannot work with less than 1024 MiB', () => {
  const needs = 'tool needs at least 1024 MiB of memory, and';
  const setting = '"batch": { "tools": { "tool": { "memoryMiB": 1024 } } }';

  beforeAll(() =>
    workspace.write(
      'packages/tool/src/tool.ts',
      TOOL.replace('memoryMiB: 128', 'memoryMiB: 1024, minimumMemoryMiB: 1024'),
    ),
  );

  it('gets no job from a job definition that grants less', async () => {
    const before = await definitions();
    const newest = Math.max(...before.map(({ revision = 0 }) => revision));
    const output = await workspace.nxFailure(['run', 'tool:batch-submit', ...GOOD]);
    expect(output).toMatch(
      new RegExp(
        `tool: ${needs} arn:\\S+-tool:${newest} grants 256 MiB\\. Where nx\\.json sets the`,
      ),
    );
    expect(output).toContain(
      `memory, set ${setting}, or more. Then register it again: nx run tool:batch-register. Nothing was submitted.`,
    );
    expect(output).not.toMatch(JOB_ID);
  });

  it('gets no job whose arguments give it less', async () => {
    const args = [...GOOD, '--memory-mib', '1023'];
    const output = await workspace.nxFailure(['run', 'tool:batch-submit', ...args]);
    expect(output).toContain(`${needs} --memory-mib or --memory gives it 1023 MiB.`);
    expect(output).not.toMatch(JOB_ID);
  });

  it('is not registered where nx.json gives it less', async () => {
    const nxJson = JSON.parse(await readFile(join(workspace.root, 'nx.json'), 'utf8')) as {
      plugins: [{ options: object }];
    };
    const [plugin] = nxJson.plugins;
    const withLess = { ...plugin.options, batch: { ...BATCH, memoryMiB: 512 } };
    const plugins = [{ ...plugin, options: withLess }];
    await workspace.write('nx.json', JSON.stringify({ ...nxJson, plugins }));
    const before = await definitions();
    const output = await workspace.nxFailure(['run', 'tool:batch-register']);
    expect(output).toContain(
      `${needs} nx.json gives its jobs 512 MiB. Set ${setting}, or more, in the options of @joblayer/nx-container. Nothing was registered.`,
    );
    expect(await definitions()).toEqual(before);
  });
});
