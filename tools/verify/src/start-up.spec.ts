import { bundle } from '@joblayer/nx-container/bundle';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadedBy } from './testing/loaded.ts';

const WORKSPACE = path.resolve(import.meta.dirname, '../../..');

/**
 * The modules that read a command line and print the result. Every start of every image waits for
 * them.
 */
const PACKAGES = ['leven', 'string-argv', 'yargs-parser', 'zod'];
const BUILTINS = ['os', 'path', 'string_decoder', 'timers/promises', 'util'];

/** Modules of the runtime, its directories and the stores. A start needs none of the others. */
const FOR_JOBS_ONLY =
  /^libs\/(?:job-runtime\/src\/(?:cache|scratch|streams)\/|owned-directory\/|object-store\/src\/(?!errors\.ts$|location\/))/;

let directory: string;
beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'start-up-'));
  const samtoolsStats = path.join(WORKSPACE, 'packages/samtools-stats/src/main.ts');
  await bundle(samtoolsStats, path.join(directory, 'samtools-stats'));
  const fixture = path.join(WORKSPACE, 'libs/job-runtime/src/testing/fixture-main.ts');
  await bundle(fixture, path.join(directory, 'fixture'));
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true }));

const loaded = (bundled: 'samtools-stats' | 'fixture', args: readonly string[], exitCode = 0) =>
  loadedBy(path.join(directory, bundled, 'main.js'), args, exitCode);

describe('an entry point', () => {
  it.each([
    ['that prints its help', ['--help'], 0],
    ['that prints its version', ['--version'], 0],
    ['that prints its description', ['--describe'], 0],
    ['that is given a wrong argument', ['--bamm', 'x.bam'], 64],
  ])('%s loads only the modules that read its command line', async (_, args, exitCode) => {
    const { packages, builtins, files } = await loaded('samtools-stats', args, exitCode);
    expect(packages).toEqual(PACKAGES);
    expect(builtins).toEqual(BUILTINS);
    expect(files).toContain('libs/tool-definition/src/command-line/help.ts');
    expect(files.filter((file) => FOR_JOBS_ONLY.test(file))).toEqual([]);
  });

  it('that is given a program of the image also loads the modules that start it', async () => {
    const { packages, builtins } = await loaded('samtools-stats', ['sh', '-c', 'exit 3'], 3);
    expect(packages).toEqual(PACKAGES);
    expect(builtins).toEqual([...BUILTINS, 'child_process'].sort());
  });
});

describe('a job', () => {
  it('on local files loads nothing of S3, HTTPS or the runner of whole programs', async () => {
    const input = path.join(directory, 'in.fq');
    const output = path.join(directory, 'out.txt');
    writeFileSync(input, '@r1\nACGT\n+\nIIII\n');
    const args = ['--reads', input, '--text', output, '--scratch-dir', directory];
    const { packages, files, builtins } = await loaded('fixture', args);
    expect(readFileSync(output, 'utf8')).toBe('@r1\nACGT\n+\nIIII\n');
    expect(packages).toEqual([...PACKAGES, 'p-limit', 'yocto-queue'].sort());
    expect(files).toContain('libs/object-store/src/local/local-store.ts');
    expect(files.filter((file) => /\/object-store\/src\/(?:s3|https|http)\//.test(file))).toEqual(
      [],
    );
    expect(builtins.filter((name) => /http|tls|dns/.test(name))).toEqual([]);
  });
});
