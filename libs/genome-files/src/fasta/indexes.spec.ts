import { isIndexed, withIndexes } from './indexes.ts';

const fasta = (name: string, fai?: string, gzi?: string) => ({
  type: 'file' as const,
  path: `/s/inputs/${name}`,
  name,
  stem: 'g',
  companions: { fai, gzi },
});

it.each([
  ['g.fa', [], false],
  ['g.fa', ['/s/g.fa.fai'], true],
  ['g.fa.gz', ['/s/g.fa.gz.fai'], true],
  ['g.fa.gz', [undefined, '/s/g.fa.gz.gzi'], false],
] as const)('%s with the indexes %j needs no index made: %s', (name, indexes, expected) => {
  expect(isIndexed(fasta(name, ...indexes))).toBe(expected);
});

it('an indexed FASTA is used where it lies', () => {
  const path = '/s/inputs/g.fa';
  expect(withIndexes(fasta('g.fa', '/s/g.fa.fai'), '/s/wd')).toEqual({ path, steps: [] });
});

it('one without an index gets it beside a link to it, whatever its name', () => {
  const { path, steps } = withIndexes(fasta('it\'s "g".fa'), '/s/wd');
  const link = '/s/wd/it\'s "g".fa';
  expect(path).toBe(link);
  expect(steps).toEqual([
    { pipeline: [['ln', '-s', '/s/inputs/it\'s "g".fa', link]] },
    { pipeline: [['samtools', 'faidx', link]] },
  ]);
});
