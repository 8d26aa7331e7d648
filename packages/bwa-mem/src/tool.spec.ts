import type { CommandContext } from '@joblayer/job-runtime';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const file = (name: string, stem = name.replace(/\..*/, '')) => ({
  type: 'file' as const,
  companions: {},
  path: `/s/inputs/${name}`,
  name,
  stem,
});
const directory = (...files: string[]) => ({
  type: 'directory' as const,
  path: '/s/inputs/ref',
  name: 'ref',
  stem: 'ref',
  files,
});
const INDEX = ['g.fa.amb', 'g.fa.ann', 'g.fa.bwt', 'g.fa.pac', 'g.fa.sa'];

const command = (
  changes: { inputs?: Partial<Context['inputs']> } & Partial<Omit<Context, 'inputs'>> = {},
  params: Partial<Context['params']> = {},
) =>
  tool.command({
    outputs: { bam: '/s/outputs/bam/x.bam', bai: '/s/outputs/bam/x.bam.bai' },
    params: tool.params.parse(params),
    extraArgs: [],
    workDir: '/s/wd',
    tmpDir: '/s/tmp',
    cpus: 2,
    memoryMiB: 4096,
    ...changes,
    inputs: {
      reads1: file('a_1.fq.gz', 'a_1'),
      reads2: file('a_2.fq.gz', 'a_2'),
      reference: directory(...INDEX),
      ...changes.inputs,
    },
  });

describe('the complaints of bwa-mem', () => {
  const says = (line: string) => tool.complaints?.some((complaint) => complaint.says.test(line));

  it('hold none of reads without the empty block that bgzip ends a file with: Illumina’s software writes none', () => {
    expect(says('[W::bgzf_read_block] EOF marker is absent. The input may be truncated')).toBe(
      false,
    );
    expect(says('[E::bgzf_read_block] Failed to read BGZF block data at offset 1')).toBe(true);
    expect(says('samtools import: truncated file. Aborting')).toBe(true);
  });
});

describe('the command of bwa-mem', () => {
  it('pipes bwa mem into samtools sort, which writes the index as well, while the reads are checked', () => {
    expect(command()).toEqual([
      {
        pipeline: [
          [
            ...['samtools', 'import', '--no-PG', '-u', '-o', '/dev/null'],
            ...['-1', '/s/inputs/a_1.fq.gz', '-2', '/s/inputs/a_2.fq.gz'],
          ],
          [
            ...['bwa', 'mem', '-t', '2', '-K', '100000000', '-k', '19', '-T', '30'],
            ...['-R', '@RG\\tID:a\\tSM:a\\tLB:a\\tPL:ILLUMINA'],
            ...['/s/inputs/ref/g.fa', '/s/inputs/a_1.fq.gz', '/s/inputs/a_2.fq.gz'],
          ],
          [
            ...['samtools', 'sort', '-@', '1', '-m', '512M', '-T', '/s/tmp/sort', '--write-index'],
            ...['-o', '/s/outputs/bam/x.bam##idx##/s/outputs/bam/x.bam.bai', '-'],
          ],
        ],
      },
    ]);
  });

  it('indexes a FASTA file first, in the work directory', () => {
    const [index, align] = command({ inputs: { reference: file('g.fa') } });
    expect(index?.pipeline).toEqual([['bwa', 'index', '-p', '/s/wd/reference', '/s/inputs/g.fa']]);
    expect(align?.pipeline[1]).toContain('/s/wd/reference');
  });

  it('takes single reads', () => {
    const [align] = command({ inputs: { reads2: undefined } });
    expect(align?.pipeline[0].slice(-2)).toEqual(['-0', '/s/inputs/a_1.fq.gz']);
    expect(align?.pipeline[1]?.slice(-2)).toEqual(['/s/inputs/ref/g.fa', '/s/inputs/a_1.fq.gz']);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const [align] = command(
      { extraArgs: ['-A', '2'] },
      {
        sample: 'NA12878',
        platform: 'DNBSEQ',
        minSeedLength: 17,
        minScore: 0,
        markShorterSplits: true,
        softClip: true,
        batchBases: 1_000_000,
      },
    );
    expect(align?.pipeline[1]?.slice(2, -3)).toEqual([
      ...['-t', '2', '-K', '1000000', '-k', '17', '-T', '0', '-M', '-Y'],
      ...['-R', '@RG\\tID:NA12878\\tSM:NA12878\\tLB:NA12878\\tPL:DNBSEQ', '-A', '2'],
    ]);
  });

  it('keeps what a file’s name holds from breaking the read group', () => {
    const reads1 = file('a\tb "c".fq', 'a\tb "c"');
    const [align] = command({ inputs: { reads1 } });
    expect(align?.pipeline[1]).toContain('@RG\\tID:a_b_c_\\tSM:a_b_c_\\tLB:a_b_c_\\tPL:ILLUMINA');
  });

  it.each([
    [1024, 8, '32M'],
    [64, 8, '16M'],
    [1_000_000, 2, '768M'],
  ])('sorts in memory as granted: %s MiB on %s CPUs', (memoryMiB, cpus, expected) => {
    const [align] = command({ memoryMiB, cpus });
    const sort: readonly string[] = align?.pipeline[2] ?? [];
    expect(sort[sort.indexOf('-m') + 1]).toBe(expected);
  });
});

