import type { Command } from '../command.ts';

interface Options {
  readonly run?: string;
}

export const doctorCommand: Command<Options> = {
  command: 'doctor [run]',
  describe: 'Find out why jobs of a run, or of the queue, do not start',
  builder: (parser) => parser.positional('run', { type: 'string' }) as never,
  handler: async (given) => {
    const { diagnoseQueue, diagnoseJob } = await import('../runs/diagnose.ts');
    const { waitingJobOf } = await import('../runs/waiting-job.ts');
    const { withOutside, withRun } = await import('../runs/with-run.ts');
    const { queueOf } = await import('../runs/queue.ts');
    const { print } = await import('../say.ts');
    const { run: name } = given;
    if (name === undefined)
      return withOutside({ ...given }, async (outside) =>
        print(await diagnoseQueue(queueOf(outside.settings), outside)),
      );
    await withRun({ ...given, run: name }, async (run, outside) => {
      if (run.record.on !== 'batch')
        return print(`${run.name} does not run on AWS Batch. See joblayer status ${run.name}.`);
      const job = await waitingJobOf(run, outside);
      print(await (job ? diagnoseJob(job, outside) : diagnoseQueue(run.record.queue, outside)));
    });
  },
};
