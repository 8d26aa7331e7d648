import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const stages = (options: string) =>
  commandOf(tool, ['--reference', 'g.fa', '--bam', ...options.split(' ')])
    .flatMap(({ pipeline }) => pipeline)
    .map((argv) => argv.join(' '));
const call = (options: string) => stages(options).find((words) => words.startsWith('env'));
const NUMBERS = '-q 1 -r 20 -s 9 -c 25 -z 2 -m 25 -n 40 -u 5 -a 250';

describe('the command of delly', () => {
  it('calls all samples together, by indexes that the job makes', () => {
    expect(stages('x/a.bam y/b.bam')).toEqual([
      'ln -s ./inputs/g.fa ./g.fa',
      'samtools faidx ./g.fa',
      'ln -s ./g.fa ./delly-genome.fa',
      'ln -s ./g.fa.fai ./delly-genome.fa.fai',
      'mkdir ./bam-1',
      'ln -s -r ./inputs/a.bam ./bam-1/a.bam',
      'samtools index -@ 1 ./bam-1/a.bam',
      'mkdir ./bam-2',
      'ln -s -r ./inputs/b.bam ./bam-2/b.bam',
      'samtools index -@ 1 ./bam-2/b.bam',
      `env OMP_NUM_THREADS=2 delly call -t ALL -g ./delly-genome.fa -o ./found.bcf ${NUMBERS} ./bam-1/a.bam ./bam-2/b.bam`,
      'bcftools view --no-version ./found.bcf',
      expect.stringContaining('awk /^##fileDate=/'),
      'bcftools view --no-version -Ob',
      'bcftools index -c -o ./outputs/bcf/a.delly.bcf.csi ./outputs/bcf/a.delly.bcf',
    ]);
  });

  it('has each parameter, regions to leave out, and extra arguments before the files', () => {
    const options =
      '--exclude x.bed --types DEL --min-mapping-quality 11 --min-translocation-quality 12 --insert-size-cutoff 13 --min-clip 14 --min-clique-size 15 --min-reference-separation 16 --max-read-separation 17 --min-genotyping-quality 18 --max-genotyping-reads 19 --extra-args --dump=d.gz';
    expect(call(`a.bam ${options}`)).toBe(
      'env OMP_NUM_THREADS=1 delly call -t DEL -g ./delly-genome.fa -o ./found.bcf -x ./excluded.tsv -q 11 -r 12 -s 13 -c 14 -z 15 -m 16 -n 17 -u 18 -a 19 --dump=d.gz ./bam-1/a.bam',
    );
  });

  it('genotypes given sites', () => {
    const all = stages('a.bam --sites s.vcf.gz');
    expect(all).toContain('bcftools view --no-version -Ob ./inputs/s.vcf.gz');
    expect(call('a.bam --sites s.vcf.gz')).toContain(`-v ./sites.bcf ${NUMBERS}`);
  });

  it('gives links names without blanks', () => {
    const argv = commandOf(tool, ['--reference', 'g.fa', '--bam', 'it\'s "a".bam']);
    expect(argv.flatMap(({ pipeline }) => pipeline.flat())).toContain('./bam-1/it_s_a_.bam');
  });

  it('refuses regions to leave out of given sites', () => {
    expect(() => stages('a.bam --sites s.vcf --exclude x.bed')).toThrow('which are all genotyped');
  });
});