describe('the reference', () => {
  it('may be a directory with one FASTA file and no index', () => {
    const [index] = command({ inputs: { reference: directory('sub/g.fasta.gz', 'README') } });
    expect(index?.pipeline[0].at(-1)).toBe('/s/inputs/ref/sub/g.fasta.gz');
  });

  it('that holds several indexes is the one nearest to the top, as iGenomes has them', () => {
    const below = ['version0.5.x', 'version0.6.0'].flatMap((version) =>
      INDEX.map((file) => `BWAIndex/${version}/${file}`),
    );
    const top = INDEX.map((file) => `BWAIndex/${file}`);
    const reference = directory(...top, ...below, 'WholeGenomeFasta/genome.fa');
    const [align] = command({ inputs: { reference } });
    expect(align?.pipeline[1]).toContain('/s/inputs/ref/BWAIndex/g.fa');
    const [named] = command({ inputs: { reference } }, { referenceName: below[5]?.slice(0, -4) });
    expect(named?.pipeline[1]).toContain('/s/inputs/ref/BWAIndex/version0.6.0/g.fa');
  });

  it('that holds several FASTA files is the one that is named', () => {
    const reference = directory('a.fa', 'b.fa');
    const [index] = command({ inputs: { reference } }, { referenceName: 'b.fa' });
    expect(index?.pipeline[0].at(-1)).toBe('/s/inputs/ref/b.fa');
  });

  it.each([
    ['an index in part', INDEX.slice(1), /the bwa index g\.fa without its files \.amb/],
    ['two indexes at one level', ['x/h.bwt', 'y/h.bwt'], /2 bwa indexes at one level: x\/h, y\/h$/],
    [
      'two FASTA files',
      ['a.fa', 'b.fa'],
      /2 FASTA files and no bwa index at one level: a\.fa, b\.fa/,
    ],
    ['neither', ['x.txt'], /no bwa index and no FASTA file/],
  ])('that is a directory with %s is refused', (_, files, message) => {
    const refused = () => command({ inputs: { reference: directory(...files) } });
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-data' }));
  });

  it.each([
    [
      'that the directory lacks',
      directory(...INDEX),
      /holds no such index or FASTA file, but g\.fa$/,
    ],
    ['of a file', file('g.fa'), /--reference is a file/],
  ])('under a name %s is a usage error', (_, reference, message) => {
    const refused = () => command({ inputs: { reference } }, { referenceName: 'x.fa' });
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
