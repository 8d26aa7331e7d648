import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const stages = (options: string) =>
  commandOf(tool, ['--reference', 'g.fa', '--bam', ...options.split(' ')])
    .flatMap(({ pipeline }) => pipeline)
    .map((argv) => argv.join(' '));
const call = (options: string) => stages(options).find((words) => words.startsWith('env'));

describe('the command of delly', () => {
  it('calls all files together, and writes a VCF with its index', () => {
    expect(stages('a.bam b.cram')).toEqual([
      'ln -s ./inputs/g.fa ./g.fa',
      'samtools faidx ./g.fa',
      'mkdir ./0',
      'ln -sr ./inputs/a.bam ./0/a.bam',
      'samtools index -@ 1 ./0/a.bam',
      'mkdir ./1',
      'ln -sr ./inputs/b.cram ./1/b.cram',
      'samtools index -@ 1 ./1/b.cram',
      'env OMP_NUM_THREADS=2 delly call -g ./g.fa -o ./calls.bcf -t ALL -q 1 -r 20 -s 9 -c 25 -z 2 -m 25 -n 40 -u 5 -a 250 ./0/a.bam ./1/b.cram',
      'bcftools view --no-version ./calls.bcf',
      'awk -f ./filter-header.awk',
      'bgzip -@ 2',
      'bcftools index -t -o ./outputs/vcf/a.delly.vcf.gz.tbi ./outputs/vcf/a.delly.vcf.gz',
    ]);
  });

  it('has each parameter, and extra arguments before the files', () => {
    const options =
      '--exclude x.tsv --sites s.bcf --sv-type DEL --map-qual 2 --qual-tra 30 --mad-cutoff 7 --min-clip 20 --min-clique-size 3 --min-ref-sep 30 --max-read-sep 50 --geno-qual 6 --max-geno-count 99 --extra-args';
    expect(call(`a.bam ${options} --x`)).toBe(
      'env OMP_NUM_THREADS=2 delly call -g ./g.fa -o ./calls.bcf -t DEL -x ./inputs/x.tsv -v ./sites.bcf -q 2 -r 30 -s 7 -c 20 -z 3 -m 30 -n 50 -u 6 -a 99 --x ./0/a.bam',
    );
  });

  it('compares sites with the genome before', () => {
    const words = stages('a.bam --sites s.vcf');
    expect(words.slice(words.indexOf('samtools index -@ 1 ./0/a.bam') + 1).slice(0, 3)).toEqual([
      'bcftools view -O b -o ./sites.bcf ./inputs/s.vcf',
      'bcftools query -f %CHROM\\n ./sites.bcf',
      'awk -f ./same-genome.awk ./g.fa.fai sites=1 -',
    ]);
  });

  it('writes plain text without an index', () => {
    expect(stages('a.bam --vcf /o/x.vcf').at(-1)).toBe('awk -f ./filter-header.awk');
  });
});
