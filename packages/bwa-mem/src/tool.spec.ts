import type { CommandContext } from '@joblayer/job-runtime';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const file = (name: string, stem = name.replace(/\..*/, '')) => ({
  type: 'file' as const,
  secondaryFiles: {},
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
      reads1: [file('a_1.fq.gz', 'a_1')],
      reads2: [file('a_2.fq.gz', 'a_2')],
      reference: directory(...INDEX),
      ...changes.inputs,
    },
  });

describe('the command of bwa-mem', () => {
  it('pipes bwa mem into samtools sort, which also writes the index, and checks the reads meanwhile', () => {
    expect(command()).toEqual([
      {
        pipeline: [
          [
            ...['node', '/opt/joblayer/main.js', 'check-reads', 'paired'],
            ...['/s/inputs/a_1.fq.gz', '/s/inputs/a_2.fq.gz'],
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
    expect(align?.pipeline[0].slice(-2)).toEqual(['single', '/s/inputs/a_1.fq.gz']);
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

  it('replaces characters of a file’s name that would break the read group', () => {
    const reads1 = [file('a\tb "c".fq', 'a\tb "c"')];
    const [align] = command({ inputs: { reads1 } });
    expect(align?.pipeline[1]).toContain('@RG\\tID:a_b_c_\\tSM:a_b_c_\\tLB:a_b_c_\\tPL:ILLUMINA');
  });

  it('aligns each lane with its own read group, and merges them', () => {
    const lanes = (read: 1 | 2) =>
      [1, 2].map((lane) => file(`N_S1_L00${lane}_R${read}.fq`, `N_S1_L00${lane}_R${read}`));
    const [first, second, merge, ...others] = command({
      inputs: { reads1: lanes(1), reads2: lanes(2) },
    });
    expect(first?.pipeline[0].slice(3)).toEqual([
      ...['paired', '/s/inputs/N_S1_L001_R1.fq', '/s/inputs/N_S1_L001_R2.fq'],
      ...['/s/inputs/N_S1_L002_R1.fq', '/s/inputs/N_S1_L002_R2.fq'],
    ]);
    expect(first?.pipeline[1]?.slice(10)).toEqual([
      ...['-R', '@RG\\tID:N_S1_L001\\tSM:N\\tLB:N\\tPL:ILLUMINA', '/s/inputs/ref/g.fa'],
      ...['/s/inputs/N_S1_L001_R1.fq', '/s/inputs/N_S1_L001_R2.fq'],
    ]);
    expect(first?.pipeline[2]?.slice(-5)).toEqual(['-l', '1', '-o', '/s/wd/lane-1.bam', '-']);
    expect(second?.pipeline.map(([program]) => program)).toEqual(['bwa', 'samtools']);
    expect(second?.pipeline[0]).toContain('@RG\\tID:N_S1_L002\\tSM:N\\tLB:N\\tPL:ILLUMINA');
    expect(merge?.pipeline).toEqual([
      [
        ...['samtools', 'merge', '-@', '1', '-c', '-s', '1', '-h', '/s/wd/read-groups.sam'],
        ...['--write-index', '-o', '/s/outputs/bam/x.bam##idx##/s/outputs/bam/x.bam.bai'],
        ...['/s/wd/lane-1.bam', '/s/wd/lane-2.bam'],
      ],
    ]);
    expect(others).toEqual([]);
  });

  it.each([
    ['x##idx##y.bam', 'y.bai', 'bai'],
    ['x.1', 'x.1.csi', 'csi'],
  ])('moves a BAM to its name %s, which samtools would misread', (bam, bai, ending) => {
    const steps = command({ outputs: { bam: `/s/o/${bam}`, bai: `/s/o/${bai}` } });
    const written = '/s/wd/joblayer-written.bam';
    expect(steps[0]?.pipeline[2]).toContain(`${written}##idx##${written}.${ending}`);
    expect(steps.slice(1).flatMap(({ pipeline }) => pipeline)).toEqual([
      ['mv', '-T', `${written}.${ending}`, `/s/o/${bai}`],
      ['mv', '-T', written, `/s/o/${bam}`],
    ]);
  });

  it.each([
    [1024, 8, '32M'],
    [64, 8, '16M'],
    [1_000_000, 2, '768M'],
  ])('sorts in a part of the granted memory: %s MiB on %s CPUs', (memoryMiB, cpus, expected) => {
    const [align] = command({ memoryMiB, cpus });
    const sort: readonly string[] = align?.pipeline[2] ?? [];
    expect(sort[sort.indexOf('-m') + 1]).toBe(expected);
  });
});

describe('the reference of bwa-mem', () => {
  it('may be a directory with one FASTA file and no index', () => {
    const [index] = command({ inputs: { reference: directory('sub/g.fasta.gz', 'README') } });
    expect(index?.pipeline[0].at(-1)).toBe('/s/inputs/ref/sub/g.fasta.gz');
  });

  it('with several indexes is the one nearest to the top, as in iGenomes', () => {
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

  it('with several FASTA files is the one given by name', () => {
    const reference = directory('a.fa', 'b.fa');
    const [index] = command({ inputs: { reference } }, { referenceName: 'b.fa' });
    expect(index?.pipeline[0].at(-1)).toBe('/s/inputs/ref/b.fa');
  });

  it.each([
    ['an incomplete index', INDEX.slice(1), /the bwa index g\.fa without its files \.amb/],
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
      /has no such index or FASTA file\. It has g\.fa$/,
    ],
    ['of a file', file('g.fa'), /--reference is a file/],
  ])('with a name %s is a usage error', (_, reference, message) => {
    const refused = () => command({ inputs: { reference } }, { referenceName: 'x.fa' });
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
