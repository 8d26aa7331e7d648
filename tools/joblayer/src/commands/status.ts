import type { Command } from '../command.ts';

interface Options {
  readonly run: string;
  readonly watch: boolean;
  readonly all: boolean;
  readonly json: boolean;
}

export const statusCommand: Command<Options> = {
  command: 'status <run>',
  describe: 'Show how the rows of a run are doing',
  builder: (parser) =>
    parser.positional('run', { type: 'string', demandOption: true }).options({
      watch: { type: 'boolean', default: false, describe: 'Look again until all rows have ended' },
      all: { type: 'boolean', default: false, describe: 'List succeeded rows too' },
      json: { type: 'boolean', default: false, describe: 'Print JSON' },
    }) as never,
  handler: async (given) => {
    const { withRun } = await import('../runs/with-run.ts');
    const { showStatus } = await import('../runs/show-status.ts');
    await withRun({ ...given }, async (run, outside) => {
      process.exitCode = await showStatus(run, outside, given);
    });
  },
};
