import { commandOf } from '@joblayer/job-runtime/testing';
import { build } from './build.tool.ts';
import { tool } from './tool.ts';

const INDEX = Array.from({ length: 8 }, (_, number) => `genome.${number + 1}.ht2`);
const steps = (options: readonly string[], index: readonly string[] = INDEX) =>
  commandOf(tool, ['--index', 'g/', ...options], { files: { index } });
/** The words after the script: the reads, then hisat2 and its options. */
const argv = (options: readonly string[], index?: readonly string[]): readonly string[] =>
  steps(options, index).at(-1)?.pipeline[0].slice(4) ?? [];
const PAIR = ['--reads1', 'a_R1.fq.gz', '--reads2', "it's a_R2.fq.gz"];

describe('the command of hisat2-align', () => {
  it('decompresses the reads, aligns them in their order, and sorts', () => {
    expect(argv([...PAIR, '--sample', 'a'])).toEqual([
      ...['1', './inputs/a_R1.fq.gz', '1', "./inputs/it's a_R2.fq.gz"],
      ...['hisat2-align-s', '--wrapper', 'basic-0', '-p', '2', '--reorder', '--rg-id', 'a'],
      ...['--rg', 'SM:a', '--rg', 'LB:a', '--rg', 'PL:ILLUMINA'],
      ...['--summary-file', './outputs/log/a_R1.hisat2.log', '--new-summary'],
      ...['--novel-splicesite-outfile', './outputs/spliceSites/a_R1.splice-sites.txt'],
      ...[
        '--min-intronlen',
        '20',
        '--max-intronlen',
        '500000',
        '--no-temp-splicesite',
        '-5',
        '0',
        '-3',
        '0',
      ],
      ...['--seed', '0', '-x', './inputs/g/genome'],
    ]);
    expect(steps(PAIR.slice(0, 2))[0]?.pipeline[1]).toEqual([
      ...['samtools', 'sort', '-@', '1', '-m', '128M', '-T', './tmp/sort', '--write-index', '-o'],
      ...['./outputs/bam/a_R1.bam##idx##./outputs/bam/a_R1.bam.bai', '-'],
    ]);
  });

  it('aligns all lanes of single reads together', () => {
    expect(argv(['--reads1', 'a_L001.fq', 'a_L002.fq']).slice(0, 4)).toEqual([
      ...['2', './inputs/a_L001.fq', './inputs/a_L002.fq', '0'],
    ]);
  });

  it('makes known splice sites of an annotation', () => {
    const options = ['--reads1', 'a.fq', '--annotation', 'g.gtf.gz'];
    const [sites] = steps(options);
    expect(sites?.stdoutTo).toBe('./splice-sites.txt');
    expect(sites?.pipeline[0].at(-1)).toBe('./inputs/g.gtf.gz');
    expect(argv(options).join(' ')).toContain('--known-splicesite-infile ./splice-sites.txt');
  });

  it('has every parameter, and extra arguments before the index', () => {
    const words = argv([
      ...['--reads1', 'a_R1.fq', '--reads2', 'a_R2.fq', '--preset', 'very-sensitive'],
      ...['--strandness', 'RF', '--no-spliced', '--for-assembly', '--min-intron', '30'],
      ...['--max-intron', '9000', '--new-splice-sites', '--max-alignments', '2'],
      ...['--min-insert', '50', '--max-insert', '900', '--no-mixed', '--no-discordant'],
      ...['--no-soft-clip', '--trim-start', '2', '--trim-end', '4', '--phred64'],
      ...['--seed', '7', '--extra-args', '--mp "5,1"'],
    ]);
    expect(words.slice(words.indexOf('--very-sensitive'), words.indexOf('-x'))).toEqual([
      ...['--very-sensitive', '--rna-strandness', 'RF', '--no-spliced-alignment', '--dta'],
      ...['--min-intronlen', '30', '--max-intronlen', '9000'],
      ...['-k', '2', '-I', '50', '-X', '900', '--no-mixed', '--no-discordant'],
      ...['--no-softclip', '-5', '2', '-3', '4', '--phred64', '--seed', '7', '--mp', '5,1'],
    ]);
  });

  it('takes the program for large indexes where the directory has one', () => {
    const large = INDEX.map((name) => `${name}l`);
    expect(argv(['--reads1', 'a.fq'], large)).toContain('hisat2-align-l');
  });

  it.each([
    [PAIR.slice(0, 2), [], 'holds no index of hisat2-build'],
    [PAIR.slice(0, 2), INDEX.slice(1), 'holds no index of hisat2-build'],
    [PAIR.slice(0, 2), INDEX.slice(0, -1), 'an index without its files .8.ht2'],
    [[...PAIR, '--max-insert', '9'], INDEX, '--max-insert is for reads without introns'],
    [['--reads1', 'a.fq', '--no-spliced', '--min-insert', '9'], INDEX, 'is for pairs only'],
  ])('refuses %j with the index %j', (options, index, message) => {
    expect(() => argv(options, index)).toThrow(message);
  });
});

describe('the command of hisat2-build', () => {
  const make = (...options: string[]) =>
    commandOf(build, options)
      .map(({ pipeline }) => pipeline[0])
      .find(([program]) => program.startsWith('hisat2-build'));

  it('makes an index', () => {
    expect(make('--reference', 'g.fa')).toEqual([
      ...['hisat2-build-s', '--wrapper', 'basic-0', '-p', '2', '--quiet', '--seed', '0'],
      ...['./inputs/g.fa', './outputs/index/g.hisat2/genome'],
    ]);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const words = make(
      ...['--reference', 'g,h.fa', '--large-index', '--off-rate', '5', '--ftab-chars', '8'],
      ...['--local-off-rate', '2', '--seed', '3', '--extra-args', '--dcv 512'],
    );
    expect(words).toEqual([
      ...['hisat2-build-l', '--wrapper', 'basic-0', '-p', '2', '--quiet', '--offrate', '5'],
      ...['--ftabchars', '8', '--localoffrate', '2', '--seed', '3', '--dcv', '512'],
      ...['./reference-1.fa', './outputs/index/g,h.hisat2/genome'],
    ]);
  });

  it('puts the splice sites and exons of an annotation into the index', () => {
    const options = ['--reference', 'g.fa', '--annotation', 'g.gtf.gz'];
    expect(make(...options)?.join(' ')).toContain('--ss ./splice-sites.txt --exon ./exons.txt');
    const made = commandOf(build, options).map(({ stdoutTo }) => stdoutTo);
    expect(made.slice(0, 2)).toEqual(['./splice-sites.txt', './exons.txt']);
  });
});
