import yargs from 'yargs';
import { batchOptions } from './commands/run-batch-options.ts';
import { takeLast } from './repeated-options.ts';

const parse = async (...words: string[]) =>
  yargs()
    .options(batchOptions)
    .options({ rename: { type: 'string', array: true, requiresArg: true } })
    .middleware(takeLast, true)
    .strict()
    .fail((message: string | null, error?: Error) => {
      throw error ?? new Error(message ?? '');
    })
    .parseAsync(words);

describe('an option that is given several times', () => {
  it('counts each time where that is its purpose', async () => {
    const parsed = await parse(
      '--tag',
      'a=1',
      '--tag',
      'b=2',
      '--rename',
      'x=y',
      '--rename',
      'z=w',
    );
    expect(parsed['tag']).toEqual(['a=1', 'b=2']);
    expect(parsed['rename']).toEqual(['x=y', 'z=w']);
  });

  it('counts the last time otherwise, under both of its names', async () => {
    const parsed = await parse(
      ...['--run', 'a', '--run', 'b', '--wait', '--no-wait', '--sheet-format', 'tsv'],
      ...['--sheet-format', 'csv', '--job-definition', 'x', '--job-definition', 'y'],
    );
    expect(parsed).toMatchObject({ run: 'b', wait: false, sheetFormat: 'csv' });
    expect([parsed['job-definition'], parsed['jobDefinition']]).toEqual(['y', 'y']);
  });

  it('is checked as one that is given once', async () => {
    await expect(parse('--sheet-format', 'tsv', '--sheet-format', 'xls')).rejects.toThrow('xls');
  });
});
