import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const pipelines = (...options: string[]) =>
  commandOf(tool, ['--reads1', 's "1".fq.gz', ...options]).map(({ pipeline }) => pipeline);
const java = (...options: string[]) =>
  pipelines(...options).find(([[program]]) => program === 'java')?.[0] ?? [];

describe('the command of fastqc', () => {
  it('runs FastQC on a link in a directory of its own, beside which the report is written', () => {
    const all = pipelines();
    expect(all.slice(0, 2)).toEqual([
      [['mkdir', './1']],
      [['ln', '-sr', './inputs/s "1".fq.gz', './1/s "1".fq.gz']],
    ]);
    expect(java().slice(-2)).toEqual([
      'uk.ac.babraham.FastQC.FastQCApplication',
      './1/s "1".fq.gz',
    ]);
    expect(all.flat()).toContainEqual([
      ...['cp', './1/s "1"_fastqc/fastqc_report.html', './outputs/html1/s "1".R1_fastqc.html'],
    ]);
    expect(all.at(-1)).toEqual([['mv', './1/report.zip', './outputs/zip1/s "1".R1_fastqc.zip']]);
  });

  it('reports mates in the same run, also if both files have one name', () => {
    const all = pipelines('--reads2', 'other/s "1".fq.gz', '--zip2', 'b.zip', '--html2', 'b.html');
    const links = all.flat().filter(([program]) => program === 'ln');
    expect(links.map((argv) => argv.at(-1))).toEqual(['./1/s "1".fq.gz', './2/s "1".fq.gz']);
    expect(all.at(-1)).toEqual([['mv', './2/report.zip', './outputs/zip2/b.zip']]);
  });

  it('has every parameter, and the user’s files, as a property of Java', () => {
    expect(java()).toContain('-Dfastqc.kmer_size=7');
    expect(java()).not.toContain('-Dfastqc.nogroup=true');
    const argv = java(
      ...['--no-group', '--kmer-size', '5', '--min-length', '100', '--dup-length', '30', '--svg'],
      ...['--contaminants', 'c.txt', '--adapters', 'a.txt', '--limits', 'l.txt'],
      ...['--extra-args', '-Dfastqc.casava=true'],
    );
    expect(argv).toEqual(
      expect.arrayContaining([
        ...['-Dfastqc.nogroup=true', '-Dfastqc.kmer_size=5', '-Dfastqc.min_length=100'],
        ...['-Dfastqc.dup_length=30', '-Dfastqc.svg=true', '-Dfastqc.casava=true'],
        ...['-Dfastqc.contaminant_file=./inputs/c.txt', '-Dfastqc.adapter_file=./inputs/a.txt'],
        '-Dfastqc.limits_file=./inputs/l.txt',
      ]),
    );
  });

  it.each([
    ['x.fastq.gz', 'x_fastqc'],
    ['a.txt.fq', 'a.txt_fastqc'],
    ['a.bam.fq.gz', 'a_fastqc'],
  ])('finds the report of %s as FastQC names it', (name, report) => {
    const steps = commandOf(tool, ['--reads1', name]).flatMap(({ pipeline }) => pipeline);
    expect(steps).toContainEqual(expect.arrayContaining([`./1/${report}/fastqc_report.html`]));
  });
});
