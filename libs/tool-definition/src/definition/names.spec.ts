import { endingIn, stagedName, stemOf } from './names.ts';

describe('an ending of a file’s name in capitals', () => {
  it('counts as the ending in small letters, and is staged in the spelling that tools expect', () => {
    expect(endingIn('x.BAM', ['.bam'])).toBe('.bam');
    expect(stagedName('X.Fastq.gz', ['.fastq', '.fastq.gz'])).toBe('X.fastq.gz');
    expect(stemOf('X.BAM', ['.bam'])).toBe('X');
    expect(stagedName('X.other', ['.bam'])).toBe('X.other');
  });
});
