import { commandOf } from '@joblayer/job-runtime/testing';
import { build } from './build.tool.ts';
import { tool } from './tool.ts';

const INDEX = ['1', '2', '3', '4', 'rev.1', 'rev.2'].map((name) => `genome.${name}.bt2`);
const steps = (options: readonly string[], index: readonly string[] = INDEX) =>
  commandOf(tool, ['--index', 'g/', ...options], { files: { index } });
const argv = (options: readonly string[], index?: readonly string[]): readonly string[] => {
  const words: readonly string[] = steps(options, index).at(-1)?.pipeline[0] ?? [];
  return words.slice(words.indexOf('with-log') + 1);
};
const PAIR = ['--reads1', 'a_R1.fq.gz', '--reads2', 'a_R2.fq.gz'];

describe('the command of bowtie2-align', () => {
  it('aligns pairs in the order of the reads, copies the counts to the log, and sorts', () => {
    expect(argv(PAIR)).toEqual([
      ...['./outputs/log/a_R1.bowtie2.log', 'bowtie2-align-s', '--wrapper', 'basic-0'],
      ...['-p', '2', '--reorder', '--rg-id', 'a', '--rg', 'SM:a', '--rg', 'LB:a'],
      ...['--rg', 'PL:ILLUMINA', '--sensitive', '-5', '0', '-3', '0', '--seed', '0'],
      ...['-x', './inputs/g/genome', '-1', './inputs/a_R1.fq.gz', '-2', './inputs/a_R2.fq.gz'],
    ]);
    expect(steps(PAIR)[0]?.pipeline[1]).toEqual([
      ...['samtools', 'sort', '-@', '1', '-m', '128M', '-T', './tmp/sort', '--write-index'],
      ...['-o', './outputs/bam/a_R1.bam##idx##./outputs/bam/a_R1.bam.bai', '-'],
    ]);
  });

  it('aligns all lanes of single reads together', () => {
    const words = argv(['--reads1', 'a_L001_R1.fq', 'a_L002_R1.fq']);
    expect(words.slice(-2)).toEqual(['-U', './inputs/a_L001_R1.fq,./inputs/a_L002_R1.fq']);
  });

  it('links reads with a comma in their name, at which bowtie2 would split it', () => {
    const [link] = steps(['--reads1', 'a,b.fq', '--sample', 'a']);
    expect(link?.pipeline[0]).toEqual(['ln', '-s', './inputs/a,b.fq', './reads1-1.fq']);
    expect(argv(['--reads1', 'a,b.fq', '--sample', 'a']).at(-1)).toBe('./reads1-1.fq');
  });

  it('has every parameter, and extra arguments before the files', () => {
    const words = argv([
      ...PAIR,
      ...['--preset', 'fast', '--local', '--min-insert', '50', '--max-insert', '900'],
      ...['--orientation', 'rf', '--no-mixed', '--no-discordant', '--dovetail'],
      ...['--max-alignments', '3', '--seed-mismatches', '1', '--seed-length', '20'],
      ...['--min-score', 'G,20,8', '--trim-start', '2', '--trim-end', '4', '--drop-unaligned'],
      ...['--phred64', '--seed', '7', '--extra-args', '--ma "3"'],
    ]);
    expect(words.slice(words.indexOf('--fast-local'), words.indexOf('-x'))).toEqual([
      ...['--fast-local', '--local', '-I', '50', '-X', '900', '--rf', '--no-mixed'],
      ...['--no-discordant', '--dovetail', '-k', '3', '-N', '1', '-L', '20'],
      ...['--score-min', 'G,20,8', '-5', '2', '-3', '4', '--no-unal', '--phred64'],
      ...['--seed', '7', '--ma', '3'],
    ]);
    expect(argv([...PAIR, '--all'])).toContain('-a');
  });

  it('takes the program for large indexes where the directory has one', () => {
    const large = INDEX.map((name) => `sub/${name}l`);
    expect(argv(PAIR, large)).toContain('bowtie2-align-l');
    expect(argv(PAIR, large)).toContain('./inputs/g/sub/genome');
  });

  it.each([
    ['without an index', [], 'holds no index of bowtie2-build'],
    ['with a part of one', INDEX.slice(0, -1), 'an index without its files .rev.2.bt2'],
    [
      'with two at one level',
      [...INDEX, ...INDEX.map((name) => `x${name}`)],
      'several indexes at one level: genome and xgenome',
    ],
  ])('refuses a directory %s', (_, files, message) => {
    expect(() => argv(PAIR, files)).toThrow(message);
  });

  it.each([
    [['--reads1', 'a.fq', '--max-insert', '900'], '--max-insert is for pairs only'],
    [[...PAIR, '--max-alignments', '2', '--all'], '--max-alignments and --all were given'],
    [['--reads1', 'a.fq', 'b.fq', '--reads2', 'c.fq'], '--reads2 needs one file for each lane'],
    [['--reads1', 'a.fq', '--min-score', 'x'], 'must be a function such as L,-0.6,-0.6'],
    [['--reads1', 'reads_1.fq'], '--sample is missing'],
  ])('refuses %j', (options, message) => {
    expect(() => argv(options)).toThrow(message);
  });
});

describe('the command of bowtie2-build', () => {
  const commands = (...options: string[]) =>
    commandOf(build, options).map(({ pipeline }) => pipeline[0]);

  it('makes an index with the genome’s names and a list of its files', () => {
    expect(commands('--reference', 'g.fa')).toEqual([
      ['mkdir', '-p', './outputs/index/g.bowtie2'],
      [
        ...['bowtie2-build-s', '--wrapper', 'basic-0', '--threads', '2', '--quiet'],
        ...['--seed', '0'],
        ...['./inputs/g.fa', './outputs/index/g.bowtie2/genome'],
      ],
      ['cp', './genome.fai', './outputs/index/g.bowtie2/genome.fai'],
      ['find', './outputs/index/g.bowtie2', '-type', 'f', '-printf', '%s\\t%P\\n'],
      ['mv', '-T', './index-files.tsv', './outputs/index/g.bowtie2/index-files.tsv'],
    ]);
  });

  it('has every parameter, and decompresses a compressed FASTA', () => {
    const [decompress, , make] = commands(
      ...['--reference', "it's g.fa.gz", '--large-index', '--off-rate', '3', '--ftab-chars', '8'],
      ...['--packed', '--seed', '3', '--extra-args', '--dcv 512'],
    );
    expect(decompress?.at(-1)).toBe("./inputs/it's g.fa.gz");
    expect(make).toEqual([
      ...['bowtie2-build-l', '--wrapper', 'basic-0', '--threads', '2', '--quiet'],
      ...['--offrate', '3', '--ftabchars', '8', '--seed', '3', '--packed', '--dcv', '512'],
      ...['./reference.fa', "./outputs/index/it's g.bowtie2/genome"],
    ]);
  });
});
