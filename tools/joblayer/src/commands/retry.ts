import type { Command } from '../command.ts';

interface Options {
  readonly run: string;
  readonly memory?: string;
}

export const retryCommand: Command<Options> = {
  command: 'retry <run>',
  describe: 'Submit the rows of a run again that did not succeed',
  builder: (parser) =>
    parser.positional('run', { type: 'string', demandOption: true }).option('memory', {
      ...{ type: 'string', requiresArg: true },
      describe: 'x2: twice the memory for rows that failed for lack of it',
    }) as never,
  handler: async (given) => {
    const { retryRun } = await import('@joblayer/runs');
    const { memoryFactor } = await import('../runs/numbers.ts');
    const { retryText } = await import('../runs/retry-text.ts');
    const { withRun } = await import('../runs/with-run.ts');
    const { print } = await import('../say.ts');
    const factor = memoryFactor(given.memory);
    await withRun({ ...given }, async (run, outside) => {
      const result = await retryRun(run, outside, { memoryFactor: factor });
      retryText(run.name, result).forEach(print);
    });
  },
};
