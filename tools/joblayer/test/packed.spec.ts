import { jest } from '@jest/globals';
import { imageOf } from '@joblayer/verify/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodesHere, PackedCli } from './packed-cli.ts';

jest.setTimeout(240_000);

const ALIGNMENTS = join(
  import.meta.dirname,
  '../../../packages/samtools-stats/test/data/lambda.sam',
);

let cli: PackedCli;
beforeAll(async () => {
  cli = await PackedCli.install();
  await copyFile(ALIGNMENTS, join(cli.directory, 'lambda.sam'));
});
afterAll(() => cli.remove());

const json = (file: string) => JSON.parse(readFileSync(join(cli.packageDirectory, file), 'utf8'));

describe('the package for npm', () => {
  it('depends on nothing: what it needs is in it', () => {
    const { name, engines, ...others } = json('package.json');
    expect(name).toBe('joblayer');
    expect(engines).toEqual({ node: '>=20.20' });
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'workspaces'])
      expect(others).not.toHaveProperty(kind);
    expect(JSON.stringify(others)).not.toContain('@joblayer/');
  });

  it('holds the licences of what is bundled', () => {
    const text = readFileSync(join(cli.packageDirectory, 'THIRD-PARTY-LICENSES'), 'utf8');
    for (const name of ['zod 4', '@aws-sdk/client-ecr 3', 'yargs 18', 'cli-progress 3'])
      expect(text).toContain(`\n${name}`);
  });

  it('reads no file that only Linux has', () => {
    const lib = join(cli.packageDirectory, 'lib');
    const linesWithPaths = readdirSync(lib).flatMap((file) =>
      readFileSync(join(lib, file), 'utf8')
        .split('\n')
        .filter((line) => /\/proc\/|["'`]\/proc["'`]|\/sys\/fs/.test(line)),
    );
    expect(linesWithPaths).toEqual([]);
  });

  it('loads neither the AWS SDK, nor zod, nor descriptors to print its help', () => {
    const lib = join(cli.packageDirectory, 'lib');
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const text = readFileSync(join(lib, file), 'utf8');
      for (const [, name = ''] of text.matchAll(
        /^(?:import|\} from|export .* from)\s.*"\.\/([^"]+)";$/gm,
      ))
        load(name);
    };
    load('main.js');
    const text = [...loaded].map((file) => readFileSync(join(lib, file), 'utf8')).join('\n');
    expect(text).toContain('node_modules/yargs/');
    expect(text).not.toContain('libs/descriptors/src/');
    expect(text).not.toMatch(
      /node_modules\/(?:zod|@aws-sdk|@smithy|execa|cli-progress|yaml|fast-xml-builder)\//,
    );
  });
});

describe.each(nodesHere())('on %s, from a directory without anything else', (node) => {
  it('shows help', async () => {
    const { exitCode, stdout } = await cli.call(['--help'], { node });
    expect(stdout).toContain('joblayer run <tool>');
    expect(exitCode).toBe(0);
  });

  it('runs a job of an image that is in the engine', async () => {
    const output = `out-${node.length}/`;
    const job = ['--bam', 'lambda.sam', '--output-dir', output];
    const { exitCode, stderr, stdout } = await cli.call(
      ['run', imageOf('samtools-stats'), '--on', 'docker', '--', ...job],
      { node },
    );
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr, stdout }).toEqual({
      ...{ exitCode: 0, stderr: '', stdout: '' },
    });
    expect(readdirSync(join(cli.directory, output)).toSorted()).toEqual([
      ...['lambda.stats.txt', 'lambda.stats.txt.joblayer.json'],
    ]);
    expect(stderr).toMatch(/^joblayer: samtools-stats in \S*sha256:[0-9a-f]{64}$/m);
  });
});
