import type { Command } from '../command.ts';

interface Options {
  readonly run: string;
  readonly row: string;
  readonly follow: boolean;
}

export const logsCommand: Command<Options> = {
  command: 'logs <run>',
  describe: "Print the log of a row's job, of all its attempts",
  builder: (parser) =>
    parser.positional('run', { type: 'string', demandOption: true }).options({
      row: {
        ...{ type: 'string', demandOption: true, requiresArg: true },
        describe: 'The row, as status counts: from 0',
      },
      follow: { type: 'boolean', default: false, describe: 'Go on until the job ends' },
    }) as never,
  handler: async (given) => {
    const { rowLog } = await import('@joblayer/runs');
    const { withRun } = await import('../runs/with-run.ts');
    const { rowNumber } = await import('../runs/numbers.ts');
    const { print, say } = await import('../say.ts');
    const row = rowNumber(given.row);
    await withRun({ ...given }, async (run, outside) => {
      let shown = 0;
      for await (const { attempt, line } of rowLog(run, row, outside, { follow: given.follow })) {
        if (attempt !== shown && attempt > 1) say(`attempt ${attempt}`);
        shown = attempt;
        print(line);
        if (!process.stdout.writable) return;
      }
    });
  },
};
