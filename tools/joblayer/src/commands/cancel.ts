import type { Command } from '../command.ts';

interface Options {
  readonly run: string;
}

export const cancelCommand: Command<Options> = {
  command: 'cancel <run>',
  describe: 'End all jobs of a run, and submit no more of it',
  builder: (parser) => parser.positional('run', { type: 'string', demandOption: true }) as never,
  handler: async (given) => {
    const { cancelRun } = await import('@joblayer/runs');
    const { canceledText, isUnclear } = await import('../runs/canceled-text.ts');
    const { TRANSIENT } = await import('@joblayer/problem/exit-codes');
    const { withRun } = await import('../runs/with-run.ts');
    const { print } = await import('../say.ts');
    await withRun({ ...given }, async (run, outside) => {
      const chunks = await cancelRun(run, outside);
      chunks.map((chunk) => canceledText(chunk, run.record.on)).forEach(print);
      if (chunks.some(isUnclear)) process.exitCode = TRANSIENT;
    });
  },
};
