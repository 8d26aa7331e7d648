import { workspaceRoot } from '@joblayer/local-cloud';
import {
  finish,
  imageOf,
  layOutSample,
  removeDirectory,
  sharedDirectory,
} from '@joblayer/verify/testing';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

const EXAMPLE = /^## Example\n.*?^```sh\n(?<lines>.*?)^```$/ms;

const example = (readme: string) =>
  EXAMPLE.exec(readFileSync(path.join(workspaceRoot, readme), 'utf8'))?.groups?.['lines'] ?? '';
/** The generator's placeholder. docker-lint reports it until an author replaces it. */
const isPlaceholder = (readme: string) =>
  /^## Example\n\nTODO:/m.test(readFileSync(path.join(workspaceRoot, readme), 'utf8'));
/** A package without a tool is a base of others. */
const isTool = (readme: string) =>
  existsSync(path.join(workspaceRoot, path.dirname(readme), 'src/tool.ts'));
const readmes = globSync('packages/*/README.md', { cwd: workspaceRoot })
  .filter((readme) => isTool(readme) && !isPlaceholder(readme))
  .toSorted();

let host: string;
beforeAll(async () => {
  host = await sharedDirectory();
  await mkdir(path.join(host, 'lambda'));
  await layOutSample(path.join(host, 'lambda'));
  const indexed =
    'docker run --rm -v "$PWD:/data" --user 0 joblayer/bwa-mem samtools faidx /data/genome.fa';
  expect(await shell('lambda', indexed)).toMatchObject({ exitCode: 0 });

  await mkdir(path.join(host, 'yeast'));
  const data = path.join(workspaceRoot, 'packages/snpeff/test/data');
  for (const [from, to] of [
    ['yeast.fa', 'genome.fa'],
    ['yeast.gff3', 'genome.gff3'],
    ['yeast.vcf', 'sample.vcf'],
  ] as const) {
    await copyFile(path.join(data, from), path.join(host, 'yeast', to));
  }
});
afterAll(() => removeDirectory(host));

/**
 * Runs lines as a reader would, with the images that were built here, in a directory with the files
 * that they name.
 */
function shell(directory: string, lines: string) {
  const built = lines.replaceAll(/joblayer\/(?<name>[\w-]+)/g, (_, name: string) => imageOf(name));
  const program = `cd '${path.join(host, directory)}'\n${built}`;
  return finish(['bash', '-euxo', 'pipefail', '-c', program]);
}

/** The output manifests in a directory: one for each job that published. */
const published = async (directory: string) =>
  (await readdir(path.join(host, directory), { recursive: true })).filter((name) =>
    name.endsWith('joblayer.json'),
  );

describe('the README example', () => {
  it('exists in each package', () => {
    expect(readmes.length).toBeGreaterThan(6);
    for (const readme of readmes) expect(example(readme)).toContain('docker run');
  });

  it.each(readmes)('of %s runs as written, and each of its jobs publishes', async (readme) => {
    const lines = example(readme);
    const directory = path.basename(path.dirname(path.resolve('/workspace', readme)));
    const data = readme.includes('snpeff') ? 'yeast' : 'lambda';
    await cp(path.join(host, data), path.join(host, directory), { recursive: true });
    const { exitCode, stderr } = await shell(directory, lines);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const jobs = lines.match(/^docker run/gm) ?? [];
    expect(await published(directory)).toHaveLength(jobs.length);
  });
});
