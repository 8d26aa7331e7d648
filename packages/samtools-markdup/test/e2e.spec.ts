import {
  alignLambdaPhage,
  imageTest,
  runImage,
  TestBucket,
  testCloud,
} from '@joblayer/verify/testing';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const { inCloud, s3 } = testCloud();
const {
  host,
  out,
  run: markdup,
  bash,
} = imageTest('samtools-markdup', { data: 'lambda', offline: true });

/** The same steps by samtools alone, one after the other through files. */
const byHand = (input: string, name: string, ...options: string[]) =>
  bash(
    `cd /t/out && samtools collate -o n.bam ${input} && samtools fixmate -m n.bam f.bam &&
     samtools sort -o s.bam f.bam && samtools markdup ${options.join(' ')} -f ${name}.txt s.bam ${name}.bam &&
     samtools index ${name}.bam`,
  );

/**
 * The alignments as SAM without the header, which has paths. Sorted, as reads at one base have no
 * fixed order.
 */
const decoded = async (bam: string) => (await bash(`samtools view ${bam} | sort | md5sum`)).stdout;
const count = async (bam: string, ...options: string[]) =>
  Number((await bash(`samtools view -c ${options.join(' ')} ${bam}`)).stdout);

/** All lines except the one with the command. */
const figures = async (file: string) =>
  (await readFile(path.join(out, file), 'utf8')).replace(/^COMMAND.*\n/, '');

beforeAll(async () => {
  // A third of the reads twice with other names, as in an amplified library.
  for (const name of ['reads_1.fq', 'reads_2.fq']) {
    const fastq = await readFile(path.join(host, name), 'utf8');
    const lines = fastq.split('\n');
    const again = lines
      .slice(0, 4 * 3000)
      .join('\n')
      .replaceAll(/^@r/gm, '@copy');
    await writeFile(path.join(host, name), `${fastq.trimEnd()}\n${again}\n`);
  }
  await alignLambdaPhage(host, '/t/out/lambda.bam');
});

