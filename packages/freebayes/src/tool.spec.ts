import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const stages = (options: string) =>
  commandOf(tool, ['--reference', 'g.fa', '--bam', ...options.split(' ')])
    .flatMap(({ pipeline }) => pipeline)
    .map((argv) => argv.join(' '));
const call = (options: string) => stages(options).find((words) => words.startsWith('freebayes'));

describe('the command of freebayes', () => {
  it('calls all files together, by indexes that the job makes', () => {
    expect(stages('x/a.bam y/a.cram')).toEqual([
      'ln -s ./inputs/g.fa ./g.fa',
      'samtools faidx ./g.fa',
      'ln -s ./inputs/a.bam ./0.bam',
      'samtools index -@ 1 ./0.bam',
      'ln -s ./inputs/a.cram ./1.cram',
      'samtools index -@ 1 ./1.cram',
      'freebayes -f ./g.fa -p 2 -m 1 -q 0 -F 0.05 -C 2 -G 1 -E 3 -T 0.001 ./0.bam ./1.cram',
      'awk -f ./filter-header.awk',
      'bgzip -@ 2',
      'bcftools index -t -o ./outputs/vcf/a.freebayes.vcf.gz.tbi ./outputs/vcf/a.freebayes.vcf.gz',
    ]);
  });

  it('has each parameter, and extra arguments before the files', () => {
    const options =
      '--targets t.bed --variant-input v.vcf.gz --only-use-input-alleles --cnv-map c.bed --ploidy 1 --pooled-discrete --pooled-continuous --min-mapping-quality 20 --min-base-quality 13 --min-alternate-fraction 0.2 --min-alternate-count 3 --min-alternate-total 4 --min-coverage 5 --limit-coverage 100 --skip-coverage 500 --use-best-n-alleles 4 --haplotype-length 0 --theta 0.01 --use-duplicate-reads --genotype-qualities --strict-vcf --report-monomorphic --gvcf --gvcf-chunk 50 --ignore-population --use-mapping-quality --harmonic-indel-quality --extra-args -w';
    expect(call(`a.bam ${options}`)).toBe(
      'freebayes -f ./g.fa -t ./inputs/t.bed -@ ./input.vcf.gz -A ./inputs/c.bed -p 1 -J -K -m 20 -q 13 -F 0.2 -C 3 -G 4 --min-coverage 5 --limit-coverage 100 -g 500 -n 4 -E 0 -T 0.01 -4 -= --strict-vcf --report-monomorphic --gvcf --gvcf-chunk 50 -l -k -j -H -w ./0.bam',
    );
    expect(call('a.bam --region chr1:0-9 --standard-filters')).toContain(' -r chr1:0-9 -p 2 -0 -F');
  });

  it('writes plain text without an index', () => {
    expect(stages('a.bam --vcf /o/x.vcf').at(-1)).toBe('awk -f ./filter-header.awk');
  });

  it.each([
    ['--region chr1 --targets t.bed', /--region and --targets/],
    ['--only-use-input-alleles', /without variants/],
    ['--gvcf-chunk 5', /--gvcf-chunk is for a gVCF/],
  ])('refuses %s', (options, message) => {
    expect(() => stages(`a.bam ${options}`)).toThrow(message);
  });
});
