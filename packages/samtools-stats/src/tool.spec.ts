import { isStreamed, type CommandContext } from '@joblayer/job-runtime';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const file = <C = Record<string, never>>(name: string, secondaryFiles?: C) => ({
  type: 'file' as const,
  path: `/s/inputs/${name}`,
  name,
  stem: name.replace(/\..*/, ''),
  secondaryFiles: secondaryFiles ?? ({} as C),
});

const inputs = (given: Partial<Context['inputs']> = {}): Context['inputs'] => ({
  bam: file('x.bam', { bai: undefined }),
  reference: undefined,
  targets: undefined,
  ...given,
});

const command = (params: Partial<Context['params']> = {}, changes: Partial<Context> = {}) =>
  tool.command({
    inputs: inputs(),
    outputs: { stats: '/s/outputs/stats/x.stats.txt', plots: undefined },
    params: tool.params.parse(params),
    extraArgs: [],
    workDir: '/s/wd',
    tmpDir: '/s/tmp',
    cpus: 4,
    memoryMiB: 1024,
    ...changes,
  });

/** The command of a job with only one step. */
const argv = (...args: Parameters<typeof command>): readonly string[] => {
  const [step, ...more] = command(...args);
  expect(more).toEqual([]);
  expect(step?.stdoutTo).toBe('/s/outputs/stats/x.stats.txt');
  expect(step?.pipeline).toHaveLength(1);
  return step?.pipeline[0] ?? [];
};

describe('the command of samtools-stats', () => {
  it('has by default only the extra threads and the file', () => {
    expect(argv()).toEqual(['samtools', 'stats', '-@', '3', '/s/inputs/x.bam']);
  });

  it('uses no extra thread on one CPU', () => {
    expect(argv({}, { cpus: 1 }).slice(2, 4)).toEqual(['-@', '0']);
  });

  it('passes every parameter with samtools’ own flag', () => {
    expect(
      argv({
        removeDups: true,
        removeOverlaps: true,
        sparse: true,
        requiredFlag: 2,
        filteringFlag: 1024,
        readLength: 150,
        insertSize: 8000,
        trimQuality: 15,
      }),
    ).toEqual([
      ...['samtools', 'stats', '-@', '3', '-d', '-p', '-x', '-f', '2', '-F', '1024'],
      ...['-l', '150', '-i', '8000', '-q', '15', '/s/inputs/x.bam'],
    ]);
  });

  it('passes odd paths and extra arguments unchanged', () => {
    const path = '/s/inputs/it\'s "a" $(b).bam';
    const bam = { ...file('n.bam', { bai: undefined }), path };
    expect(argv({}, { inputs: inputs({ bam }), extraArgs: ['-c', '1,10 00,1'] }).slice(4)).toEqual([
      '-c',
      '1,10 00,1',
      path,
    ]);
  });
});

describe('a region', () => {
  const region = 'chr1:1000-2000';

  it('is found by the index beside the alignments', () => {
    const bam = file('x.bam', { bai: '/s/inputs/x.bam.bai' });
    expect(argv({ region }, { inputs: inputs({ bam }) }).slice(4)).toEqual([
      ...['-X', '/s/inputs/x.bam', '/s/inputs/x.bam.bai', region],
    ]);
  });

  it.each([
    ['x.bam', '/s/wd/x.bam.csi'],
    ['x.cram', '/s/wd/x.cram.crai'],
  ])('of %s without an index is found by a new index', (name, made) => {
    const bam = file(name, { bai: undefined });
    const [index, stats] = command({ region }, { inputs: inputs({ bam }) });
    expect(index?.pipeline).toEqual([['samtools', 'index', '-c', '-@', '3', '-o', made, bam.path]]);
    expect(stats?.pipeline[0].slice(4)).toEqual(['-X', bam.path, made, region]);
  });

  it('of SAM is refused, as SAM cannot have an index', () => {
    const bam = file('x.sam', { bai: undefined });
    const refused = () => command({ region }, { inputs: inputs({ bam }) });
    expect(refused).toThrow(/--region needs an index, but x.sam is SAM/);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-data' }));
  });

  it('prevents streaming of the alignments, like targets and extra arguments', () => {
    const { bam } = tool.inputs;
    const given = (counts: Record<string, number>) => ({ counts, values: {} });
    expect(isStreamed(bam, given({ bam: 1, reference: 1, removeDups: 1 }))).toBe(true);
    expect(isStreamed(bam, given({ bam: 1, extraArgs: 1 }))).toBe(false);
    expect(isStreamed(bam, given({ bam: 1, region: 1 }))).toBe(false);
    expect(isStreamed(bam, given({ bam: 1, targets: 1 }))).toBe(false);
  });
});

describe('a genome', () => {
  const genome = (name: string, fai?: string, gzi?: string) => file(name, { fai, gzi });

  it('decodes CRAM and gives GC depth', () => {
    const reference = genome('g.fa', '/s/inputs/g.fa.fai');
    expect(argv({}, { inputs: inputs({ reference }) }).slice(4, -1)).toEqual([
      ...['--reference', '/s/inputs/g.fa', '-r', '/s/inputs/g.fa'],
    ]);
  });

  it.each([
    ['no index', genome('g.fa')],
    ['half of its indexes', genome('g.fa.gz', undefined, '/s/inputs/g.fa.gz.gzi')],
  ])('with %s gets an index beside a link to it', (_, reference) => {
    const link = `/s/wd/${reference.name}`;
    const [links, faidx, stats] = command({}, { inputs: inputs({ reference }) });
    expect(links?.pipeline).toEqual([['ln', '-s', reference.path, link]]);
    expect(faidx?.pipeline).toEqual([['samtools', 'faidx', link]]);
    expect(stats?.pipeline[0].slice(4, 8)).toEqual(['--reference', link, '-r', link]);
  });
});

describe('targets', () => {
  it('are compared with the header of the alignments, and converted to lines that count from 1', () => {
    const [header, regions, stats] = command({}, { inputs: inputs({ targets: file('t.bed') }) });
    expect(header?.pipeline).toEqual([['samtools', 'view', '-H', '/s/inputs/x.bam']]);
    expect(regions?.pipeline[1]).toContain(header?.stdoutTo);
    expect(stats?.pipeline[0].slice(4, 6)).toEqual(['-t', regions?.stdoutTo]);
    expect(regions?.stdoutTo).toMatch(/\.tsv$/);
  });
});

describe('plots', () => {
  it('are made from a copy of the statistics if they are given a location', () => {
    const stats = '/s/outputs/stats/x.stats.txt';
    const steps = command({}, { outputs: { stats, plots: '/s/outputs/plots/p' } });
    expect(steps).toHaveLength(2);
    expect(steps[0]).toMatchObject({ stdoutTo: stats });
    expect(steps[0]?.pipeline[1]).toEqual(['tee', '/s/wd/stats.txt']);
    expect(steps[1]?.pipeline).toEqual([
      ['plot-bamstats', '-p', '/s/outputs/plots/p/', '/s/wd/stats.txt'],
    ]);
  });
});