describe('samtools-markdup in its container', () => {
  it('marks the same reads as samtools alone, on a mounted volume, without a network', async () => {
    const { exitCode, stderr } = await markdup(
      '--bam',
      '/t/out/lambda.bam',
      '--output-dir',
      '/t/out/',
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect((await byHand('lambda.bam', 'hand')).exitCode).toBe(0);
    expect(await decoded('/t/out/lambda.markdup.bam')).toBe(await decoded('/t/out/hand.bam'));
    expect(await figures('lambda.markdup.txt')).toBe(await figures('hand.txt'));
    expect(await count('/t/out/lambda.markdup.bam', '-f', 'DUP')).toBeGreaterThan(5900);
    const idxstats = (bam: string) => bash(`samtools idxstats ${bam}`);
    expect((await idxstats('/t/out/lambda.markdup.bam')).stdout).toBe(
      (await idxstats('/t/out/hand.bam')).stdout,
    );
  });

  it('marks the same reads from S3 to S3, streamed from an odd name', async () => {
    const bucket = await TestBucket.create(s3);
    const bam = await bucket.put(
      'it\'s "a" $(b)/x y.bam',
      await readFile(path.join(out, 'lambda.bam')),
    );
    const { exitCode, stderr } = await runImage(
      'samtools-markdup',
      ['--bam_s3_path', bam, '--output-dir', bucket.uri('out/')],
      inCloud,
    );
    expect(stderr).toContain('streamed bam');
    expect(exitCode).toBe(0);
    expect(await bucket.keys('out')).toEqual([
      'out/x y.markdup.bam',
      'out/x y.markdup.bam.bai',
      'out/x y.markdup.bam.joblayer.json',
      'out/x y.markdup.txt',
    ]);
    await writeFile(path.join(out, 's3.bam'), await bucket.get('out/x y.markdup.bam'));
    expect(await decoded('/t/out/s3.bam')).toBe(await decoded('/t/out/hand.bam'));
  });

  it.each([
    [['--remove-dups'], ['-r']],
    [
      ['--optical-distance', '100', '--mode', 'sequence'],
      ['-d', '100', '-m', 's'],
    ],
    [
      ['--mark-supplementary', '--clear', '--include-fails', '--duplicate-count'],
      ['-S', '-c', '--include-fails', '--duplicate-count'],
    ],
    [
      ['--use-read-groups', '--max-read-length', '200'],
      ['--use-read-groups', '-l', '200'],
    ],
    [
      ['--barcode-tag', 'MD', '--json'],
      ['--barcode-tag', 'MD', '--json'],
    ],
    [['--barcode-name', '--optical-distance', '0'], ['--barcode-name']],
    [['--extra-args', '-t'], ['-t']],
  ])('passes %j to samtools', async (options, own) => {
    const { exitCode, stderr } = await markdup(
      ...['--bam', '/t/out/lambda.bam', '--marked', '/t/out/o.bam', '--stats', '/t/out/o.txt'],
      ...options,
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect((await byHand('lambda.bam', 'own', ...own)).exitCode).toBe(0);
    expect(await decoded('/t/out/o.bam')).toBe(await decoded('/t/out/own.bam'));
  });

  describe('with CRAM', () => {
    const TO = ['--stats', '/t/out/c.txt'];
    /** The alignments without their tags: a CRAM reorders them, and adds some. */
    const decodedCram = async (file: string) =>
      (await bash(`samtools view -T /t/out/genome.fa ${file} | cut -f 1-11 | sort | md5sum`))
        .stdout;

    beforeAll(async () => {
      // The CRAM's header names a genome that no longer exists, as on another machine.
      const made = await bash(
        `cd /t/out && cp ../lambda.fa genome.fa && cp genome.fa gone.fa &&
         samtools view -C -T gone.fa -o lambda.cram lambda.bam && rm gone.fa*`,
      );
      expect(made).toMatchObject({ exitCode: 0 });
      expect((await byHand('lambda.bam', 'hand')).exitCode).toBe(0);
    });

    it('as input and output, marks the same reads as samtools alone, and finds the genome’s indexes in another directory', async () => {
      const packed = await bash(
        `mkdir -p /t/index && cd /t/out && samtools faidx -o packed.fa.gz genome.fa 'gi|9626243|ref|NC_001416.1|' &&
         rm -f packed.fa.gz.* && samtools faidx packed.fa.gz && mv packed.fa.gz.fai /t/index/p.fai && mv packed.fa.gz.gzi /t/index/p.gzi`,
      );
      expect(packed).toMatchObject({ exitCode: 0 });
      const { exitCode, stderr } = await markdup(
        ...['--bam', '/t/out/lambda.cram', '--reference', '/t/out/packed.fa.gz', ...TO],
        ...['--fai', '/t/index/p.fai', '--gzi', '/t/index/p.gzi'],
        ...['--cram', '/t/out/c.cram'],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).not.toContain('samtools faidx');
      expect(await decodedCram('/t/out/c.cram')).toBe(await decodedCram('/t/out/hand.bam'));
      expect(await figures('c.txt')).toBe(await figures('hand.txt'));
      const found = await bash(
        "samtools view -c -T /t/out/genome.fa /t/out/c.cram 'gi|9626243|ref|NC_001416.1|:1-5000'",
      );
      expect(Number(found.stdout)).toBeGreaterThan(1000);
      expect((await readdir(out)).filter((name) => name.startsWith('c.'))).toEqual([
        'c.cram',
        'c.cram.crai',
        'c.cram.joblayer.json',
        'c.txt',
      ]);
    });

    it('writes CRAM and BAM if both are given, and their indexes to their locations', async () => {
      const { exitCode, stderr } = await markdup(
        ...['--bam', '/t/out/lambda.bam', '--reference', '/t/lambda.fa', ...TO],
        ...['--marked', '/t/out/both.bam', '--bai', '/t/index/both.csi'],
        ...['--cram', '/t/out/both.cram', '--crai', '/t/index/both.crai'],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(await decoded('/t/out/both.bam')).toBe(await decoded('/t/out/hand.bam'));
      expect(await decodedCram('/t/out/both.cram')).toBe(await decodedCram('/t/out/both.bam'));
      const region = "'gi|9626243|ref|NC_001416.1|:1-5000'";
      const [bam, cram] = [
        await bash(`samtools view -c -X /t/out/both.bam /t/index/both.csi ${region}`),
        await bash(
          `samtools view -c -T /t/out/genome.fa -X /t/out/both.cram /t/index/both.crai ${region}`,
        ),
      ];
      expect(Number(bam.stdout)).toBeGreaterThan(1000);
      expect(cram.stdout).toBe(bam.stdout);
    });

    it('writes the same CRAM in each job, whose header does not name the job’s directory', async () => {
      const job = (name: string) =>
        markdup(
          ...['--bam', '/t/out/lambda.bam', '--reference', '/t/lambda.fa', '--cpus', '1'],
          ...['--cram', `/t/out/${name}/same.cram`, '--stats', `/t/out/${name}/same.txt`],
        );
      for (const name of ['one', 'other'])
        expect(await job(name)).toMatchObject({ exitCode: 0, stderr: expect.any(String) });
      const cmp = await bash('cd /t/out && cmp one/same.cram other/same.cram');
      expect(cmp).toMatchObject({ exitCode: 0 });
      const { stdout } = await bash('samtools view -H /t/out/one/same.cram | grep ^@SQ');
      expect(stdout).toMatch(/\tM5:\w{32}\tUR:\/proc\/self\/cwd\/lambda\.fa$/);
    });

    it('fails without its genome, which is not downloaded, and publishes nothing', async () => {
      const { exitCode, stderr } = await markdup(
        ...['--bam', '/t/out/lambda.cram', '--marked', '/t/out/none.bam', '--stats'],
        '/t/out/none.txt',
      );
      expect(exitCode).not.toBe(0);
      expect(stderr).toMatch(/reference/i);
      expect((await readdir(out)).filter((name) => name.startsWith('none'))).toEqual([]);
    });
  });

  describe('of reads whose mate was removed by a filter', () => {
    const HEADER = '@HD\tVN:1.6\tSO:coordinate\n@SQ\tSN:c\tLN:2000\n@RG\tID:l\tSM:s\n';
    const read = (name: string, flag: number, quality: string, tags = '', at = 100) =>
      [
        ...[name, flag, 'c', at, 60, '50M', '=', at === 100 ? 300 : 100, at === 100 ? 250 : -250],
        ...['ACGTAACGTA'.repeat(5), quality.repeat(50) + tags],
      ].join('\t');
    const MC = '\tMC:Z:50M';

    /** The output of `markdup`, and its figures. */
    async function marked(...reads: string[]) {
      await writeFile(path.join(out, 'orphans.sam'), `${HEADER}${reads.join('\n')}\n`);
      const { exitCode, stderr } = await markdup(
        ...['--bam', '/t/out/orphans.sam', '--marked', '/t/out/o.bam', '--stats', '/t/out/o.txt'],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      return {
        reads: (await bash('samtools view /t/out/o.bam | cut -f 1,2,7-9,12- | sort')).stdout,
        figures: await figures('o.txt'),
      };
    }

    it('counts one without its mate’s tags as a single read, and writes it unchanged', async () => {
      const { reads, figures } = await marked(read('o1', 99, 'I'));
      expect(reads).toBe('o1\t99\t=\t300\t250');
      expect(figures).toMatch(/^SINGLE: 1$/m);
    });

    it('marks the worse of two at one position, even with tags of an earlier run', async () => {
      const { reads, figures } = await marked(read('o1', 99, 'I', MC), read('o2', 99, '5', MC));
      expect(reads).toBe('o1\t99\t=\t300\t250\tMC:Z:50M\no2\t1123\t=\t300\t250\tMC:Z:50M');
      expect(figures).toMatch(/^SINGLE: 2$[^]*^DUPLICATE TOTAL: 1$/m);
    });

    it('marks one beside a whole pair, and leaves the pair unchanged', async () => {
      const { reads, figures } = await marked(
        ...[read('p', 99, 'I', MC), read('o', 99, '5', MC), read('p', 147, 'I', MC, 300)],
      );
      const [orphan, first, second] = reads.split('\n');
      expect(orphan).toBe('o\t1123\t=\t300\t250\tMC:Z:50M');
      expect(first).toMatch(/^p\t147\t=\t100\t-250\t.*MC:Z:50M/);
      expect(second).toMatch(/^p\t99\t=\t300\t250\t.*MC:Z:50M/);
      expect(figures).toMatch(/^PAIRED: 2$[^]*^SINGLE: 1$[^]*^DUPLICATE TOTAL: 1$/m);
    });
  });

  it('fails for a truncated file, although collate is only the first in the pipe, and publishes nothing', async () => {
    const whole = await readFile(path.join(out, 'lambda.bam'));
    await writeFile(path.join(out, 'broken.bam'), whole.subarray(0, 100_000));
    const { exitCode, stderr } = await markdup(
      ...[
        '--bam',
        '/t/out/broken.bam',
        '--marked',
        '/t/out/none.bam',
        '--stats',
        '/t/out/none.txt',
      ],
    );
    expect(stderr.split('\n').at(-1)).toMatch(
      /tool failed in run, exit code 65, .*--bam.* is cut short or damaged/,
    );
    expect(exitCode).toBe(65);
    expect((await readdir(out)).filter((name) => name.startsWith('none'))).toEqual([]);
  });
});
