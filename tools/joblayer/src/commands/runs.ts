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
    const { listRuns, runsText } = await import('@joblayer/runs');
    const { placeOf } = await import('../runs/outside.ts');
    const { withOutside } = await import('../runs/with-run.ts');
    const { print, say } = await import('../say.ts');
    await withOutside({ ...given }, async (outside) => {
      const runs = await listRuns(placeOf(outside));
      if (given.json) return print(JSON.stringify(runs, undefined, 2));
      if (runs.length === 0) return say('there is no run');
      print(runsText(runs).trimEnd());
    });
  },
};
