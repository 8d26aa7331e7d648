import type { CommandContext, StagedDirectory, StagedFile } from '@joblayer/job-runtime';
import { mkdtemp, mkdir, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceTool } from './reference.tool.ts';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const file = (name: string): StagedFile<Record<string, never>> => ({
  type: 'file',
  path: `/s/inputs/${name}`,
  name,
  stem: name.replace(/\..*/, ''),
  companions: {},
});
const directory = (path: string, ...files: string[]): StagedDirectory => ({
  type: 'directory',
  path,
  name: 'ref',
  stem: 'ref',
  files,
});

const context = (inputs: Partial<Context['inputs']> = {}, params = {}, changes = {}): Context => ({
  inputs: {
    reads1: [file('a_1.fq.gz')],
    reads2: [file('a_2.fq.gz')],
    reference: directory('/s/inputs/ref', 'genome.fa', 'sorted-reference.xml'),
    ...inputs,
  },
  outputs: { bamFolder: '/s/outputs/bam', stats: '/s/outputs/stats', reports: '/s/outputs/rep' },
  params: tool.params.parse(params),
  extraArgs: [],
  workDir: '/s/wd',
  tmpDir: '/s/tmp',
  cpus: 3,
  memoryMiB: 70_000,
  ...changes,
});
const argv = (...given: Parameters<typeof context>) =>
  tool.command(context(...given))[0]?.pipeline[0];

describe('the command of isaac', () => {
  it('names the laid-out files, and what was granted in threads and whole gigabytes', () => {
    expect(tool.command(context())).toHaveLength(1);
    expect(argv()).toEqual([
      ...['isaac-align', '-r', '/s/wd/sorted-reference.xml'],
      ...['-b', '/s/wd/fastq', '--base-calls-format', 'fastq-gz'],
      ...['-o', '/s/wd/Aligned', '-t', '/s/tmp/isaac', '-j', '3', '-m', '68'],
      ...['--stats-image-format', 'none', '--keep-duplicates', '1', '--mark-duplicates', '1'],
      ...['--keep-unaligned', 'back', '--base-quality-cutoff', '25', '--realign-gaps', 'sample'],
      ...['--bam-gzip-level', '1'],
    ]);
  });

  it('has every option, and extra arguments behind them', () => {
    const params = {
      keepDuplicates: false,
      markDuplicates: false,
      keepUnaligned: 'discard',
      baseQualityCutoff: 0,
      realignGaps: 'no',
      variableReadLength: true,
      bamGzipLevel: 9,
      headerTag: '@RG\\tID:it\'s "a"',
    };
    expect(argv({}, params, { extraArgs: ['--seed-length', '16'] })?.slice(17)).toEqual([
      ...['--keep-duplicates', '0', '--mark-duplicates', '0', '--keep-unaligned', 'discard'],
      ...['--base-quality-cutoff', '0', '--realign-gaps', 'no', '--variable-read-length', '1'],
      ...['--bam-gzip-level', '9', '--bam-header-tag', '@RG\\tID:it\'s "a"'],
      ...['--seed-length', '16'],
    ]);
  });

  it.each([
    [100, '1'],
    [2047, '1'],
    [2048, '2'],
  ])('of %s MiB names %s GB', (memoryMiB, expected) => {
    const words: readonly string[] = argv({}, {}, { memoryMiB }) ?? [];
    expect(words[words.indexOf('-m') + 1]).toBe(expected);
  });

  it('has Isaac look for more lanes than it would by itself', () => {
    const reads1 = Array.from({ length: 9 }, (_, lane) => file(`l${lane}.fq.gz`));
    expect(argv({ reads1, reads2: undefined })?.join(' ')).toContain(' --lane-number-max 9 ');
  });

  it('refuses a lane whose pairs have one end', () => {
    const refused = () => argv({ reads2: [file('a_2.fq.gz'), file('b_2.fq.gz')] });
    expect(refused).toThrow(/one file for each lane of --reads1, 1, got 2/);
    expect(refused).toThrow(expect.objectContaining({ code: 'usage' }));
  });

  it('refuses a directory that is no reference of Isaac’s', () => {
    const refused = () => argv({ reference: directory('/s/inputs/ref', 'genome.fa') });
    expect(refused).toThrow(/holds no sorted-reference\.xml/);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-data' }));
  });
});

