import { namesDefinition } from './tools-of-image.ts';

describe('a command line that begins with the name of a definition and of a program', () => {
  const tools = [{ name: 'bowtie2' }, { name: 'bowtie2-build' }] as const;

  it.each([
    [['bowtie2-build', '--reference', 'g.fa'], true],
    [['bowtie2-build'], true],
    [['bowtie2-build', 'g.fa', 'index'], false],
    [['bowtie2-build', '-q', 'g.fa', 'index'], false],
  ])('is a job if options of a job follow: %j is %s', (words, expected) => {
    expect(namesDefinition(tools, words)).toBe(expected);
  });

  it('is the program if the definition is the image’s default, which needs no name', () => {
    expect(namesDefinition(tools, ['bowtie2', '--version'])).toBe(false);
  });
});
