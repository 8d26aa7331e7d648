import type { Command } from '../command.ts';

interface Options {
  readonly json: boolean;
}

export const runsCommand: Command<Options> = {
  command: 'runs',
  describe: 'List the runs of sample sheets, the newest first',
  builder: (parser) =>
    parser.option('json', { type: 'boolean', default: false, describe: 'Print JSON' }) as never,
  handler: async (given) => {
    const { showRuns } = await import('../runs/show-runs.ts');
    const { withOutside } = await import('../runs/with-run.ts');
    await withOutside({ ...given }, (outside) => showRuns(outside, process.env, given.json));
  },
};
