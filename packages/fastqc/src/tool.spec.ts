import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const argv = (...options: string[]): readonly string[] =>
  commandOf(tool, ['--reads', 'it\'s "a".fq.gz', ...options])[1]?.pipeline[0] ?? [];

describe('the command of fastqc', () => {
  it('is one Java program, which unpacks the report', () => {
    const words = argv();
    expect(words[0]).toBe('java');
    expect(words).toContain('-Djava.awt.headless=true');
    expect(words.slice(words.indexOf('-Dfastqc.output_dir=./report'))).toEqual([
      '-Dfastqc.output_dir=./report',
      '-Dfastqc.unzip=true',
      '-Dfastqc.kmer_size=7',
      '-cp',
      '/usr/share/java/fastqc.jar:/usr/share/java/htsjdk.jar',
      'uk.ac.babraham.FastQC.FastQCApplication',
      './inputs/it\'s "a".fq.gz',
    ]);
  });

  it('publishes the four files of the report', () => {
    expect(commandOf(tool, ['--reads', 'a.fq']).at(-1)?.pipeline[0]).toEqual([
      ...['finish-report', './report', './outputs/html/a_fastqc.html'],
      ...['./outputs/zip/a_fastqc.zip', './outputs/data/a.fastqc_data.txt'],
      './outputs/summary/a.fastqc_summary.txt',
    ]);
  });

  it.each([
    [['--format', 'bam_mapped'], '-Dfastqc.sequence_format=bam_mapped'],
    [['--kmers', '5'], '-Dfastqc.kmer_size=5'],
    [['--nogroup'], '-Dfastqc.nogroup=true'],
    [['--expgroup'], '-Dfastqc.expgroup=true'],
    [['--min-length', '150'], '-Dfastqc.min_length=150'],
    [['--dup-length', '30'], '-Dfastqc.dup_length=30'],
    [['--svg'], '-Dfastqc.svg=true'],
    [['--adapters', 'x.txt'], '-Dfastqc.adapter_file=./inputs/x.txt'],
    [['--contaminants', 'x.txt'], '-Dfastqc.contaminant_file=./inputs/x.txt'],
    [['--limits', 'x.txt'], '-Dfastqc.limits_file=./inputs/x.txt'],
    [['--extra-args', '-Dfastqc.casava=true'], '-Dfastqc.casava=true'],
  ])('has for %j the property %s', (options, property) => {
    expect(argv(...options)).toContain(property);
  });

  it('refuses two ways to group positions', () => {
    expect(() => argv('--nogroup', '--expgroup')).toThrow(
      expect.objectContaining({ message: expect.stringContaining('exclude each other') }),
    );
  });
});
