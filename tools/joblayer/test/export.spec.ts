import { jest } from '@jest/globals';
import { run } from '@joblayer/subprocess';
import { DESCRIPTION_LABEL } from '@joblayer/tool-definition/in-image';
import { buildImage, finish, imageOf } from '@joblayer/verify/testing';
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackedCli } from './packed-cli.ts';
import { PushedTools } from './pushed-tools.ts';

jest.setTimeout(240_000);

/** A PATH with nothing on it: no docker. The program itself is started by its path. */
const NO_DOCKER = { PATH: '/nonexistent' };
const BY_DIGEST = /@sha256:[0-9a-f]{64}/;

let cli: PackedCli;
let tools: PushedTools;
beforeAll(async () => {
  cli = await PackedCli.install();
  tools = await PushedTools.push(['samtools-stats', 'samtools-markdup']);
});
afterAll(async () => {
  await tools.remove();
  cli.remove();
});

/** Without an engine, from the registry alone. */
const remotely = (...args: string[]) =>
  cli.call(['export', ...args, '--registry-prefix', tools.prefix], { env: NO_DOCKER });
const read = (file: string): string => readFileSync(join(cli.directory, file), 'utf8');

describe('an export of a tool in a registry', () => {
  it.each([
    ['cwl', 'samtools-stats.cwl'],
    ['wdl', 'samtools-stats.wdl'],
    ['nextflow', 'modules/samtools-stats/main.nf'],
    ['snakemake', 'samtools-stats.smk'],
    ['galaxy', 'samtools-stats.xml'],
  ])('as %s names the image by its digest, without an engine', async (format, file) => {
    const { exitCode, stdout, stderr } = await remotely('samtools-stats', '--format', format);
    expect(exitCode === 0 ? '' : stderr).toBe('');
    const [image = ''] = /(?<=^joblayer: image: )\S+$/m.exec(stderr) ?? [];
    expect(image).toMatch(new RegExp(`^${tools.prefix}/samtools-stats${BY_DIGEST.source}$`));
    expect(read(`joblayer-${format}/${file}`)).toContain(image);
    expect(stdout.split('\n')).toContain(`joblayer-${format}/${file}`);
    expect(stderr).toMatch(/^joblayer: run it: .*samtools-stats/m);
  });

  it('is repeated without a change, and replaces files of one’s own only if asked to', async () => {
    const again = ['samtools-stats', '--format', 'cwl', '--out', 'again'];
    await remotely(...again);
    const before = read('again/samtools-stats.cwl');
    const repeated = await remotely(...again);
    expect(repeated).toMatchObject({ exitCode: 0, stdout: '' });
    expect(repeated.stderr).toContain('again: 1 files had this content already');
    writeFileSync(join(cli.directory, 'again/samtools-stats.cwl'), 'mine');
    const refused = await remotely(...again);
    expect(refused.exitCode).toBe(73);
    expect(refused.stderr).toContain('again has files with other content: samtools-stats.cwl.');
    expect(read('again/samtools-stats.cwl')).toBe('mine');
    expect((await remotely(...again, '--overwrite')).exitCode).toBe(0);
    expect(read('again/samtools-stats.cwl')).toBe(before);
  });

  it('of all tools has an index, and all formats', async () => {
    const { exitCode, stderr, stdout } = await remotely('--all');
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(stdout).toBe('joblayer-tools/index.json\n');
    const { descriptors } = JSON.parse(read('joblayer-tools/index.json')) as {
      descriptors: readonly { tool: string; digest: string; files: readonly string[] }[];
    };
    expect(descriptors).toHaveLength(10);
    for (const { digest, files } of descriptors) {
      expect(digest).toMatch(/^sha256:/);
      for (const file of files) expect(read(`joblayer-tools/${file}`)).not.toBe('');
    }
    expect(read('joblayer-tools/README.md')).toContain('| samtools-markdup |');
  });

  it('as a tool registry has the addresses of the server that will serve it', async () => {
    const { exitCode, stderr } = await remotely(
      ...['--all', '--trs', '--base-url', 'https://tools.example.org/', '--out', 'trs'],
    );
    expect(exitCode === 0 ? '' : stderr).toBe('');
    const all = JSON.parse(read('trs/ga4gh/trs/v2/tools/index.json')) as { url: string }[];
    expect(all.map(({ url }) => url)).toEqual(
      ['samtools-markdup', 'samtools-stats'].map(
        (name) => `https://tools.example.org/ga4gh/trs/v2/tools/${name}`,
      ),
    );
  });
});

