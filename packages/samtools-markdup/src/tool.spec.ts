import { checkArguments, type CommandContext } from '@joblayer/job-runtime';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const bam: Context['inputs']['bam'] = {
  ...{ type: 'file', path: '/s/inputs/x.bam', name: 'x.bam', stem: 'x', secondaryFiles: {} },
};
const outputs: Context['outputs'] = {
  ...{ marked: '/s/out/x.bam', bai: '/s/out/x.bam.bai', stats: '/s/out/x.txt' },
  ...{ cram: undefined, crai: undefined },
};

const command = (params: Partial<Context['params']> = {}, changes: Partial<Context> = {}) =>
  tool.command({
    inputs: { bam, reference: undefined },
    outputs,
    params: tool.params.parse(params),
    extraArgs: [],
    workDir: '/s/wd',
    tmpDir: '/s/tmp',
    cpus: 4,
    memoryMiB: 4096,
    ...changes,
  });

const stages = (...args: Parameters<typeof command>) => {
  const [step, ...more] = command(...args);
  expect(more).toEqual([]);
  return step?.pipeline ?? [];
};

describe('the command of samtools-markdup', () => {
  it('matches mates, sorts, and marks duplicates, in one pipeline', () => {
    expect(stages()).toEqual([
      [...['samtools', 'collate', '-O', '-u', '-T', '/s/tmp/collate'], '/s/inputs/x.bam'],
      ['node', '/opt/joblayer/orphans/main.ts', 'set-apart'],
      ['samtools', 'fixmate', '-m', '-u', '-', '-'],
      ['samtools', 'sort', '-@', '3', '-m', '512M', '-u', '-T', '/s/tmp/sort', '-'],
      [
        ...['samtools', 'markdup', '-@', '3', '-T', '/s/tmp/markdup', '-d', '0', '-m', 't'],
        ...['-l', '300', '-f', '/s/out/x.txt', '-u', '-', '-'],
      ],
      ['node', '/opt/joblayer/orphans/main.ts', 'restore'],
      [
        ...['samtools', 'view', '-@', '3', '--no-PG', '-O', 'bam', '--write-index'],
        ...['-o', '/s/out/x.bam##idx##/s/out/x.bam.bai', '-'],
      ],
    ]);
  });

  it('has every parameter, and extra arguments before the files', () => {
    const params = {
      removeDups: true,
      opticalDistance: 2500,
      mode: 'sequence',
      markSupplementary: true,
      clear: true,
      includeFails: true,
      maxReadLength: 500,
      useReadGroups: true,
      barcodeTag: 'RX',
      barcodeName: true,
      duplicateCount: true,
      json: true,
    } as const;
    expect(stages(params, { extraArgs: ['-t', 'a b'] })[4]?.slice(6, -2)).toEqual([
      ...['-d', '2500', '-m', 's', '-l', '500', '-r', '-S', '-c', '--include-fails'],
      ...['--use-read-groups', '--barcode-tag', 'RX', '--barcode-name', '--duplicate-count'],
      ...['--json', '-f', '/s/out/x.txt', '-u', '-t', 'a b'],
    ]);
  });

  it('passes odd paths unchanged', () => {
    const path = '/s/inputs/it\'s "a" $(b).bam';
    const inputs = { bam: { ...bam, path }, reference: undefined };
    expect(stages({}, { inputs })[0]?.at(-1)).toBe(path);
  });

  it.each([
    [1, '0', '768M'],
    [64, '63', '32M'],
    [1000, '999', '16M'],
  ])('uses on %s CPUs %s extra threads, and %s each to sort', (cpus, threads, expected) => {
    const sort = stages({}, { cpus })[3] ?? [];
    expect(sort.slice(2, 6)).toEqual(['-@', threads, '-m', expected]);
  });

  describe('with a genome', () => {
    const secondaryFiles = { fai: undefined, gzi: undefined };
    const genome = { type: 'file' as const, path: '/s/inputs/g.fa', name: 'g.fa', stem: 'g' };
    const NAME_IN_CRAM = '/proc/self/cwd/../inputs/g.fa';
    const cram = { cram: '/s/out/x.cram', crai: '/s/out/x.cram.crai' };
    const inputs = {
      bam,
      reference: { ...genome, secondaryFiles: { ...secondaryFiles, fai: '/s/inputs/g.fa.fai' } },
    };

    it('reads CRAM with it, and needs it in no other stage', () => {
      const [collate, ...others] = stages({}, { inputs });
      expect(collate?.slice(-3)).toEqual(['--reference', '/s/inputs/g.fa', '/s/inputs/x.bam']);
      expect(others.flat()).not.toContain('--reference');
    });

    it('indexes it first if it has no index', () => {
      const bare = { bam, reference: { ...genome, secondaryFiles } };
      const [link, index, pipeline] = command({}, { inputs: bare });
      expect(link?.pipeline).toEqual([['ln', '-s', '/s/inputs/g.fa', '/s/wd/g.fa']]);
      expect(index?.pipeline).toEqual([['samtools', 'faidx', '/s/wd/g.fa']]);
      expect(pipeline?.pipeline[0]).toContain('/s/wd/g.fa');
    });

    it('writes CRAM instead of BAM', () => {
      const only = { ...outputs, ...cram, marked: undefined, bai: undefined };
      expect(stages({}, { inputs, outputs: only }).at(-1)?.slice(4)).toEqual([
        ...['--reference', NAME_IN_CRAM, '--no-PG', '-O', 'cram', '--write-index'],
        ...['-o', '/s/out/x.cram##idx##/s/out/x.cram.crai', '-'],
      ]);
    });

    it('writes CRAM from the BAM if both are given', () => {
      const [, view] = command({}, { inputs, outputs: { ...outputs, ...cram } });
      expect(view?.pipeline).toEqual([
        [
          ...['samtools', 'view', '-@', '3', '--reference', NAME_IN_CRAM, '--no-PG'],
          ...['-O', 'cram', '--write-index', '-o', '/s/out/x.cram##idx##/s/out/x.cram.crai'],
          '/s/out/x.bam',
        ],
      ]);
    });

    it('refuses to write CRAM without it, and refuses a job without BAM and CRAM', () => {
      const refused = (...argv: string[]) =>
        checkArguments(tool, ['--bam', 's3://bkt/x.bam', ...argv]);
      const stats = ['--stats', 's3://bkt/x.txt'];
      expect(refused(...stats, '--cram', 's3://bkt/x.cram')).toBe(
        '--cram was given, but needs --reference, which is missing. Give the genome as FASTA with --reference, or leave out --cram.',
      );
      expect(refused(...stats)).toBe(
        'neither --marked nor --cram was given, so the job would write no alignments. Give the location of the BAM with --marked, or of the CRAM with --cram.',
      );
      expect(refused('--output-dir', 's3://bkt/out/')).toBeUndefined();
      const reference = ['--reference', 's3://bkt/g.fa'];
      expect(refused(...stats, '--cram', 's3://bkt/x.cram', ...reference)).toBeUndefined();
    });
  });

  it('refuses a barcode’s tag that does not have two characters', () => {
    expect(tool.params.safeParse({ barcodeTag: 'RX1' }).success).toBe(false);
  });
});
