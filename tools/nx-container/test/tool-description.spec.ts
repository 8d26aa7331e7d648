import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { imageOf } from '@joblayer/verify/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { awsEcrClient } from '../src/registry/ecr/aws-ecr-client.ts';
import { registryApi } from '@joblayer/registry';
import { registryHttp } from '@joblayer/registry';
import { removeEngineImages, uniquePrefix } from '../src/testing/engine-images.ts';
import { type NxWorkspace, nxWorkspace } from '../src/testing/nx-workspace.ts';
import { toolSource } from '../src/testing/tool-source.ts';
import { manifestText } from '../src/testing/workspace.ts';

jest.setTimeout(240_000);

const SCHEMA = createRequire(import.meta.url).resolve(
  '@joblayer/tool-definition/tool-description.schema.json',
);
const MAIN = `
import { runCli } from '@joblayer/job-runtime';
import manifest from '../manifest.json' with { type: 'json' };
import { tool } from './tool.ts';

await runCli(tool, manifest);
`;
const DOCKERFILE = `FROM ${imageOf('base')}
COPY dist/ /opt/joblayer/
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/node", "/opt/joblayer/main.js"]
`;

const host = process.env['JOBLAYER_REGISTRY'] ?? '';
const prefix = uniquePrefix();
let workspace: NxWorkspace;

beforeAll(async () => {
  workspace = await nxWorkspace(prefix, {
    'packages/tool/package.json': '{ "name": "@acme/tool", "type": "module" }',
    'packages/tool/manifest.json': manifestText('tool'),
    'packages/tool/src/tool.ts': toolSource(128),
    'packages/tool/src/main.ts': MAIN,
    'packages/tool/Dockerfile': DOCKERFILE,
    'packages/tool/test/Dockerfile': `ARG IMAGE=${prefix}/tool:latest\nFROM \${IMAGE}\nRUN true\n`,
  });
});
afterAll(async () => {
  await removeEngineImages(prefix);
  await workspace.remove();
});

const reference = (): string =>
  JSON.parse(readFileSync(join(workspace.root, '.joblayer/images/tool.json'), 'utf8')).reference;
const labelInEngine = async (): Promise<string> => {
  const format = `{{index .Config.Labels "${DESCRIPTION_LABEL}"}}`;
  return (
    await run(['docker', 'image', 'inspect', '--format', format, reference()])
  ).stdout.trimEnd();
};
/** Lets the engine's name of the image mean one with another label. */
const replaceImage = async (label: string): Promise<void> => {
  const context = join(workspace.root, 'other');
  await workspace.write('other/Dockerfile', `FROM ${reference()}\n`);
  const labels = ['--label', `${DESCRIPTION_LABEL}=${label}`];
  await run(['docker', 'build', '--tag', reference(), ...labels, context]);
};

/** What the registry has of an image: its manifest, then its config blob. Nothing is pulled. */
async function labelsInRegistry(tag: string): Promise<Record<string, string>> {
  const { credentials } = await awsEcrClient().logIn();
  const repository = `${prefix}/tool`;
  const manifest = await registryApi(host, repository, credentials).manifest(tag);
  const { config } = JSON.parse(Buffer.from(manifest?.body ?? []).toString()) as {
    config: { digest: string };
  };
  const send = registryHttp(host, repository, credentials);
  const path = `/v2/${repository}/blobs/${config.digest}`;
  const { status, body } = await send({ method: 'GET', path, headers: {} });
  expect(status).toBe(200);
  return JSON.parse(Buffer.from(body).toString()).config.Labels;
}

describe('the tool description of an image', () => {
  it('is its label, its file, and its response to --describe, which docker-test compares', async () => {
    const { stdout, stderr } = await workspace.nx([
      ...['run', 'tool:docker-test', '--outputStyle=static'],
    ]);
    expect(stdout + stderr).toMatch(/has passed its test$/m);
    const label = await labelInEngine();
    const outputOf = async (...args: string[]) =>
      (await run(['docker', 'run', '--rm', reference(), ...args])).stdout;
    expect(await outputOf('cat', '/opt/joblayer/tool-description.json')).toBe(label);
    expect(JSON.parse(await outputOf('--describe'))).toEqual(JSON.parse(label));
  });

  it('is read from the registry without a pull, and fits the published JSON Schema', async () => {
    await workspace.nx(['run', 'tool:docker-push']);
    await removeEngineImages(prefix);
    const description = JSON.parse((await labelsInRegistry('latest'))[DESCRIPTION_LABEL] ?? '');
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(readFileSync(SCHEMA, 'utf8')),
    );
    validate(description);
    expect(validate.errors ?? []).toEqual([]);
    expect(description).toMatchObject({
      version: 1,
      toolManifest: { name: 'tool' },
      definitions: [{ name: 'tool', inputs: { bam: { flag: 'bam', suffixes: ['.bam'] } } }],
    });
    validate({ ...description, version: 2 });
    expect(validate.errors).toEqual([expect.objectContaining({ instancePath: '/version' })]);
  });

  it('makes another image when it changes, which needs a revision of its own', async () => {
    await workspace.nx(['run', 'tool:docker-build']);
    const before = reference();
    await workspace.write('packages/tool/src/tool.ts', toolSource(256));
    await workspace.nx(['run', 'tool:docker-build']);
    expect(reference()).not.toBe(before);
    expect(JSON.parse(await labelInEngine()).definitions[0].resources.memoryMiB).toBe(256);
    expect(await workspace.nxFailure(['run', 'tool:docker-push'])).toContain('Raise "revision"');
  });

  it('keeps an image whose label is not that of the source from being built or pushed', async () => {
    await workspace.write('packages/tool/manifest.json', manifestText('tool', { revision: 1 }));
    await workspace.nx(['run', 'tool:docker-build']);
    await replaceImage('{}');
    for (const target of ['docker-build', 'docker-test', 'docker-push']) {
      const output = await workspace.nxFailure(['run', `tool:${target}`]);
      expect(output).toContain(`${reference()}: its label ${DESCRIPTION_LABEL} is not`);
      expect(output).toContain(`docker image rm ${reference()}`);
    }
    await run(['docker', 'image', 'rm', reference()]);
    await workspace.nx(['run', 'tool:docker-push']);
    const pushed = (await labelsInRegistry('latest'))[DESCRIPTION_LABEL];
    expect(JSON.parse(pushed ?? '').definitions[0].resources.memoryMiB).toBe(256);
  });
});
