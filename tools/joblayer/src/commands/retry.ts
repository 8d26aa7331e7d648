import type { Command } from '../command.ts';

interface Options {
  readonly run: string;
  readonly memory?: string;
  readonly jobs?: string;
  readonly progress: 'auto' | 'bars' | 'lines';
}

export const retryCommand: Command<Options> = {
  command: 'retry <run>',
  describe: 'Submit the rows of a run again that did not succeed',
  builder: (parser) =>
    parser.positional('run', { type: 'string', demandOption: true }).options({
      memory: {
        ...{ type: 'string', requiresArg: true },
        describe: 'x2: twice the memory for rows that failed for lack of it',
      },
      jobs: {
        ...{ type: 'string', requiresArg: true },
        describe: 'How many rows at once, for a run on this machine',
      },
      progress: {
        choices: ['auto', 'bars', 'lines'] as const,
        default: 'auto' as const,
        describe: 'For a run on this machine. auto: bars at a terminal, else lines',
      },
    }) as never,
  handler: async (given) => {
    const { retryRun } = await import('@joblayer/runs');
    const { memoryFactor } = await import('../runs/numbers.ts');
    const { retryText } = await import('../runs/retry-text.ts');
    const { withRun } = await import('../runs/with-run.ts');
    const { print } = await import('../say.ts');
    const { wholeNumber } = await import('../whole-number.ts');
    const factor = memoryFactor(given.memory);
    const jobs = wholeNumber('jobs', given.jobs);
    await withRun({ ...given }, async (run, outside) => {
      if (run.record.on !== 'batch') {
        const { retryHere } = await import('../local-rows/retry-here.ts');
        const { settings } = outside;
        const options = { settings, jobs, progress: given.progress, env: process.env };
        process.exitCode = await retryHere(run, { ...options, memoryFactor: factor });
        return;
      }
      const result = await retryRun(run, outside, { memoryFactor: factor });
      retryText(run.name, result).forEach(print);
    });
  },
};
