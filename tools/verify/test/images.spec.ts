import { optionsOf } from '@joblayer/job-runtime';
import { toolDescriptionSchema } from '@joblayer/tool-definition/description-schema';
import {
  BIOCONTAINERS_REQUIRED,
  labelsOf,
  parseToolManifest,
  versionsIn,
} from '@joblayer/tool-manifest';
import { workspaceRoot } from '@joblayer/local-cloud';
import { finish, imageOf, runImage } from '@joblayer/verify/testing';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const manifests = globSync('packages/*/manifest.json', { cwd: workspaceRoot }).map((file) =>
  parseToolManifest(readFileSync(path.join(workspaceRoot, file), 'utf8'), file),
);
/** A package without a tool is a base of others. */
const tools = manifests.filter(({ name }) =>
  existsSync(path.join(workspaceRoot, 'packages', name, 'src/tool.ts')),
);
/** The images that stand on our Debian. The others have no program of it, and a user without a name. */
const onDebian = manifests.filter(
  ({ name, foreignImage }) => name !== 'base-foreign' && foreignImage === undefined,
);
const toolsOnDebian = tools.filter((tool) => onDebian.includes(tool));

interface ImageConfig {
  readonly Labels: Record<string, string>;
  readonly User: string;
  readonly Entrypoint: readonly string[];
  readonly Env: readonly string[];
}

const configOf = async (name: string): Promise<ImageConfig> => {
  const { stdout } = await finish([
    'docker',
    'image',
    'inspect',
    '--format',
    '{{json .Config}}',
    imageOf(name),
  ]);
  return JSON.parse(stdout) as ImageConfig;
};

it('the workspace has images to test', () => {
  expect(manifests.map(({ name }) => name).sort()).toEqual(
    expect.arrayContaining(['base', 'base-java', 'bwa-mem', 'samtools-stats']),
  );
});

describe.each(manifests)('the image $name', (manifest) => {
  it('has the labels of its tool manifest', async () => {
    expect((await configOf(manifest.name)).Labels).toMatchObject(labelsOf(manifest));
  });

  it('has the labels that BioContainers requires', async () => {
    const { Labels } = await configOf(manifest.name);
    expect(BIOCONTAINERS_REQUIRED.filter((name) => !Labels[name])).toEqual([]);
  });

  it('starts an init with an exec-form entry point, as a user without privileges', async () => {
    const { User, Entrypoint } = await configOf(manifest.name);
    expect(User).toMatch(/^(joblayer|10001:10001)$/);
    expect(Entrypoint.slice(0, 3).join(' ')).toMatch(/\/bin\/tini -- \S+\/bin\/node$/);
  });

  it('has no secret in its environment', async () => {
    const { Env } = await configOf(manifest.name);
    expect(Env.filter((entry) => /SECRET|TOKEN|PASSWORD|_KEY/i.test(entry))).toEqual([]);
  });
});

describe.each(onDebian)('the image $name, on Debian', (manifest) => {
  it('has no list of packages left by apt', async () => {
    const entry = ['--rm', '--entrypoint', 'bash', imageOf(manifest.name)];
    const { stdout } = await finish([
      'docker',
      'run',
      ...entry,
      '-c',
      'ls -A /var/lib/apt/lists /tmp',
    ]);
    expect(stdout).toBe('/tmp:\n\n/var/lib/apt/lists:');
  });

  it('holds the software of the versions in its tool manifest', async () => {
    for (const { name, version } of versionsIn(manifest)) {
      const how = VERSION_OF[name];
      if (how === undefined) continue;
      const entry = ['--rm', '--entrypoint', 'bash', imageOf(manifest.name)];
      const { stdout, stderr } = await finish(['docker', 'run', ...entry, '-c', `${how} 2>&1`]);
      expect(`${stdout}${stderr}`).toContain(version);
    }
  });
});

/** The argument with which each program prints its version. Our own software has none. */
const VERSION_OF: Readonly<Record<string, string>> = {
  node: 'node --version',
  openjdk: 'java --version',
  samtools: 'samtools --version',
  bwa: 'bwa || true',
};

describe.each(toolsOnDebian)('a container of $name', ({ name }) => {
  it('runs as non-root', async () => {
    const { stdout } = await runImage(name, ['id', '-u']);
    expect(stdout).toBe('10001');
  });

  it('has what workflow engines require: bash, ps and coreutils', async () => {
    const { stdout } = await runImage(name, ['bash', '-c', 'command -v ps cp sort env | wc -l']);
    expect(stdout.trim()).toBe('4');
  });
});

describe.each(tools)('a container of $name', ({ name, software }) => {
  it('works with any user id, a read-only root, and no network', async () => {
    const strict = ['--user', '4242:4242', '--read-only', '--network', 'none', '--cap-drop', 'ALL'];
    const { exitCode, stdout } = await runImage(name, ['--version'], { docker: strict });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${software.name} ${software.version}`);
  });

  it('prints its help and its description with the same options', async () => {
    const help = await runImage(name, ['--help']);
    expect(help.exitCode).toBe(0);
    expect(help.stdout).toMatch(/^Inputs:$/m);
    const { stdout } = await runImage(name, ['--describe']);
    const [main] = toolDescriptionSchema.parse(JSON.parse(stdout)).definitions;
    if (!main) throw new Error('it describes no definition');
    for (const { flag } of optionsOf(main)) expect(help.stdout).toContain(`  --${flag}`);
  });
});
