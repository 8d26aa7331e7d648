import { runImage, TestBucket, testCloud } from '@joblayer/verify/testing';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { lastLine, Yeast } from './yeast.ts';

const yeast = Yeast.forAllTests();
const { buildYeast, inHost, snpeff } = yeast;

const { inCloud, s3 } = testCloud();

describe('an old snpEff job', () => {
  it('runs unchanged from S3 to S3, with a database from an environment variable, and writes plain text', async () => {
    const bucket = await TestBucket.create(s3);
    const built = await buildYeast('--genome', 'hg38', '--database', '/t/databases/');
    expect(built.exitCode).toBe(0);
    for (const file of await readdir(path.join(yeast.host, 'databases/hg38'))) {
      await bucket.put(`snpeff/hg38/${file}`, await inHost(`databases/hg38/${file}`));
    }
    await bucket.put(
      'results/NA12878/vcf/variants/variants.vcf.gz',
      gzipSync(await inHost('yeast.vcf')),
    );
    const { exitCode, stderr } = await runImage(
      'snpeff',
      [
        ...['--vcf_s3_path', bucket.uri('results/NA12878/vcf/variants/variants.vcf.gz')],
        '--annotated_vcf_s3_path',
        bucket.uri('results/NA12878/annotated_vcf/output.annotated.vcf'),
        ...['--working_dir', '/scratch', '--cmd_args', ' -t hg38 '],
      ],
      {
        env: { ...inCloud.env, JOBLAYER_SNPEFF_DATABASE: bucket.uri('snpeff') },
        docker: [...(inCloud.docker ?? []), '--memory', '1000m'],
      },
    );
    expect(stderr).toContain(
      'warning: -t is left out of --extra-args: it asked for threads, but snpEff refuses it since 5.1',
    );
    expect(stderr).toContain(
      'warning: --tbi is left out: --annotated-vcf has a name that ends in .vcf: it is plain text, which has no index',
    );
    expect(exitCode).toBe(0);
    expect(await bucket.keys('results/NA12878/annotated_vcf')).toEqual([
      'results/NA12878/annotated_vcf/output.annotated.vcf',
      'results/NA12878/annotated_vcf/output.annotated.vcf.joblayer.json',
    ]);
    const text = await bucket.get('results/NA12878/annotated_vcf/output.annotated.vcf');
    const at180 = text
      .toString()
      .split('\n')
      .find((line) => line.startsWith('chrI\t180'));
    expect(at180).toContain('ANN=T|missense_variant|');
  });

  it.each([
    [
      ' -t hg38 ',
      'Give --database, or set JOBLAYER_SNPEFF_DATABASE to the directory or prefix that holds hg38/. The image has none. snpeff-build, in the same image, makes one from a GFF3, GTF or GenBank file.',
    ],
    ['-t', 'Add the genome’s name, such as "-t hg38", or give --genome.'],
  ])(
    'without a database, with --cmd_args "%s", is refused with the advice: %s',
    async (words, advice) => {
      const { exitCode, stderr } = await snpeff(
        ...['--vcf_s3_path', '/t/yeast.vcf', '--annotated_vcf_s3_path', '/t/o.vcf'],
        ...['--cmd_args', words],
      );
      expect(exitCode).toBe(64);
      expect(lastLine(stderr)).toContain(advice);
    },
  );
});
