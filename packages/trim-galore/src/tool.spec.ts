import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const argvs = (...given: readonly string[]) =>
  commandOf(tool, ['--reads1', 'a "1".fq.gz', ...given]).map(({ pipeline }) => pipeline[0]);
const galore = (...given: readonly string[]): readonly string[] =>
  argvs(...given).find((argv) => argv.includes('trim_galore')) ?? [];

describe('the command of trim-galore', () => {
  it('trims single reads by their name, and moves what it made', () => {
    expect(argvs()).toEqual([
      ['mkdir', './1'],
      ['ln', '-sr', './inputs/a "1".fq.gz', './1/a "1".fq.gz'],
      [
        ...['env', 'PIGZ=--no-time', 'trim_galore', '--gzip', '--cores', expect.any(String)],
        ...['--quality', '20', '--stringency', '1', '-e', '0.1', '--length', '20'],
        ...['--basename', 'job', '--output_dir', './trimmed', './1/a "1".fq.gz'],
      ],
      ['sed', '-i', '/^Finished in /d', './trimmed/a "1".fq.gz_trimming_report.txt'],
      ['mv', './trimmed/job_trimmed.fq.gz', './outputs/trimmed1/a "1".R1.trimmed.fq.gz'],
      [
        ...['mv', './trimmed/a "1".fq.gz_trimming_report.txt'],
        './outputs/report1/a "1".fq.gz.R1_trimming_report.txt',
      ],
    ]);
  });

  it('trims pairs, also if both files have one name', () => {
    const all = argvs('--reads2', 'x/a "1".fq.gz', '--trimmed2', 'b.fq.gz', '--report2', 'b.txt');
    expect(all.find((argv) => argv.includes('trim_galore'))?.slice(-2)).toEqual([
      ...['./1/a "1".fq.gz', './2/mates_a "1".fq.gz'],
    ]);
    expect(all).toContainEqual(['mv', './trimmed/job_val_2.fq.gz', './outputs/trimmed2/b.fq.gz']);
  });

  it('compresses by the name of the output, both or none', () => {
    expect(galore('--trimmed1', 'x.fq')).toContain('--dont_gzip');
    expect(() =>
      galore('--trimmed1', 'x.fq', '--reads2', 'b.fq.gz', '--trimmed2', 'y.fq.gz'),
    ).toThrow('only one of --trimmed1 and --trimmed2');
  });

  it('has every parameter', () => {
    const argv = galore(
      ...['--reads2', 'b.fq.gz', '--phred64', '--adapter', 'ACGT', '--adapter2', 'A{10}'],
      ...['--stringency', '3', '--error-rate', '0.2', '--min-length', '30', '--max-n', '2'],
      ...['--trim-n', '--clip-r1', '4', '--clip-r2', '5', '--three-prime-clip-r1', '6'],
      ...['--three-prime-clip-r2', '7', '--two-colour', '22', '--rrbs', '--non-directional'],
      ...['--extra-args', '--consider_already_trimmed 9'],
    );
    expect(argv.join(' ')).toContain(
      '--2colour 22 --phred64 --adapter ACGT --adapter2 A{10} --stringency 3 -e 0.2 --length 30 --max_n 2 --trim-n ' +
        '--clip_R1 4 --clip_R2 5 --three_prime_clip_R1 6 --three_prime_clip_R2 7 --rrbs --non_directional ' +
        '--consider_already_trimmed 9 --basename',
    );
    expect(galore('--preset', 'nextera')).toContain('--nextera');
  });
});
