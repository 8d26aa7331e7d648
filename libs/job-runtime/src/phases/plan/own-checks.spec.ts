import { type AnyTool, defineTool, describeDefinition } from '@joblayer/tool-definition';
import * as z from 'zod';
import { checkArguments } from '../../cli/check-arguments.ts';
import { fixtureTool } from '../../testing/fixture-tool.ts';

const isOdd = (value: number) => value % 2 === 1;
const base = fixtureTool();
const tool: AnyTool = defineTool({
  ...base,
  params: z
    .object({
      seed: z
        .int()
        .min(1)
        .refine(isOdd, 'must be odd, because it is the middle of a window')
        .default(19)
        .describe('Seed'),
      window: z.int().default(50).describe('Window'),
    })
    .refine(({ seed, window }) => seed <= window, '--seed must fit into --window'),
  relations: [
    {
      ...{ kind: 'excludes', conditions: ['panel', 'genome'] },
      problem: '--panel and --genome exclude each other',
      advice: 'Give one.',
    },
  ],
  checkedInJob: ['there are at most two lanes'],
  check: ({ inputCounts: { lanes = 0 }, params }) =>
    lanes > 2
      ? { problem: `--lanes has ${lanes} files of ${params.window}`, advice: 'Give two.' }
      : undefined,
});

const GIVEN = ['--reads', 's3://bkt/a.fq', '--output-dir', 's3://bkt/o/'];
const refusal = (...argv: string[]) => checkArguments(tool, [...GIVEN, ...argv]);
const lanes = (...names: string[]) => ['--lanes', ...names.map((name) => `s3://bkt/${name}.bam`)];

describe('the checks that a definition states in code', () => {
  it('accept arguments that fit', () => {
    expect(refusal('--seed', '21')).toBeUndefined();
    expect(refusal(...lanes('a', 'b'))).toBeUndefined();
  });

  it.each([
    [['--seed', '8'], '--seed: must be odd, because it is the middle of a window, got 8.'],
    [['--seed', '51'], '--seed must fit into --window.'],
    [lanes('a', 'b', 'c'), '--lanes has 3 files of 50. Give two.'],
  ])('print their own message: %j', (argv, message) => {
    expect(refusal(...argv)).toBe(message);
  });

  it('run after the limits and the relations of the description', () => {
    expect(refusal('--seed', '0')).toBe('--seed expects a whole number of at least 1, got 0.');
    const both = ['--panel', 's3://bkt/p/', '--genome', 's3://bkt/g.fa'];
    expect(refusal('--seed', '8', ...both)).toMatch(/^--panel and --genome exclude each other/);
  });

  it('are listed in the description as checks that remain for the job', () => {
    expect(describeDefinition(tool).checkedInJob).toEqual([
      'there are at most two lanes',
      '--seed: must be odd, because it is the middle of a window',
      '--seed must fit into --window',
    ]);
  });

  it('cannot be hidden from readers of the description', () => {
    const { checkedInJob, ...silent } = tool;
    expect(checkedInJob).toHaveLength(1);
    expect(() => defineTool(silent as typeof tool)).toThrow('checkedInJob does not say what');
  });
});
