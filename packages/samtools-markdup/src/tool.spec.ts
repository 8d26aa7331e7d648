import type { CommandContext } from '@joblayer/job-runtime';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const stages = (params: Partial<Context['params']> = {}, changes: Partial<Context> = {}) => {
  const [step, ...more] = tool.command({
    inputs: {
      bam: { type: 'file', path: '/s/inputs/x.bam', name: 'x.bam', stem: 'x', companions: {} },
    },
    outputs: { marked: '/s/out/x.bam', bai: '/s/out/x.bam.bai', stats: '/s/out/x.txt' },
    params: tool.params.parse(params),
    extraArgs: [],
    workDir: '/s/wd',
    tmpDir: '/s/tmp',
    cpus: 4,
    memoryMiB: 4096,
    ...changes,
  });
  expect(more).toEqual([]);
  return step?.pipeline ?? [];
};

describe('the command of samtools-markdup', () => {
  it('pairs mates up, sorts, and marks duplicates, in one pipeline', () => {
    expect(stages()).toEqual([
      [...['samtools', 'collate', '-O', '-u', '-T', '/s/tmp/collate'], '/s/inputs/x.bam'],
      ['samtools', 'fixmate', '-@', '3', '-m', '-u', '-', '-'],
      ['samtools', 'sort', '-@', '3', '-m', '512M', '-u', '-T', '/s/tmp/sort', '-'],
      [
        ...['samtools', 'markdup', '-@', '3', '-T', '/s/tmp/markdup', '-d', '0', '-m', 't'],
        ...['-l', '300', '-f', '/s/out/x.txt', '-O', 'bam', '--write-index'],
        ...['-', '/s/out/x.bam##idx##/s/out/x.bam.bai'],
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
    expect(stages(params, { extraArgs: ['-t', 'a b'] })[3]?.slice(6, -2)).toEqual([
      ...['-d', '2500', '-m', 's', '-l', '500', '-r', '-S', '-c', '--include-fails'],
      ...['--use-read-groups', '--barcode-tag', 'RX', '--barcode-name', '--duplicate-count'],
      ...['--json', '-f', '/s/out/x.txt', '-O', 'bam', '--write-index', '-t', 'a b'],
    ]);
  });

  it('hands odd paths on as they are', () => {
    const path = '/s/inputs/it\'s "a" $(b).bam';
    const bam = { type: 'file' as const, path, name: 'n', stem: 'n', companions: {} };
    expect(stages({}, { inputs: { bam } })[0]?.at(-1)).toBe(path);
  });

  it.each([
    [1, '0', '768M'],
    [64, '63', '32M'],
    [1000, '999', '16M'],
  ])('on %s CPUs has %s extra threads, and sorts in %s each', (cpus, threads, expected) => {
    const sort = stages({}, { cpus })[2] ?? [];
    expect(sort.slice(2, 6)).toEqual(['-@', threads, '-m', expected]);
  });

  it('refuses a barcode’s tag that is not two characters', () => {
    expect(tool.params.safeParse({ barcodeTag: 'RX1' }).success).toBe(false);
  });
});
