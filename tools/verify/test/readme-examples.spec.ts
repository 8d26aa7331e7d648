import { workspaceRoot } from '@joblayer/local-cloud';
import {
  finish,
  imageOf,
  lambdaPhageData,
  removeDirectory,
  sharedDirectory,
} from '@joblayer/verify/testing';
import { globSync, readFileSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const EXAMPLE = /^## Example\n.*?^```sh\n(?<lines>.*?)^```$/ms;
const ON_THIS_MACHINE = /^\*\*On files of this machine\.\*\*.*?^```sh\n(?<lines>.*?)^```$/ms;

const example = (readme: string, place: RegExp) =>
  place.exec(readFileSync(path.join(workspaceRoot, readme), 'utf8'))?.groups?.['lines'] ?? '';
/** As the generator left it: docker-lint notes it until somebody writes one. */
const isPlaceholder = (readme: string) =>
  /^## Example\n\nTODO:/m.test(readFileSync(path.join(workspaceRoot, readme), 'utf8'));
const readmes = globSync('packages/*/README.md', { cwd: workspaceRoot })
  .filter((readme) => !readme.startsWith('packages/base/') && !isPlaceholder(readme))
  .map((readme) => [readme, EXAMPLE] as const);

let host: string;
beforeAll(async () => {
  host = await sharedDirectory();
  const { reads1, reads2, reference } = await lambdaPhageData();
  await mkdir(path.join(host, 'lambda'));
  const lay = (name: string) => path.join(host, 'lambda', name);
  await copyFile(reference, lay('genome.fa'));
  for (const [name, reads] of [
    ['sample_1.fq', reads1],
    ['sample_2.fq', reads2],
  ] as const) {
    await copyFile(reads, lay(name));
    await writeFile(lay(`${name}.gz`), await promisify(gzip)(await readFile(reads)));
  }
  // The other tools' start from alignments.
  const aligned = await shell('lambda', example('packages/bwa-mem/README.md', EXAMPLE));
  expect(aligned).toMatchObject({ exitCode: 0 });
  await rm(lay('sample.bam.joblayer.json'));
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

/** Runs lines as a reader would, in a directory with the files that they name, with the images that were built here. */
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

describe('the example of', () => {
  it('each package is there', () => {
    expect(readmes.length).toBeGreaterThan(6);
    for (const [readme, place] of readmes) expect(example(readme, place)).toContain('docker run');
  });

  it.each([...readmes, ['README.md', ON_THIS_MACHINE] as const])(
    '%s runs as it is written, and every job of it publishes',
    async (readme, place) => {
      const lines = example(readme, place);
      const directory = path.basename(path.dirname(path.resolve('/workspace', readme)));
      const data = readme.includes('snpeff') ? 'yeast' : 'lambda';
      await cp(path.join(host, data), path.join(host, directory), { recursive: true });
      const { exitCode, stderr } = await shell(directory, lines);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const jobs = lines.match(/^docker run/gm) ?? [];
      expect(await published(directory)).toHaveLength(jobs.length);
    },
  );
});
