import { adaptArguments } from './old-arguments.ts';

const adapted = (extraArgs: string, params: { readonly genome?: string } = {}) =>
  adaptArguments({ params, extraArgs: extraArgs.split(' ').filter(Boolean) });

describe('the arguments of old snpEff jobs', () => {
  it('may have the genome’s name beside -t, which is left out with a warning', () => {
    expect(adapted(' -t hg38 ')).toEqual({
      params: { genome: 'hg38' },
      extraArgs: [],
      warnings: [
        '-t is left out of --extra-args: it asked for threads, but snpEff refuses it since 5.1',
      ],
    });
  });

  it.each([
    ['-ud 50 -T hg38 -v', ['-ud', '50', '-v']],
    ['hg38 -no STOP_GAINED', ['-no', 'STOP_GAINED']],
    ['-csvSTATS_ -Interval a.bed hg38 -noLof', ['-csvSTATS_', '-Interval', 'a.bed', '-noLof']],
  ])('of %s name hg38, which is no option’s value', (words, extraArgs) => {
    expect(adapted(words)).toMatchObject({ params: { genome: 'hg38' }, extraArgs });
  });

  it('stay unchanged if they have no genome’s name and no -t', () => {
    const given = { params: { genome: 'R64' }, extraArgs: ['-no', 'STOP_GAINED'] };
    expect(adaptArguments(given)).toEqual({ ...given, warnings: [] });
  });

  it('may repeat the genome of --genome', () => {
    expect(adapted('-t hg38', { genome: 'hg38' })).toMatchObject({ params: { genome: 'hg38' } });
  });

  it.each([
    [
      '-t',
      {},
      '--extra-args has -t but no genome’s name. -t takes no value; it asked snpEff for threads',
    ],
    ['-t hg38', { genome: 'hg19' }, '--genome is hg19, but --extra-args names the genome hg38'],
    [
      '-t hg38 x.vcf',
      {},
      '--extra-args has "hg38" and "x.vcf", but a job takes only one such word, the genome’s name',
    ],
    ['hg38 -ud', {}, '--extra-args ends in -ud, which takes a value'],
    ['-c /snpEff/snpEff.config hg38', {}, '--extra-args has -c'],
    ['-o BED hg38', {}, '--extra-args has -o BED, but this tool reads and writes VCF'],
  ])('%s with %j are refused', (words, params, message) => {
    expect(() => adapted(words, params)).toThrow(
      expect.objectContaining({ code: 'usage', message }),
    );
  });
});
