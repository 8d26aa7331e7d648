import {
  finish,
  imageOf,
  isStandIn,
  layOutLambdaPhage,
  removeDirectory,
  runImage,
  sharedDirectory,
  standInLabel,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const { inCloud, s3 } = testCloud();
let host: string;
const isaac = (...args: string[]) => runImage('isaac', args, { docker: ['-v', `${host}:/t`] });
/** Isaac's table of k-mers takes 16 GiB of address space, and the smallest limit that holds it is 17. */
const ENOUGH_MEMORY = ['--memory-mib', '18432'];
const BAM = ['sorted.bam', 'sorted.bam.bai', 'sorted.bam.md5'];

beforeAll(async () => {
  host = await sharedDirectory();
  await layOutLambdaPhage(host);
  await rename(path.join(host, 'lambda.fa'), path.join(host, 'lambda phage.fa'));
  for (const name of ['1', '2']) {
    const packed = await promisify(gzip)(await readFile(path.join(host, `reads_${name}.fq`)));
    for (const lane of ['a', "it's b"])
      await writeFile(path.join(host, `${lane}_${name}.fq.gz`), packed);
  }
  const made = await isaac(
    'isaac-reference',
    '--fasta',
    '/t/lambda phage.fa',
    '--reference',
    '/t/ref/',
  );
  expect(made.exitCode).toBe(0);
});
afterAll(() => removeDirectory(host));

describe('isaac in its container', () => {
  it('says by its label whether it is a stand-in', async () => {
    expect(await standInLabel('isaac')).toBe(String(isStandIn('isaac')));
  });

  it('isaac-reference makes a directory that holds the genome, and no temporary files', async () => {
    const files = await readdir(path.join(host, 'ref'));
    expect(files).toEqual(expect.arrayContaining(['genome.fa', 'sorted-reference.xml']));
    expect(files).not.toContain('Temp');
    expect(await readFile(path.join(host, 'ref', 'genome.fa'))).toEqual(
      await readFile(path.join(host, 'lambda phage.fa')),
    );
  });

  it('runs the predecessor’s arguments from S3 to S3, whatever path its reference was made under', async () => {
    const bucket = await TestBucket.create(s3);
    for (const name of await readdir(path.join(host, 'ref'))) {
      if (name === 'joblayer.json') continue;
      const text = await readFile(path.join(host, 'ref', name), 'utf8');
      await bucket.put(`hg/ref/${name}`, text.replaceAll(/<File>[^<]*\//g, '<File>/scratch/'));
    }
    const put = async (name: string) =>
      bucket.put(`reads/${name}`, await readFile(path.join(host, name)));
    const { exitCode, stderr } = await runImage(
      'isaac',
      [
        ...['--bam_s3_folder_path', bucket.uri('out/sample/bam/')],
        ...['--fastq1_s3_path', await put('a_1.fq.gz'), '--fastq2_s3_path', await put('a_2.fq.gz')],
        ...['--reference_s3_path', bucket.uri('hg/ref')],
        ...['--cmd_args', '--verbosity 1', '--working_dir', '/scratch', ...ENOUGH_MEMORY],
      ],
      inCloud,
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await bucket.keys('out')).toEqual(
      expect.arrayContaining(BAM.map((name) => `out/sample/bam/${name}`)),
    );
  });

  it('aligns several lanes of single reads, and publishes statistics and reports beside the BAM', async () => {
    const { exitCode } = await isaac(
      ...['--reads1', '/t/a_1.fq.gz', "/t/it's b_1.fq.gz", '--reference', '/t/ref/'],
      ...['--output-dir', '/t/out/', ...ENOUGH_MEMORY, '--cpus', '2'],
    );
    expect(exitCode).toBe(0);
    expect(await readdir(path.join(host, 'out', 'a_1.isaac'))).toEqual(expect.arrayContaining(BAM));
    const stats = await readdir(path.join(host, 'out', 'a_1.isaac-stats'));
    expect(stats).toEqual(
      expect.arrayContaining([
        'BuildStats.xml',
        'DemultiplexingStats.xml',
        'MatchSelectorStats.xml',
      ]),
    );
    if (!isStandIn('isaac')) return;
    const told = await readFile(
      path.join(host, 'out', 'a_1.isaac-stats', 'BuildStats.xml'),
      'utf8',
    );
    expect(told).toContain('lanes="2" reads="1" jobs="2" memory="18"');
    expect(await readdir(path.join(host, 'out', 'a_1.isaac-reports'))).toContain('html');
  });

  it('takes every option, and publishes each folder where it is told', async () => {
    const seeds = ['--mask-width', '6', '--repeat-threshold', '100'];
    const made = await isaac(
      ...['isaac-reference', '--fasta', '/t/lambda phage.fa', '--reference', '/t/all/ref/'],
      ...seeds,
      '--annotate',
    );
    expect(made.exitCode).toBe(0);
    const { exitCode, stderr } = await isaac(
      ...['--reads1', '/t/a_1.fq.gz', '--reads2', '/t/a_2.fq.gz', '--reference', '/t/all/ref/'],
      ...[
        '--bam-folder',
        '/t/all/bam/',
        '--stats',
        '/t/all/stats/',
        '--reports',
        '/t/all/reports/',
      ],
      ...['--no-keep-duplicates', '--no-mark-duplicates', '--keep-unaligned', 'discard'],
      ...['--base-quality-cutoff', '15', '--realign-gaps', 'no', '--variable-read-length'],
      ...['--bam-gzip-level', '9', '--header-tag', '@RG\\tID:1', ...ENOUGH_MEMORY],
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await readdir(path.join(host, 'all', 'bam'))).toEqual(expect.arrayContaining(BAM));
    expect(await readdir(path.join(host, 'all', 'stats'))).toContain('BuildStats.xml');
    expect(await readdir(path.join(host, 'all', 'reports'))).not.toEqual([]);
  });

  it('refuses a directory without a descriptor, and publishes nothing', async () => {
    await writeFile(path.join(host, 'x.txt'), '');
    const { exitCode, stderr } = await isaac(
      ...[
        '--reads1',
        '/t/a_1.fq.gz',
        '--reference',
        '/t/out/',
        '--bam-folder',
        '/t/refused/',
        ...ENOUGH_MEMORY,
      ],
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toContain('holds no sorted-reference.xml');
    expect(await readdir(host)).not.toContain('refused');
  });

  it('keeps the exit code of isaac-align for reads that are not compressed', async () => {
    await writeFile(path.join(host, 'c.fq.gz'), '@r\nACGT\n+\nIIII\n');
    const { exitCode, stderr } = await isaac(
      ...[
        '--reads1',
        '/t/c.fq.gz',
        '--reference',
        '/t/ref/',
        '--bam-folder',
        '/t/c/',
        ...ENOUGH_MEMORY,
      ],
    );
    expect(exitCode).toBe(1);
    expect(stderr.split('\n').at(-1)).toContain('tool failed in run, exit code 1');
    expect(await readdir(host)).not.toContain('c');
  });

  /** isaac-align alone, as a user of the host that the image does not know. */
  const align = (...args: string[]) =>
    finish([
      ...(['docker', 'run', '--rm', '--user', '12345:12345', '-v', `${host}:/t`] as const),
      ...['--entrypoint', 'isaac-align', imageOf('isaac'), ...args],
    ]);

  it('starts for any user with code that assigns __malloc_hook, which glibc calls no more', async () => {
    if (!isStandIn('isaac')) return;
    const { stderr } = await align('-m', '17');
    expect(stderr).toContain('calls of the malloc hook: 0');
    expect(stderr).toContain("--base-calls-format fastq-gz expected, got ''");
  });

  it('cannot reserve its table under a limit of 16 GiB, as Isaac cannot', async () => {
    if (!isStandIn('isaac')) return;
    const { exitCode, stderr } = await align('-m', '16');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('std::bad_alloc');
  });

  it.each([
    ['-j', '--jobs'],
    ['--jobs', '-j'],
    ['-j', '-j'],
  ])('refuses an option that is given twice, as Isaac does: %s and %s', async (first, second) => {
    if (!isStandIn('isaac')) return;
    const { exitCode, stderr } = await align(first, '1', second, '2');
    expect(exitCode).toBe(1);
    expect(stderr).toContain("option '--jobs' cannot be specified more than once");
  });
});