describe('an export of an image that only this engine has', () => {
  it('names it by its ID, and states that other machines cannot run it', async () => {
    const image = imageOf('samtools-markdup');
    const { stdout: id } = await run(['docker', 'image', 'inspect', '--format', '{{.Id}}', image]);
    const { exitCode, stderr } = await cli.call(['export', image, '--format', 'wdl', '--out', 'l']);
    expect(exitCode === 0 ? '' : stderr).toBe('');
    expect(read('l/samtools-markdup.wdl')).toContain(`container: "${id}"`);
    expect(stderr).toContain('only the engine of this machine has the images of samtools-markdup');
  });

  it('as snakemake is refused, because Snakemake runs images of a registry only', async () => {
    const args = ['export', imageOf('samtools-markdup'), '--format', 'snakemake', '--out', 'smk'];
    const { exitCode, stderr } = await cli.call(args);
    expect(stderr).toContain('Snakemake runs images of a registry');
    expect(exitCode).toBe(64);
    expect(existsSync(join(cli.directory, 'smk'))).toBe(false);
  });
});

describe('an export that cannot be made', () => {
  it.each([
    ['in an unknown format', ['samtools-stats', '--format', 'cwll'], 64, /Did you mean cwl\?/],
    ['without a format', ['samtools-stats'], 64, /No format was given/],
    ['without a tool', ['--format', 'cwl'], 64, /No tool was named/],
    [
      'of a tool that is absent',
      ['samtools-stat', '--format', 'cwl'],
      66,
      /Did you mean \S+\/samtools-stats\?/,
    ],
    [
      'to a path below a file',
      ['samtools-stats', '--format', 'cwl', '--out', 'file/x'],
      73,
      /cannot be written to file\/x: a part of its path is a file/,
    ],
    [
      'to a directory in which none can be made',
      ['samtools-stats', '--format', 'cwl', '--out', '/proc/x'],
      73,
      /cannot be written to \/proc\/x/,
    ],
  ])('%s is refused, with what to do, and writes nothing', async (_, args, code, message) => {
    writeFileSync(join(cli.directory, 'file'), '');
    rmSync(join(cli.directory, 'joblayer-cwl'), { recursive: true, force: true });
    const { exitCode, stderr, stdout } = await remotely(...args);
    expect(stderr).toMatch(message);
    expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: '' });
    expect(globSync('joblayer-cwl*', { cwd: cli.directory })).toEqual([]);
  });

  it.each([
    ['newer', '{"format":"joblayer-tool-description","version":2}', /version 2, .* Upgrade/],
    ['broken', '{"format":"joblayer-tool-description","version":1}', /is invalid/],
  ])('of a description that is %s is refused, exit code 65', async (name, description, message) => {
    const image = `${tools.path}/${name}:1-${randomUUID().slice(0, 8)}`;
    const context = join(cli.directory, `image-${name}`);
    mkdirSync(context);
    writeFileSync(join(context, 'Dockerfile'), `FROM ${imageOf('samtools-stats')}\n`);
    const label = ['--label', `${DESCRIPTION_LABEL}=${description}`];
    const built = await buildImage(['--tag', image, ...label], context);
    expect(built.exitCode).toBe(0);
    const { exitCode, stderr } = await cli.call(['export', image, '--format', 'cwl', '--out', 'n']);
    await finish(['docker', 'image', 'rm', image]);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(65);
    expect(existsSync(join(cli.directory, 'n'))).toBe(false);
  });
});
