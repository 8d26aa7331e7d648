import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const argv = (...options: string[]): readonly string[] =>
  commandOf(tool, options)[0]?.pipeline[0] ?? [];
const DEFAULTS = ['-w', '2', '-q', '15', '-u', '40', '-l', '15'];
const REPORTS = ['-j', './outputs/json/a_1.fastp.json', '-h', './outputs/html/a_1.fastp.html'];

describe('the command of fastp', () => {
  it('trims single reads, and writes them in the format that they had', () => {
    expect(argv('--reads1', 'a_1.fq.gz')).toEqual([
      ...['fastp', '-i', './inputs/a_1.fq.gz', '-o', './outputs/trimmed1/a_1.R1.trimmed.fq.gz'],
      ...[...REPORTS, ...DEFAULTS],
    ]);
  });

  it('trims pairs, and writes both mates', () => {
    expect(argv('--reads1', 'a_1.fq', '--reads2', 'a_2.fq')).toEqual([
      ...['fastp', '-i', './inputs/a_1.fq', '-o', './outputs/trimmed1/a_1.R1.trimmed.fq'],
      ...['-I', './inputs/a_2.fq', '-O', './outputs/trimmed2/a_2.R2.trimmed.fq'],
      ...[...REPORTS, ...DEFAULTS],
    ]);
  });

  it('refuses a location for mates that are not given, and mates without a location', () => {
    const single = ['--reads1', 'a.fq', '--trimmed2', '/o/b.fq'];
    expect(() => argv(...single)).toThrow(
      '--trimmed2 was given, but it is made only with --reads2',
    );
  });

  it('has every parameter, and extra arguments at its end', () => {
    const pair = ['--reads1', 'a_1.fq', '--reads2', "it's b.fq", '--adapters', 'x.fa'];
    const words = argv(
      ...[...pair, '--no-trim-adapters', '--detect-adapter-for-pe', '--trim-poly-g', '--dedup'],
      ...['--cut-front', '--cut-tail', '--cut-quality', '25', '--correction'],
      ...['--qualified-quality', '20', '--unqualified-percent', '30', '--min-length', '36'],
      ...['--extra-args', '-z "4"'],
    );
    expect(words.slice(words.indexOf('-w'))).toEqual([
      ...['-w', '2', '-q', '20', '-u', '30', '-l', '36', '-A', '--detect_adapter_for_pe'],
      ...['--adapter_fasta', './inputs/x.fa', '-g', '-5', '-3', '-M', '25', '-c', '-D', '-z', '4'],
    ]);
    expect(argv('--reads1', 'a.fq', '--no-trim-poly-g')).toContain('-G');
  });

  it('refuses what is for pairs only without mates', () => {
    expect(() => argv('--reads1', 'a.fq', '--correction')).toThrow(
      '--correction is for pairs only',
    );
  });
});
