import { endingIn, fillDefaultName, stagedName, stemOf } from './names.ts';

describe('an ending of a file’s name in capitals', () => {
  it('counts as the ending in small letters, and is staged in the spelling that tools expect', () => {
    expect(endingIn('x.BAM', ['.bam'])).toBe('.bam');
    expect(stagedName('X.Fastq.gz', ['.fastq', '.fastq.gz'])).toBe('X.fastq.gz');
    expect(stemOf('X.BAM', ['.bam'])).toBe('X');
    expect(stagedName('X.other', ['.bam'])).toBe('X.other');
  });
});

describe('the default name of an output', () => {
  const inputs = { reads: { suffixes: ['.fastq.gz', '.fq'] }, any: {} };
  it.each([
    ['{reads.stem}.trimmed{reads.suffix}', { reads: 'a.b.fastq.gz' }, 'a.b.trimmed.fastq.gz'],
    ['{reads.stem}.trimmed{reads.suffix}', { reads: 'A.FQ' }, 'A.trimmed.fq'],
    ['{any.stem}.sorted{any.suffix}', { any: 'x.y.bed' }, 'x.y.sorted.bed'],
    ['{any.stem}.sorted{any.suffix}', { any: 'x' }, 'x.sorted'],
    ['{any.name}.idx', { any: 'x.bed' }, 'x.bed.idx'],
    ['{any.stem}{reads.suffix}', { any: 'x.bed' }, undefined],
  ])('%s of %j is %s', (template, names, filled) => {
    expect(fillDefaultName(template, inputs, names)).toBe(filled);
  });
});
