import type { CommandContext } from '@joblayer/job-runtime';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const argv = (
  params: Partial<Context['params']> = {},
  changes: Partial<Context> = {},
): readonly string[] => {
  const [step] = tool.command({
    inputs: {
      bam: { type: 'file', path: '/s/inputs/x.bam', name: 'x.bam', stem: 'x', companions: {} },
    },
    outputs: { stats: '/s/outputs/stats/x.stats.txt' },
    params: tool.params.parse(params),
    extraArgs: [],
    workDir: '/s/wd',
    tmpDir: '/s/tmp',
    cpus: 4,
    memoryMiB: 1024,
    ...changes,
  });
  expect(step?.stdoutTo).toBe('/s/outputs/stats/x.stats.txt');
  expect(step?.pipeline).toHaveLength(1);
  return step?.pipeline[0] ?? [];
};

describe('the command of samtools-stats', () => {
  it('by default gives the extra threads and the file', () => {
    expect(argv()).toEqual(['samtools', 'stats', '-@', '3', '/s/inputs/x.bam']);
  });

  it('on one CPU asks for no extra thread', () => {
    expect(argv({}, { cpus: 1 }).slice(2, 4)).toEqual(['-@', '0']);
  });

  it('has every parameter under samtools’ own flag', () => {
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

  it('hands odd paths and extra arguments on as they are', () => {
    const path = '/s/inputs/it\'s "a" $(b).bam';
    const bam = { type: 'file' as const, path, name: 'n', stem: 'n', companions: {} };
    expect(argv({}, { inputs: { bam }, extraArgs: ['-c', '1,10 00,1'] }).slice(4)).toEqual([
      '-c',
      '1,10 00,1',
      path,
    ]);
  });
});
