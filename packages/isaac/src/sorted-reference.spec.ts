import { relocate } from './sorted-reference.ts';

const reference = (...files: string[]) => ({
  type: 'directory' as const,
  path: '/scratch/it\'s "a" & b/ref',
  name: 'ref',
  stem: 'ref',
  files,
});
const HERE = '/scratch/it\'s "a" &amp; b/ref';

/** A descriptor as Isaac writes it: SortedReferenceXml.cpp. */
const descriptor = (genome: string, annotation: string) => `<?xml version="1.0"?>
<SortedReference>
  <FormatVersion>7</FormatVersion>
  <Contigs>
    <Contig Position="0">
      <Index>0</Index><Name>chr1 &amp; more</Name>
      <Sequence><File>${genome}</File><Offset>6</Offset></Sequence>
      <BamMetadata><Sq><Ur>file:/scratch/genome.fa</Ur></Sq></BamMetadata>
    </Contig>
    <Contig Position="9"><Name>chr2</Name><Sequence><File>${genome}</File></Sequence></Contig>
  </Contigs>
  <Annotations>
    <Annotation Type="k-uniqueness" K="2"><Format>8bpb</Format><File>${annotation}</File></Annotation>
  </Annotations>
</SortedReference>`;

describe('the descriptor of a reference directory', () => {
  it.each([
    ['of the predecessor', '/scratch/genome.fa', '/scratch/2u.8bpb'],
    ['of another job', '/mnt/x/0f/wd/reference/genome.fa', '/mnt/x/0f/wd/reference/2u.8bpb'],
    ['under two prefixes', '/data/genomes/genome.fa', '/other/ref/2u.8bpb'],
    ['without a prefix', 'genome.fa', './2u.8bpb'],
    ['with spaces around', ' /scratch/genome.fa\n', '\t/scratch/2u.8bpb '],
  ])('%s gets its current paths, and keeps all else', (_, genome, annotation) => {
    const held = reference('genome.fa', '2u.8bpb', 'sorted-reference.xml');
    expect(relocate(descriptor(genome, annotation), held)).toBe(
      descriptor(`${HERE}/genome.fa`, `${HERE}/2u.8bpb`),
    );
  });

  it('finds a file by the longest end of its path that exists', () => {
    const held = reference('genome.fa', 'b/genome.fa', 'a/2u.8bpb');
    expect(relocate(descriptor('/x/b/genome.fa', '/b/a/2u.8bpb'), held)).toBe(
      descriptor(`${HERE}/b/genome.fa`, `${HERE}/a/2u.8bpb`),
    );
  });

  it.each([
    [
      'a genome outside of it',
      descriptor('/x/hg38.fa', '/x/2u.8bpb'),
      /names \/x\/hg38\.fa, which is not in the directory/,
    ],
    ['no paths', '<SortedReference/>', /not written by isaac-sort-reference/],
    [
      'another root',
      '<Other><File>genome.fa</File></Other>',
      /not written by isaac-sort-reference/,
    ],
    ['a cut end', descriptor('genome.fa', '2u.8bpb').slice(0, -20), /is not XML/],
    ['nothing', '', /is not XML/],
    [
      'an outer entity',
      '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><SortedReference><File>&e;</File></SortedReference>',
      /is not XML/,
    ],
  ])('with %s is refused', (_, text, message) => {
    const refused = () => relocate(text, reference('genome.fa', '2u.8bpb'));
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-data' }));
  });
});
