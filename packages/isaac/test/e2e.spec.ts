import {
  finish,
  imageOf,
  imageTest,
  isStandIn,
  runImage,
  standInLabel,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import {
  appendFile,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  writeFile,
} from 'node:fs/promises';
import { totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';

const { inCloud, s3 } = testCloud();
/** More than the minimum. The stand-in for Isaac reserves the memory, but does not touch it. */
const ENOUGH = ['--memory-mib', '18432'];
const { host, run: isaac } = imageTest('isaac', { data: 'lambda', always: ENOUGH });
const referenceFiles = async (directory = 'ref') => {
  const names = (await readdir(path.join(host, directory))).sort();
  return names.filter((name) => name !== 'joblayer.json');
};
/** Arguments of an old job definition, some of which the job also sets. */
const OLD_ARGUMENTS = ' -j1 -t /scratch/Temp --keep-duplicates 1 --bam-gzip-level=1 --verbosity 1 ';
const BAM = ['sorted.bam', 'sorted.bam.bai', 'sorted.bam.md5'];

beforeAll(async () => {
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

describe('isaac in its container', () => {
  it('shows by its label whether it is a stand-in', async () => {
    expect(await standInLabel('isaac')).toBe(String(isStandIn('isaac')));
  });

  it('isaac-reference makes a directory with the genome, without temporary files', async () => {
    const files = await readdir(path.join(host, 'ref'));
    expect(files).toEqual(expect.arrayContaining(['genome.fa', 'sorted-reference.xml']));
    expect(files).not.toContain('Temp');
    expect(await readFile(path.join(host, 'ref', 'genome.fa'))).toEqual(
      await readFile(path.join(host, 'lambda phage.fa')),
    );
  });

  it('isaac-reference writes no path of its scratch directory', async () => {
    for (const name of await referenceFiles()) {
      const bytes = await readFile(path.join(host, 'ref', name));
      expect({ name, holdsPath: bytes.includes('work/reference') }).toEqual({
        name,
        holdsPath: false,
      });
    }
    const descriptor = await readFile(path.join(host, 'ref', 'sorted-reference.xml'), 'utf8');
    const named = [...descriptor.matchAll(/<File>([^<]*)</g)].map(([, file]) => file);
    expect(named).toContain('genome.fa');
    expect(await referenceFiles()).toEqual(expect.arrayContaining(named));
  });

  it('isaac-reference makes the same bytes from the same genome again', async () => {
    const made = await isaac(
      ...['isaac-reference', '--fasta', '/t/lambda phage.fa', '--reference', '/t/again/'],
    );
    expect(made.exitCode).toBe(0);
    expect(await referenceFiles('again')).toEqual(await referenceFiles());
    for (const name of await referenceFiles()) {
      const [first, second] = await Promise.all(
        ['ref', 'again'].map((directory) => readFile(path.join(host, directory, name))),
      );
      expect({ name, same: first?.equals(second ?? Buffer.alloc(0)) }).toEqual({
        name,
        same: true,
      });
    }
  });

  it('runs the predecessor’s call from S3 to S3, with a reference made under another path', async () => {
    const bucket = await TestBucket.create(s3);
    for (const name of await referenceFiles()) {
      const bytes = await readFile(path.join(host, 'ref', name));
      // The annotation is compressed; only the descriptor is text.
      const old = name.endsWith('.xml')
        ? bytes.toString('utf8').replaceAll('<File>', '<File>/scratch/')
        : bytes;
      await bucket.put(`reference/isaac/${name}`, old);
    }
    const put = async (name: string) =>
      bucket.put(
        `fastq/SRR1919605${name}.fastq.gz`,
        await readFile(path.join(host, `a${name}.fq.gz`)),
      );
    const { exitCode, stderr } = await runImage(
      'isaac',
      [
        ...['--bam_s3_folder_path', bucket.uri('results/NA12878_states_1/bam/')],
        ...['--fastq1_s3_path', await put('_1'), '--fastq2_s3_path', await put('_2')],
        ...['--reference_s3_path', bucket.uri('reference/isaac/'), '--working_dir', '/scratch'],
        ...['--cmd_args', OLD_ARGUMENTS, '--memory', '76'],
      ],
      inCloud,
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain(
      "-t /scratch/Temp in --extra-args is left out: temporary files go to the job's scratch directory, which --scratch-dir sets",
    );
    expect(await bucket.keys('results')).toEqual(
      [...BAM, 'joblayer.json'].sort().map((name) => `results/NA12878_states_1/bam/${name}`),
    );
  });

  it('aligns several lanes of single reads, and publishes statistics and reports beside the BAM', async () => {
    const { exitCode } = await isaac(
      ...['--reads1', '/t/a_1.fq.gz', "/t/it's b_1.fq.gz", '--reference', '/t/ref/'],
      ...['--output-dir', '/t/out/', '--cpus', '2'],
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
    const options = await readFile(
      path.join(host, 'out', 'a_1.isaac-stats', 'BuildStats.xml'),
      'utf8',
    );
    expect(options).toContain('lanes="2" reads="1" jobs="2" memory="18"');
    expect(await readdir(path.join(host, 'out', 'a_1.isaac-reports'))).toContain('html');
  });

  it('accepts every option, and publishes each folder to its location', async () => {
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
      ...['--bam-gzip-level', '9', '--header-tag', '@RG\\tID:1'],
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await readdir(path.join(host, 'all', 'bam'))).toEqual(expect.arrayContaining(BAM));
    expect(await readdir(path.join(host, 'all', 'stats'))).toContain('BuildStats.xml');
    expect(await readdir(path.join(host, 'all', 'reports'))).not.toEqual([]);
  });

  const job = ['--reads1', '/t/a_1.fq.gz', '--reference', '/t/ref/', '--bam-folder', '/t/refused/'];

  it('refuses a container of 8 GiB, states the memory to ask for, and stages nothing', async () => {
    const grantedMiB = Math.min(8192, Math.floor(totalmem() / 1024 ** 2));
    const { exitCode, stderr } = await runImage('isaac', job, {
      docker: ['-v', `${host}:/t`, '--memory', '8g'],
    });
    expect(exitCode).toBe(64);
    expect(stderr.split('\n').at(-1)).toContain(
      `isaac needs at least 17408 MiB of memory, and the container was granted ${grantedMiB} MiB. Ask for more: docker run --memory 17408m on a host that has it, in AWS Batch MEMORY 17408 or more in the job definition.`,
    );
    expect(stderr).not.toContain('inputs:');
    expect(await readdir(host)).not.toContain('refused');
  });

  it('refuses --memory-mib below its minimum', async () => {
    const args = [...job, '--memory', '8'];
    const { exitCode, stderr } = await runImage('isaac', args, { docker: ['-v', `${host}:/t`] });
    expect(exitCode).toBe(64);
    expect(stderr.split('\n').at(-1)).toContain(
      'isaac needs at least 17408 MiB of memory, and --memory-mib or --memory gives it 8192 MiB. Give --memory-mib 17408 or more, in a container that has as much.',
    );
  });

  it('refuses an extra argument that would write the alignments to another location', async () => {
    const { exitCode, stderr } = await isaac(...job, '--extra-args', '-o /t/elsewhere');
    expect(exitCode).toBe(64);
    expect(stderr.split('\n').at(-1)).toContain(
      "-o /t/elsewhere in --extra-args contradicts the job, which sets isaac-align's files. Leave it out. Set the location of the alignments with --bam-folder.",
    );
    expect(await readdir(host)).not.toContain('refused');
  });

  it('states its minimum of memory in its help', async () => {
    const { stdout } = await runImage('isaac', ['--help']);
    expect(stdout).toContain('Memory that the tool may use, in MiB: at least 17408');
  });

  it('refuses a directory without a descriptor, and publishes nothing', async () => {
    await writeFile(path.join(host, 'x.txt'), '');
    const { exitCode, stderr } = await isaac(
      ...['--reads1', '/t/a_1.fq.gz', '--reference', '/t/out/', '--bam-folder', '/t/refused/'],
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toContain('holds no sorted-reference.xml');
    expect(await readdir(host)).not.toContain('refused');
  });

  it.each([
    [
      'the FASTA was exchanged',
      'genome.fa',
      'NNNN',
      /sorted-reference\.xml does not belong to genome\.fa: .* 48502 .* but the FASTA has 48506/,
    ],
    [
      'the FASTA has a sequence twice',
      'genome.fa',
      '>b\nA\n>b\nA\n',
      /the FASTA genome\.fa in the directory .* names the sequence b twice/,
    ],
  ])('refuses a reference directory in which %s', async (_, name, more, message) => {
    await mkdir(path.join(host, 'stale'), { recursive: true });
    for (const file of await referenceFiles()) {
      await copyFile(path.join(host, 'ref', file), path.join(host, 'stale', file));
    }
    await appendFile(path.join(host, 'stale', name), more);
    const { exitCode, stderr } = await isaac(
      ...['--reads1', '/t/a_1.fq.gz', '--reference', '/t/stale/', '--bam-folder', '/t/refused/'],
    );
    expect(stderr.split('\n').at(-1)).toMatch(message);
    expect(stderr).not.toContain('isaac-align -r');
    expect(exitCode).toBe(65);
  });

  it.each([
    ['of 0 bytes', '', 'is empty: it holds no text'],
    ['without bases', '>a\n', 'has no bases for the sequence a'],
    ['that names a sequence twice', '>a\nA\n>a 2\nA\n', 'names the sequence a twice'],
    ['of proteins', '>a\nMEFL\n', 'has "E" in line 2'],
    ['that is compressed', gzipSync('>a\nACGT\n'), 'is compressed by gzip'],
    ['with a byte-order mark', '\uFEFF>a\nACGT\n', 'begins with a byte-order mark'],
  ])('isaac-reference refuses a FASTA %s', async (_, content, message) => {
    await writeFile(path.join(host, 'bad.fa'), content);
    const { exitCode, stderr } = await isaac(
      ...['isaac-reference', '--fasta', '/t/bad.fa', '--reference', '/t/refused/'],
    );
    expect(stderr.split('\n').at(-1)).toContain(`the FASTA given with --fasta ${message}`);
    expect(exitCode).toBe(65);
  });

  it('accepts a genome with Windows line ends and no line end at its end', async () => {
    await writeFile(path.join(host, 'crlf.fa'), '>a x\r\nACGT\r\nAC\r\n>b\r\nACG');
    const made = await isaac(
      ...['isaac-reference', '--fasta', '/t/crlf.fa', '--reference', '/t/crlf/'],
    );
    expect(made).toMatchObject({ exitCode: 0 });
    expect((await readFile(path.join(host, 'crlf', 'genome.fa'), 'utf8')).slice(-4)).toBe('ACG\n');
    const { exitCode } = await isaac(
      ...['--reads1', '/t/a_1.fq.gz', '--reference', '/t/crlf/', '--bam-folder', '/t/crlf-bam/'],
    );
    expect(exitCode).toBe(0);
  });

  it('exits with the exit code of isaac-align for reads that are not compressed', async () => {
    await writeFile(path.join(host, 'c.fq.gz'), '@r\nACGT\n+\nIIII\n');
    const { exitCode, stderr } = await isaac(
      ...['--reads1', '/t/c.fq.gz', '--reference', '/t/ref/', '--bam-folder', '/t/c/'],
    );
    expect(exitCode).toBe(1);
    expect(stderr.split('\n').at(-1)).toContain('tool failed in run, exit code 1');
    expect(await readdir(host)).not.toContain('c');
  });

  /** isaac-align alone, run as a user id of the host that the image does not know. */
  const align = (...args: string[]) =>
    finish([
      ...(['docker', 'run', '--rm', '--user', '12345:12345', '-v', `${host}:/t`] as const),
      ...['--entrypoint', 'isaac-align', imageOf('isaac'), ...args],
    ]);

  it('starts for any user, although its code assigns __malloc_hook, which glibc no longer calls', async () => {
    if (!isStandIn('isaac')) return;
    const { stderr } = await align('-m', '17');
    expect(stderr).toContain('calls of the malloc hook: 0');
    expect(stderr).toContain("--base-calls-format fastq-gz expected, got ''");
  });

  it('cannot reserve its table under a limit of 16 GiB, like Isaac', async () => {
    if (!isStandIn('isaac')) return;
    const { exitCode, stderr } = await align('-m', '16');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('std::bad_alloc');
  });

  it.each([
    ['-j', '--jobs'],
    ['--jobs', '-j'],
    ['-j', '-j'],
  ])('refuses an option given twice, like Isaac: %s and %s', async (first, second) => {
    if (!isStandIn('isaac')) return;
    const { exitCode, stderr } = await align(first, '1', second, '2');
    expect(exitCode).toBe(1);
    expect(stderr).toContain("option '--jobs' cannot be specified more than once");
  });
});
