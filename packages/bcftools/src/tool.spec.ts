import { commandOf } from '@joblayer/job-runtime/testing';
import { tool } from './tool.ts';

const FILE = 'it\'s "a".vcf.gz';
const steps = (...options: string[]) =>
  commandOf(tool, ['--variants', FILE, ...options]).map(({ pipeline }) => pipeline[0]);
const view = (...options: string[]) => steps(...options).find(([, name]) => name === 'view') ?? [];
const OUTPUT = './outputs/vcf/it\'s "a".view.vcf.gz';
const START = ['bcftools', 'view', '--no-version', '--threads', '1'];

describe('the command of bcftools-view', () => {
  it('reads a link, writes bgzipped VCF and its index, and looks for records', () => {
    expect(steps()).toEqual([
      ['ln', '-s', `./inputs/${FILE}`, './variants.vcf.gz'],
      [...START, '-O', 'z', './variants.vcf.gz'],
      ['bcftools', 'index', '--threads', '1', '-t', '-o', `${OUTPUT}.tbi`, OUTPUT],
      ['bcftools', 'head', '-n', '1', OUTPUT],
    ]);
  });

  it('has every parameter, and extra arguments before the format', () => {
    const words = view(
      ...['--regions', 'chr1:1-1000,chr2', '--samples', 's1,s2', '--include', 'QUAL>20'],
      ...['--filters', 'PASS,.', '--types', 'snps,mnps', '--min-alleles', '2'],
      ...['--max-alleles', '3', '--min-ac', '1', '--max-ac', '9', '--min-af', '0.1'],
      ...['--max-af', '0.9', '--genotype', '^het', '--ids', 'known', '--phased', 'only'],
      ...['--uncalled', 'exclude', '--private', 'only', '--trim-alts', '--drop-genotypes'],
      ...['--keep-counts', '--extra-args', '-l 9'],
    );
    expect(words.slice(START.length)).toEqual([
      ...['-t', 'chr1:1-1000,chr2', '--targets-overlap', '1', '-S', './samples.txt'],
      ...['-i', 'QUAL>20', '-f', 'PASS,.', '-v', 'snps,mnps', '-m', '2', '-M', '3', '-c', '1'],
      ...['-C', '9', '-q', '0.1', '-Q', '0.9', '-g', '^het', '-k', '-p', '-U', '-x', '-a', '-G'],
      ...['-I', '-l', '9', '-O', 'z', './variants.vcf.gz'],
    ]);
    const others = ['--exclude', 'QUAL<20', '--exclude-types', 'bnd', '--exclude-samples', 's3'];
    expect(view(...others).slice(START.length, -3)).toEqual([
      ...['-S', '^./samples.txt', '-e', 'QUAL<20', '-V', 'bnd'],
    ]);
  });

  it('reads regions and samples from files', () => {
    const words = view('--regions-file', 'r.bed', '--samples-file', 's.txt');
    expect(words.slice(START.length, -3)).toEqual([
      ...['-T', './joblayer-regions-file.bed', '--targets-overlap', '1', '-S', './samples.txt'],
    ]);
  });

  it.each([
    ['.vcf', 'v', undefined],
    ['.bcf', 'b', undefined],
    ['.vcf.gz', 'z', '-t'],
  ])('writes %s by the name of the output', (suffix, format, index) => {
    const all = steps('--vcf', `/o/x${suffix}`);
    expect(all[1]?.slice(-3, -1)).toEqual(['-O', format]);
    expect(all.find(([, name]) => name === 'index')?.[4]).toBe(index);
  });

  it('makes the CSI of a BCF', () => {
    const all = steps('--vcf', '/o/x.bcf', '--tbi', '/o/x.bcf.csi');
    expect(all.find(([, name]) => name === 'index')?.slice(4)).toEqual([
      ...['-c', '-o', './outputs/vcf/x.bcf.csi', './outputs/vcf/x.bcf'],
    ]);
  });

  it.each([
    [['--include', 'a', '--exclude', 'b'], '--include and --exclude were both given'],
    [['--regions', 'a', '--regions-file', 'b.bed'], '--regions and --regions-file were both given'],
    [['--samples', 'a', '--samples-file', 'b.txt'], '--samples and --samples-file were both given'],
    [['--samples', 'a', '--exclude-samples', 'b'], '--exclude-samples and --samples were both'],
    [['--samples-file', 'a.txt', '--exclude-samples', 'b'], 'and --samples-file were both given'],
    [['--types', 'snps', '--exclude-types', 'bnd'], '--types and --exclude-types were both given'],
    [['--private', 'only'], '--private was given without --samples'],
    [['--regions', 'chr1:1,000-2,000'], '--regions expects regions'],
    [['--types', 'snp'], '--types expects types'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
