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
const { host, run: samtoolsStats } = imageTest('samtools-stats', { data: 'lambda' });

/** samtools stats of the image, without its runner. */
const byHand = (...args: string[]) => samtoolsStats('samtools', 'stats', ...args);

/** All lines except comments, which show the command. */
const content = (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .trim();

/** The summary. For CRAM, other sections such as the checksums differ. */
const figures = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('SN\t'))
    .join('\n');

beforeAll(async () => {
  await alignLambdaPhage(host, '/t/lambda.bam');
});

describe('samtools-stats in its container', () => {
  it('gives the same as samtools stats alone, on a mounted volume', async () => {
    const { exitCode } = await samtoolsStats('--bam', '/t/lambda.bam', '--stats', '/t/l.stats');
    expect(exitCode).toBe(0);
    const stats = await readFile(path.join(host, 'l.stats'), 'utf8');
    const expected = await byHand('/t/lambda.bam');
    expect(content(stats)).toBe(content(expected.stdout));
    expect(stats).toMatch(/^SN\traw total sequences:\t20000\t/m);
  });

  it.each([
    ['no further arguments', []],
    ['empty arguments', ['--cmd_args', '']],
    ['arguments', ['--cmd_args', ' -d ']],
  ])('runs the predecessor’s call with %s from S3 to S3', async (_, further) => {
    const bucket = await TestBucket.create(s3);
    const sample = 'results/NA12878_states_1';
    const put = async (key: string, name: string) =>
      bucket.put(key, await readFile(path.join(host, name)));
    const { exitCode, stderr } = await runImage(
      'samtools-stats',
      [
        ...['--bam_s3_path', await put(`${sample}/bam/sorted.bam`, 'lambda.bam')],
        ...['--reference_s3_path', await put('reference/hg38.fa', 'lambda.fa')],
        ...['--bam_stats_s3_path', bucket.uri(`${sample}/stats/bam_stats.dat`)],
        ...['--working_dir', '/scratch', ...further],
      ],
      inCloud,
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(await bucket.keys(`${sample}/stats`)).toEqual(
      ['', '.joblayer.json'].map((end) => `${sample}/stats/bam_stats.dat${end}`),
    );
    const own = further.includes(' -d ') ? ['-d'] : [];
    const expected = await byHand(...own, '/t/lambda.bam');
    expect(figures(await bucket.text(`${sample}/stats/bam_stats.dat`))).toBe(
      figures(expected.stdout),
    );
  });

  it('gives the same from S3 to S3, with odd names', async () => {
    const bucket = await TestBucket.create(s3);
    const key = 'a "quoted" $(dir)/it\'s ünï.bam';
    const bam = await bucket.put(key, await readFile(path.join(host, 'lambda.bam')));
    const { exitCode, stderr } = await runImage(
      'samtools-stats',
      ['--bam', bam, '--output-dir', bucket.uri('out')],
      inCloud,
    );
    expect(stderr).toMatch(/succeeded in/);
    expect(exitCode).toBe(0);
    expect(await bucket.keys('out')).toEqual([
      "out/it's ünï.stats.txt",
      "out/it's ünï.stats.txt.joblayer.json",
    ]);
    const expected = await byHand('/t/lambda.bam');
    expect(content(await bucket.text("out/it's ünï.stats.txt"))).toBe(content(expected.stdout));
  });

  it.each([
    ['bam', []],
    ['sam', ['-h']],
    ['cram', ['-O', 'cram,no_ref']],
  ])('gives the same for a %s streamed from S3 as for a staged one', async (ending, how) => {
    const name = `streamed.${ending}`;
    await samtoolsStats('samtools', 'view', ...how, '-o', `/t/${name}`, '/t/lambda.bam');
    const bucket = await TestBucket.create(s3);
    const bam = await bucket.put(name, await readFile(path.join(host, name)));
    for (const [mode, said] of [
      ['stream', 'streamed bam'],
      ['no-stream', 'downloaded bam'],
    ] as const) {
      const { exitCode, stderr } = await runImage(
        'samtools-stats',
        ['--bam', bam, '--output-dir', bucket.uri(mode), `--${mode}`],
        inCloud,
      );
      expect({ exitCode, stderr }).toEqual({
        exitCode: 0,
        stderr: expect.stringContaining(said),
      });
      expect(stderr).not.toContain('warning');
    }
    const stats = content(await bucket.text('stream/streamed.stats.txt'));
    expect(stats).toBe(content(await bucket.text('no-stream/streamed.stats.txt')));
    expect(stats).toMatch(/^SN\traw total sequences:\t20000\t/m);
  });

  it('fails for a truncated streamed file like for a staged one', async () => {
    const bucket = await TestBucket.create(s3);
    const whole = await readFile(path.join(host, 'lambda.bam'));
    const bam = await bucket.put('broken.bam', whole.subarray(0, 100_000));
    const { exitCode, stderr } = await runImage(
      'samtools-stats',
      ['--bam', bam, '--output-dir', bucket.uri('out/')],
      inCloud,
    );
    expect(stderr.split('\n').at(-1)).toContain('tool failed in run');
    expect(exitCode).not.toBe(0);
    expect(await bucket.keys('out/')).toEqual([]);
  });

  it.each([
    [
      ['--required-flag', '2'],
      ['-f', '2'],
    ],
    [
      ['--filtering-flag', '16', '--remove-dups'],
      ['-F', '16', '-d'],
    ],
    [
      ['--read-length', '100', '--sparse'],
      ['-l', '100', '-x'],
    ],
    [
      ['--insert-size', '300', '--trim-quality', '20'],
      ['-i', '300', '-q', '20'],
    ],
    [['--remove-overlaps'], ['-p']],
    [
      ['--extra-args', '-c 1,50,5'],
      ['-c', '1,50,5'],
    ],
  ])('passes %j to samtools', async (options, own) => {
    const to = ['--bam', '/t/lambda.bam', '--stats', '/t/options.stats'];
    const { exitCode } = await samtoolsStats(...to, ...options);
    expect(exitCode).toBe(0);
    const stats = await readFile(path.join(host, 'options.stats'), 'utf8');
    expect(content(stats)).toBe(content((await byHand(...own, '/t/lambda.bam')).stdout));
  });

  describe('with a genome, regions and plots', () => {
    const CHROMOSOME = 'gi|9626243|ref|NC_001416.1|';
    const TO = ['--stats', '/t/out/o.stats'];
    /** Without a network, so that nothing can be downloaded. */
    const offline = (...args: string[]) =>
      runImage('samtools-stats', args, { docker: ['-v', `${host}:/t`, '--network', 'none'] });
    const published = () => readFile(path.join(host, 'out', 'o.stats'), 'utf8');

    beforeAll(async () => {
      const made = await samtoolsStats(
        ...['bash', '-euo', 'pipefail', '-c'],
        `cd /t/out && cp ../lambda.fa hand.fa && samtools faidx hand.fa && samtools index -o hand.bai ../lambda.bam &&
         cp hand.fa gone.fa && samtools view -O cram -T gone.fa -o lambda.cram ../lambda.bam && rm gone.fa* &&
         printf 'track name=x\n${CHROMOSOME}\t1000\t2000\tgene\n' > t.bed &&
         printf '${CHROMOSOME}\t1001\t2000\n' > t.tsv`,
      );
      expect(made.exitCode).toBe(0);
    });

    it.each([
      ['/t/lambda.bam', ['--reference', '/t/lambda.fa']],
      ['/t/out/lambda.cram', ['--reference', '/t/out/hand.fa']],
    ])('gives the GC depth of %s, which it decodes', async (bam, options) => {
      const { exitCode, stderr } = await offline('--bam', bam, ...TO, ...options);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const expected = await byHand('--reference', '/t/out/hand.fa', '-r', '/t/out/hand.fa', bam);
      expect(content(await published())).toBe(content(expected.stdout));
      expect(await published()).toMatch(/^GCD\t/m);
      expect(await published()).toMatch(/^MPC\t/m);
    });

    it('fails at once for CRAM without its genome, as nothing is downloaded', async () => {
      const { exitCode, stderr } = await offline('--bam', '/t/out/lambda.cram', ...TO);
      expect(exitCode).not.toBe(0);
      expect(stderr).toMatch(/reference/i);
    });

    it.each(['/t/lambda.bam', '/t/out/lambda.cram'])('counts a region of %s', async (bam) => {
      const region = `${CHROMOSOME}:1000-2000`;
      const genome = ['--reference', '/t/out/hand.fa'];
      const { exitCode, stderr } = await offline(
        ...['--bam', bam, '--region', region, ...genome, ...TO],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      const own = ['-r', '/t/out/hand.fa', '-X', '/t/lambda.bam', '/t/out/hand.bai', region];
      expect(figures(await published())).toBe(figures((await byHand(...own)).stdout));
    });

    it('finds indexes in another directory, and makes none', async () => {
      const packed = await samtoolsStats(
        ...['bash', '-euo', 'pipefail', '-c'],
        `mkdir -p /t/index && cd /t/index && samtools faidx -o ../out/packed.fa.gz ../out/hand.fa '${CHROMOSOME}' &&
         rm -f ../out/packed.fa.gz.* && samtools faidx ../out/packed.fa.gz && mv ../out/packed.fa.gz.fai p.fai && mv ../out/packed.fa.gz.gzi p.gzi && mv ../lambda.bam.bai l.bai`,
      );
      expect(packed).toMatchObject({ exitCode: 0 });
      const region = `${CHROMOSOME}:1000-2000`;
      const { exitCode, stderr } = await offline(
        ...['--bam', '/t/lambda.bam', '--bai', '/t/index/l.bai', '--region', region, ...TO],
        ...['--reference', '/t/out/packed.fa.gz', '--fai', '/t/index/p.fai'],
        ...['--gzi', '/t/index/p.gzi'],
      );
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
      expect(stderr).not.toMatch(/samtools (faidx|index)/);
      const own = ['-r', '/t/out/hand.fa', '-X', '/t/lambda.bam', '/t/out/hand.bai', region];
      expect(content(await published())).toBe(content((await byHand(...own)).stdout));
    });

    it('counts the same targets from a BED, from 0, and from lines that count from 1', async () => {
      for (const targets of ['/t/out/t.bed', '/t/out/t.tsv']) {
        const { exitCode } = await offline('--bam', '/t/lambda.bam', '--targets', targets, ...TO);
        expect(exitCode).toBe(0);
        const expected = await byHand('-t', '/t/out/t.tsv', '/t/lambda.bam');
        expect(content(await published())).toBe(content(expected.stdout));
      }
    });

    it('draws plots only if they are given a location', async () => {
      const bam = ['--bam', '/t/lambda.bam'];
      await offline(...bam, '--output-dir', '/t/out/all/');
      expect(await readdir(path.join(host, 'out', 'all'))).toEqual([
        ...['lambda.stats.txt', 'lambda.stats.txt.joblayer.json'],
      ]);
      const { exitCode } = await offline(...bam, ...TO, '--plots', '/t/out/plots/');
      expect(exitCode).toBe(0);
      const plots = path.join(host, 'out', 'plots');
      expect(await readdir(plots)).toEqual(
        expect.arrayContaining(['index.html', 'coverage.png', 'insert-size.png', 'quals.png']),
      );
      const png = await readFile(path.join(plots, 'insert-size.png'));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
    });
  });

  it('exits with 65 for a truncated file, whatever samtools exits with, and publishes nothing', async () => {
    const whole = await readFile(path.join(host, 'lambda.bam'));
    await writeFile(path.join(host, 'broken.bam'), whole.subarray(0, 100_000));
    expect((await byHand('/t/broken.bam')).exitCode).not.toBe(65);
    const { exitCode, stderr } = await samtoolsStats(
      ...['--bam', '/t/broken.bam', '--stats', '/t/broken.stats'],
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toMatch(/--bam.* is cut short or damaged/);
    expect((await readdir(host)).filter((name) => name.includes('broken.stats'))).toEqual([]);
  });

  it('fails for a file without its last block, of which samtools only warns', async () => {
    const whole = await readFile(path.join(host, 'lambda.bam'));
    // The block of 28 bytes that ends every BAM: https://samtools.github.io/hts-specs/SAMv1.pdf, section 4.1.2.
    await writeFile(path.join(host, 'endless.bam'), whole.subarray(0, -28));
    expect((await byHand('/t/endless.bam')).exitCode).toBe(0);
    const { exitCode, stderr } = await samtoolsStats(
      ...['--bam', '/t/endless.bam', '--stats', '/t/endless.stats'],
    );
    expect(exitCode).toBe(65);
    expect(stderr.split('\n').at(-1)).toMatch(/--bam.* is cut short or damaged/);
    expect((await readdir(host)).filter((name) => name.includes('endless.stats'))).toEqual([]);
  });
});
