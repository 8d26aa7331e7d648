import { checkArguments, type CommandContext } from '@joblayer/job-runtime';
import { expectSameGenome } from './same-genome.ts';
import { expectSamples } from './samples.ts';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const file = <C = Record<string, never>>(name: string, secondaryFiles?: C) => ({
  type: 'file' as const,
  path: `/s/inputs/${name}`,
  name,
  stem: name.replace(/\..*/, ''),
  secondaryFiles: secondaryFiles ?? ({} as C),
});
const bam = (name: string, bai?: string) => file(name, { bai });
const fasta = (name: string, fai?: string, gzi?: string) => file(name, { fai, gzi });

const command = (
  params: Partial<Context['params']> = {},
  inputs: Partial<Context['inputs']> = {},
  extraArgs: readonly string[] = [],
  cpus = 2,
  tbi = '/s/out/x.vcf.gz.tbi',
) =>
  tool.command({
    inputs: {
      bam: [bam('x.bam', '/s/inputs/x.bam.bai')],
      reference: fasta('g.fa', '/s/inputs/g.fa.fai'),
      regionsFile: undefined,
      targets: undefined,
      ploidyFile: undefined,
      sexes: undefined,
      ...inputs,
    },
    outputs: { vcf: '/s/out/x.vcf.gz', tbi, stats: '/s/out/x.txt' },
    params: tool.params.parse(params),
    extraArgs,
    workDir: '/s/wd',
    tmpDir: '/s/tmp',
    cpus,
    memoryMiB: 2048,
  });

/** The message with which a job with these arguments is refused in preflight. */
const refusal = (...argv: string[]) =>
  checkArguments(tool, [
    ...['--bam', 's3://bkt/x.bam', '--reference', 's3://bkt/g.fa', '--output-dir', 's3://bkt/out/'],
    ...argv,
  ]);

/** The stages of the pipeline that calls variants. */
const calling = (...args: Parameters<typeof command>) =>
  command(...args).find(({ pipeline }) => pipeline[0][1] === 'mpileup')?.pipeline ?? [];

/** The steps that make indexes. */
const indexing = (...args: Parameters<typeof command>) =>
  command(...args).flatMap(({ pipeline: [argv] }) =>
    argv[0] === 'samtools' && argv[1] !== 'view' ? [argv] : [],
  );

