import type { CommandContext, StagedDirectory, StagedFile } from '@joblayer/job-runtime';
import { mkdtemp, mkdir, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { referenceTool } from './reference.tool.ts';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const file = (name: string): StagedFile<Record<string, never>> => ({
  type: 'file',
  path: `/s/inputs/${name}`,
  name,
  stem: name.replace(/\..*/, ''),
  secondaryFiles: {},
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

const OTHER_THAN_DEFAULTS = {
  keepDuplicates: false,
  markDuplicates: false,
  keepUnaligned: 'discard',
  baseQualityCutoff: 0,
  realignGaps: 'no',
  variableReadLength: true,
  bamGzipLevel: 9,
  headerTag: '@RG\\tID:it\'s "a"',
};

describe('the command of isaac', () => {
  it('has the job’s files and granted resources, and no option equal to Isaac’s default', () => {
    expect(tool.command(context())).toHaveLength(1);
    expect(argv()).toEqual([
      ...['isaac-align', '-r', '/s/wd/sorted-reference.xml'],
      ...['-b', '/s/wd/fastq', '--base-calls-format', 'fastq-gz'],
      ...['-o', '/s/wd/Aligned', '-t', '/s/tmp/isaac', '-j', '3', '-m', '68'],
      ...['--stats-image-format', 'none'],
    ]);
  });

  it('has every option, then the extra arguments', () => {
    expect(
      argv({}, OTHER_THAN_DEFAULTS, { extraArgs: ['--seed-length', '16'] })?.slice(17),
    ).toEqual([
      ...['--keep-duplicates', '0', '--mark-duplicates', '0', '--keep-unaligned', 'discard'],
      ...['--base-quality-cutoff', '0', '--realign-gaps', 'no', '--variable-read-length', '1'],
      ...['--bam-gzip-level', '9', '--bam-header-tag', '@RG\\tID:it\'s "a"'],
      ...['--seed-length', '16'],
    ]);
  });

  it.each([
    [17_408, '17'],
    [18_431, '17'],
    [18_432, '18'],
  ])('states, with %s MiB granted, a limit of %s GB', (memoryMiB, expected) => {
    const args: readonly string[] = argv({}, {}, { memoryMiB }) ?? [];
    expect(args[args.indexOf('-m') + 1]).toBe(expected);
  });

  it('raises Isaac’s limit of lanes if there are more', () => {
    const reads1 = Array.from({ length: 9 }, (_, lane) => file(`l${lane}.fq.gz`));
    expect(argv({ reads1, reads2: undefined })?.join(' ')).toContain(' --lane-number-max 9');
  });

  it('refuses a directory that is no Isaac reference', () => {
    const refused = () => argv({ reference: directory('/s/inputs/ref', 'genome.fa') });
    expect(refused).toThrow(/holds no sorted-reference\.xml/);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-data' }));
  });
});

describe('an option of the job that the extra arguments also give', () => {
  it.each([
    [['-j', '2'], '-j 3'],
    [['-j2'], '-j 3'],
    [['--jobs', '2'], '-j 3'],
    [['--jobs=2'], '-j 3'],
    [['--jo', '2'], '-j 3'],
    [['-m20'], '-m 68'],
    [['--memory-limit=20'], '-m 68'],
    [['--memory-l', '20'], '-m 68'],
    [['--stats-image-format', 'gif'], '--stats-image-format none'],
    [['-f', 'fastq-gz'], '--base-calls-format fastq-gz'],
    [['--keep-duplicates', '1'], '--keep-duplicates 0'],
    [['--keep-dup', '1'], '--keep-duplicates 0'],
    [['--mark-duplicates=1'], '--mark-duplicates 0'],
    [['--keep-una', 'back'], '--keep-unaligned discard'],
    [['--base-q', '25'], '--base-quality-cutoff 0'],
    [['--realign-gaps', 'all'], '--realign-gaps no'],
    [['--variable-r', '0'], '--variable-read-length 1'],
    [['--variable-fastq-read-length', '0'], '--variable-read-length 1'],
    [['--bam-gzip-level', '2'], '--bam-gzip-level 9'],
  ])('is given once, as %j', (extraArgs, ours) => {
    const line = (extra: readonly string[]) =>
      ` ${argv({}, OTHER_THAN_DEFAULTS, { extraArgs: extra })?.join(' ')} `;
    expect(line([])).toContain(` ${ours} `);
    expect(line(extraArgs)).not.toContain(` ${ours} `);
    expect(line(extraArgs).endsWith(` ${extraArgs.join(' ')} `)).toBe(true);
  });

  it('stays if an extra option only begins like it', () => {
    const extraArgs = ['--realign-dodgy', '1', '--memory-control', 'off', '--base-calls-x', '-x'];
    expect(argv({}, { realignGaps: 'no' }, { extraArgs })?.join(' ')).toMatch(
      /-m 68 .*--realign-gaps no --realign-dodgy/,
    );
  });

  it('stays if the extra one follows the end of the options', () => {
    expect(argv({}, {}, { extraArgs: ['--', '-j', '2'] })).toContain('3');
  });

  it('is left to Isaac if an abbreviation fits two options', () => {
    expect(argv({}, {}, { extraArgs: ['--memory', '20'] })?.join(' ')).toContain('-m 68');
  });

  it.each([
    [['-t', '/scratch/tmp', '--seed-length', '16']],
    [['-t/scratch/tmp', '--seed-length', '16']],
    [['--seed-length', '16', '--temp-directory', '/scratch/tmp']],
    [['--seed-length', '16', '--temp-dir=/scratch/tmp', '-t', '/b']],
  ])('is used alone for the directory of temporary files: %j', (extraArgs) => {
    expect(argv({}, {}, { extraArgs })?.slice(9)).toEqual([
      ...['-t', '/s/tmp/isaac', '-j', '3', '-m', '68', '--stats-image-format', 'none'],
      ...['--seed-length', '16'],
    ]);
  });

  it('is used beside the extra one if Isaac accepts several', () => {
    const extraArgs = ['--bam-header-tag', '@CO\\tb'];
    expect(argv({}, { headerTag: '@CO\\ta' }, { extraArgs })?.slice(-4)).toEqual([
      ...['--bam-header-tag', '@CO\\ta', '--bam-header-tag', '@CO\\tb'],
    ]);
  });
});

/** A FASTA of one sequence, and its descriptor. */
const GENOME = '>a x\nACGT\nAC\n';
const descriptor = (name: string, offset = 5, bases = 6) =>
  `<SortedReference><Contig>${name}<Sequence><File>/x/genome.fa</File><Offset>${offset}</Offset></Sequence><TotalBases>${bases}</TotalBases></Contig></SortedReference>`;

describe('the input directory of isaac', () => {
  let base: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'isaac & <co> '));
    for (const name of ['work', 'ref', 'bam', 'stats']) await mkdir(join(base, name));
  });
  afterEach(() => rm(base, { recursive: true }));
  const work = (...names: string[]) => join(base, 'work', ...names);

  it('has each lane’s reads under Isaac’s names, the reference’s paths, and links to the outputs', async () => {
    const xml = descriptor('<Name>a</Name>');
    await writeFile(join(base, 'ref', 'sorted-reference.xml'), xml);
    await writeFile(join(base, 'ref', 'genome.fa'), GENOME);
    const names = ['x.fq.gz', 'it\'s "y".fastq.gz'];
    for (const name of names) await writeFile(join(base, name), gzipSync('@r\nA\n+\nI\n'));
    await tool.prepare?.({
      ...context({
        reads1: names.map((name) => ({ ...file(name), path: join(base, name) })),
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
      join(base, 'it\'s "y".fastq.gz'),
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

  it.each([
    [
      'another length',
      descriptor('<Name>a</Name>', 5, 7),
      /does not belong to genome\.fa: a has 7 bases from byte 5, but the FASTA has 6 from byte 5/,
    ],
    ['another offset', descriptor('<Name>a</Name>', 6), /a has 6 bases from byte 6/],
    ['another name', descriptor('<Name>b</Name>'), /but the FASTA has no such sequence/],
    ['no name', descriptor(''), /has a contig without a name/],
    [
      'a name twice',
      descriptor('<Name>a</Name>').replace(/<Contig>.*<\/Contig>/, '$&$&'),
      /names the sequence a twice/,
    ],
  ])('is refused with a descriptor of %s', async (_, xml, message) => {
    await writeFile(join(base, 'ref', 'sorted-reference.xml'), xml);
    await writeFile(join(base, 'ref', 'genome.fa'), GENOME);
    const prepared = tool.prepare?.({
      ...context({
        reads1: [],
        reads2: undefined,
        reference: directory(join(base, 'ref'), 'genome.fa', 'sorted-reference.xml'),
      }),
      workDir: work(),
      resolve: (path) => path,
    });
    await expect(prepared).rejects.toMatchObject({
      code: 'bad-data',
      facts: { problem: expect.stringMatching(message) },
    });
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
      .map(({ pipeline: [argv] }) => argv);

  it('sorts a copy of the genome in its new directory, and publishes that', () => {
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

  it('has every option, then the extra arguments', () => {
    const params = { repeatThreshold: 10, maskWidth: 2, annotate: false };
    expect(command(params, ['--annotation-seed-lengths', '16 32'])[0]?.slice(7)).toEqual([
      ...['-t', '10', '-w', '2', '--dont-annotate', '--annotation-seed-lengths', '16 32'],
    ]);
  });
});