describe('what isaac finds', () => {
  let base: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'isaac & <co> '));
    for (const name of ['work', 'ref', 'bam', 'stats']) await mkdir(join(base, name));
  });
  afterEach(() => rm(base, { recursive: true }));
  const work = (...names: string[]) => join(base, 'work', ...names);

  it('is each lane’s reads under its names, the reference where it lies, and links to the outputs', async () => {
    const xml = '<SortedReference><Contig><File>/x/genome.fa</File></Contig></SortedReference>';
    await writeFile(join(base, 'ref', 'sorted-reference.xml'), xml);
    await tool.prepare?.({
      ...context({
        reads1: [file('x.fq.gz'), file('it\'s "y".fastq.gz')],
        reads2: undefined,
        reference: directory(join(base, 'ref'), 'genome.fa', 'sorted-reference.xml'),
      }),
      workDir: work(),
      resolve: (path) => path,
      outputs: { bamFolder: join(base, 'bam'), stats: join(base, 'stats') } as Context['outputs'],
    });
    expect((await readdir(work('fastq'))).sort()).toEqual([
      'lane1_read1.fastq.gz',
      'lane2_read1.fastq.gz',
    ]);
    expect(await readlink(work('fastq', 'lane2_read1.fastq.gz'))).toBe(
      '/s/inputs/it\'s "y".fastq.gz',
    );
    expect(await readFile(work('sorted-reference.xml'), 'utf8')).toContain(
      `<File>${base.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}/ref/genome.fa</File>`,
    );
    expect(await readFile(join(base, 'ref', 'sorted-reference.xml'), 'utf8')).toBe(xml);
    expect(await readlink(work('Aligned', 'Projects', 'default', 'default'))).toBe(
      join(base, 'bam'),
    );
    expect(await readdir(work('Aligned'))).toEqual(['Projects', 'Stats']);
  });
});

describe('the command of isaac-reference', () => {
  const command = (params = {}, extraArgs: readonly string[] = []) =>
    referenceTool
      .command({
        inputs: { fasta: file('my genome.fa') },
        outputs: { reference: '/s/outputs/reference/my genome' },
        params: referenceTool.params.parse(params),
        extraArgs,
        workDir: '/s/wd',
        tmpDir: '/s/tmp',
        cpus: 8,
        memoryMiB: 4096,
      })
      .map(({ pipeline: [words] }) => words);

  it('sorts a copy of the genome in the directory that it makes, and hands that over', () => {
    expect(command()).toEqual([
      [
        ...['isaac-sort-reference', '-g', '/s/wd/reference/genome.fa', '-o', '/s/wd/reference'],
        ...['-j', '1', '-t', '1000', '-w', '0'],
      ],
      ['rm', '-rf', '/s/wd/reference/Temp'],
      [
        ...['sed', '-i', 's|<File>[^<]*/reference/|<File>|g'],
        '/s/wd/reference/sorted-reference.xml',
      ],
      ['mv', '-T', '/s/wd/reference', '/s/outputs/reference/my genome'],
    ]);
  });

  it('has every option, and extra arguments behind them', () => {
    const params = { repeatThreshold: 10, maskWidth: 2, annotate: false };
    expect(command(params, ['--annotation-seed-lengths', '16 32'])[0]?.slice(7)).toEqual([
      ...['-t', '10', '-w', '2', '--dont-annotate', '--annotation-seed-lengths', '16 32'],
    ]);
  });
});
