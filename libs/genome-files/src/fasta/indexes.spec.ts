import { isIndexed, namedInCram, withIndexes } from './indexes.ts';

const fasta = (name: string, fai?: string, gzi?: string) => ({
  type: 'file' as const,
  path: `/s/inputs/${name}`,
  name,
  stem: 'g',
  secondaryFiles: { fai, gzi },
});

it.each([
  ['g.fa', [], false],
  ['g.fa', ['/s/g.fa.fai'], true],
  ['g.fa.gz', ['/s/g.fa.gz.fai'], true],
  ['g.fa.gz', [undefined, '/s/g.fa.gz.gzi'], false],
] as const)(
  'a FASTA %s with the indexes %j has the index it needs: %s',
  (name, indexes, expected) => {
    expect(isIndexed(fasta(name, ...indexes))).toBe(expected);
  },
);

it('an indexed FASTA is used without a link', () => {
  const path = '/s/inputs/g.fa';
  expect(withIndexes(fasta('g.fa', '/s/g.fa.fai'), '/s/wd')).toEqual({ path, steps: [] });
});

it('a FASTA without an index is linked and indexed beside the link, with any name', () => {
  const { path, steps } = withIndexes(fasta('it\'s "g".fa'), '/s/wd');
  const link = '/s/wd/it\'s "g".fa';
  expect(path).toBe(link);
  expect(steps).toEqual([
    { pipeline: [['ln', '-s', '/s/inputs/it\'s "g".fa', link]] },
    { pipeline: [['samtools', 'faidx', link]] },
  ]);
});

it('the name of a FASTA in a CRAM is the same in each job, and opens the file in this one', () => {
  expect(namedInCram('/s/one/wd/g.fa', '/s/one/wd')).toBe('/proc/self/cwd/g.fa');
  expect(namedInCram('/s/two/wd/inputs/1/g.fa', '/s/two/wd')).toBe('/proc/self/cwd/inputs/1/g.fa');
});