describe('the command of bcftools-call', () => {
  it('by default runs mpileup, calls variants of diploid samples, indexes and counts them', () => {
    expect(command()).toEqual([
      {
        pipeline: [
          [
            ...['ln', '-s', '-t', '/s/wd', '/s/inputs/x.bam', '/s/inputs/x.bam.bai'],
            ...['/s/inputs/g.fa', '/s/inputs/g.fa.fai'],
          ],
        ],
      },
      expectSameGenome({
        ...{ alignments: bam('x.bam'), fasta: '/s/wd/g.fa', workDir: '/s/wd' },
        samplesTo: '/s/wd/samples-0.txt',
      }),
      expectSamples(['/s/wd/samples-0.txt'], '/s/wd', false),
      {
        pipeline: [
          [
            ...['bcftools', 'mpileup', '-f', '/s/wd/g.fa', '-q', '0', '-Q', '1', '-d', '250'],
            ...['-a', 'FORMAT/AD,FORMAT/DP', '-O', 'u', '/s/wd/x.bam'],
          ],
          ['bcftools', 'reheader', '-s', '/s/wd/file-samples.txt', '-'],
          [
            ...['bcftools', 'call', '--no-version', '--threads', '1', '-m', '-v', '--ploidy', '2'],
            ...['-O', 'z'],
          ],
        ],
        stdoutTo: '/s/out/x.vcf.gz',
      },
      {
        pipeline: [
          [
            ...['bcftools', 'index', '--threads', '1', '-t'],
            ...['-o', '/s/out/x.vcf.gz.tbi', '/s/out/x.vcf.gz'],
          ],
        ],
      },
      {
        pipeline: [['bcftools', 'stats', '-F', '/s/wd/g.fa', '-s', '-', '/s/out/x.vcf.gz']],
        stdoutTo: '/s/out/x.txt',
      },
      { pipeline: [['awk', '-f', './no-calls.awk', '/s/out/x.txt']] },
    ]);
  });

  it('has every parameter, and extra arguments for mpileup before the files', () => {
    const params = {
      regions: 'chr1:1-1000,chr2',
      caller: 'consensus',
      ploidy: 'GRCh38',
      allSites: true,
      skipIndels: true,
      minMq: 20,
      minBq: 13,
      maxDepth: 1000,
      skipBaq: true,
      countOrphans: true,
      annotate: 'FORMAT/SP',
    } as const;
    const [mpileup, , call] = calling(params, { sexes: file('sexes.txt') }, ['-X', 'illumina']);
    expect(mpileup).toEqual([
      ...[
        'bcftools',
        'mpileup',
        '-f',
        '/s/wd/g.fa',
        '-r',
        'chr1:1-1000,chr2',
        '-q',
        '20',
        '-Q',
        '13',
      ],
      ...['-d', '1000', '-a', 'FORMAT/SP', '-B', '-A', '-I', '-X', 'illumina', '-O', 'u'],
      '/s/wd/x.bam',
    ]);
    expect(call?.slice(5)).toEqual([
      ...['-c', '--ploidy', 'GRCh38', '-S', '/s/wd/joblayer-sexes.txt', '-O', 'z'],
    ]);
  });

  it('uses the files of regions, targets, ploidies and sexes', () => {
    const [mpileup, , call] = calling(
      {},
      {
        regionsFile: file('r.bed'),
        targets: file('t.bed.gz'),
        ploidyFile: file('ploidy.txt'),
        sexes: file('sexes.txt'),
      },
    );
    expect(mpileup?.slice(4, 8)).toEqual([
      ...['-R', '/s/wd/joblayer-regions-file.bed', '-T', '/s/wd/joblayer-targets.bed'],
    ]);
    expect(call?.slice(7, 11)).toEqual([
      ...['--ploidy-file', '/s/inputs/ploidy.txt', '-S', '/s/wd/joblayer-sexes.txt'],
    ]);
  });

  it('aligns indels to the left after calling with --normalize', () => {
    const [, , call, norm] = calling({ normalize: true });
    expect(call?.slice(-2)).toEqual(['-O', 'u']);
    expect(norm).toEqual([
      ...['bcftools', 'norm', '--no-version', '--threads', '1', '-f', '/s/wd/g.fa'],
      ...['-O', 'z'],
    ]);
  });

  it('calls several samples together, even if their names look like options', () => {
    const odd = '-it\'s "a" $(b).bam';
    const [mpileup] = calling({}, { bam: [bam('x.bam'), bam(odd)] });
    expect(mpileup?.slice(-2)).toEqual(['/s/wd/x.bam', `/s/wd/${odd}`]);
  });

  it('links files of one name in a directory each, and prints that directory with their name', () => {
    const files = ['1', '2'].map((directory) => ({
      ...bam('x.bam', `./inputs/${directory}/x.bam.bai`),
      ...{ path: `./inputs/${directory}/x.bam`, directory },
    }));
    const steps = command({}, { bam: files }).map(({ pipeline }) => pipeline);
    expect(steps).toContainEqual([['mkdir', '-p', '/s/wd/2']]);
    expect(steps).toContainEqual([['ln', '-s', '../inputs/2/x.bam', '/s/wd/2/x.bam']]);
    expect(steps).toContainEqual([['ln', '-s', '../inputs/2/x.bam.bai', '/s/wd/2/x.bam.bai']]);
    expect(calling({}, { bam: files })[0]?.slice(-2)).toEqual(['/s/wd/1/x.bam', '/s/wd/2/x.bam']);
    expect(steps.flat(2).filter((word) => word.startsWith('file='))).toEqual([
      ...['file=1/x.bam', 'file=2/x.bam'],
    ]);
  });

  it('makes absent indexes: of the genome always, of alignments only for regions', () => {
    const bare = { bam: [bam('x.bam')], reference: fasta('g.fa') };
    expect(indexing()).toEqual([]);
    expect(indexing({}, bare)).toEqual([['samtools', 'faidx', '/s/wd/g.fa']]);
    const byRegion = [
      ['samtools', 'faidx', '/s/wd/g.fa'],
      ['samtools', 'index', '-c', '-@', '1', '/s/wd/x.bam'],
    ];
    expect(indexing({ regions: 'chr1' }, bare)).toEqual(byRegion);
    expect(indexing({}, { ...bare, regionsFile: file('r.bed') })).toEqual(byRegion);
  });

  it('writes a CSI if the index’s name ends in .csi', () => {
    const index = command({}, {}, [], 2, '/s/out/x.vcf.gz.csi').at(-3);
    expect(index?.pipeline[0].slice(4)).toEqual([
      ...['-c', '-o', '/s/out/x.vcf.gz.csi', '/s/out/x.vcf.gz'],
    ]);
  });

  it('makes the .fai of a compressed genome, and links only an index that it does not make', () => {
    const packed = (fai?: string) => ({
      reference: fasta('g.fa.gz', fai, '/s/inputs/g.fa.gz.gzi'),
    });
    expect(indexing({}, packed())).toEqual([['samtools', 'faidx', '/s/wd/g.fa.gz']]);
    expect(indexing({}, packed('/s/inputs/g.fa.gz.fai'))).toEqual([]);
    const linked = (fai?: string) => command({}, packed(fai))[0]?.pipeline[0] ?? [];
    expect(linked()).not.toContain('/s/inputs/g.fa.gz.gzi');
    expect(linked('/s/inputs/g.fa.gz.fai')).toContain('/s/inputs/g.fa.gz.gzi');
  });

  it('uses no extra thread on one CPU', () => {
    expect(calling({}, {}, [], 1)[2]?.slice(3, 5)).toEqual(['--threads', '0']);
  });

  it.each(['GRCh37', 'GRCh38', 'X', 'Y'] as const)(
    'refuses --ploidy %s without sexes, as bcftools would treat all samples as female',
    (ploidy) => {
      expect(refusal('--ploidy', ploidy)).toBe(
        `--ploidy ${ploidy} depends on the sex of each sample, but no sexes were given. Give --sexes, a file with lines of a sample and M or F. Or give --ploidy 1 or 2.`,
      );
      expect(refusal('--ploidy', ploidy, '--sexes', 's3://bkt/sexes.txt')).toBeUndefined();
    },
  );

  it('refuses numbers with commas in regions, as commas separate the regions', () => {
    expect(tool.params.safeParse({ regions: 'chr1:1,000-2,000' }).success).toBe(false);
    expect(tool.params.safeParse({ regions: 'chr1:1000-2000,2,3:5' }).success).toBe(true);
  });

  it.each([
    [['--regions', 'chr1', '--regions-file', 's3://bkt/r.bed'], /^--regions and --regions-file /],
    [['--ploidy', '1', '--ploidy-file', 's3://bkt/p.txt'], /^--ploidy and --ploidy-file /],
  ])('refuses %j, which contradict each other', (argv, message) => {
    expect(refusal(...argv)).toMatch(message);
  });
});
