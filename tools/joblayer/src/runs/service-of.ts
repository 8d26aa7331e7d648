import { type JobService, localService, type Run } from '@joblayer/runs';
import type { BatchOutside } from './outside.ts';

/** What runs the jobs of a run: AWS Batch, or an engine of this machine. */
export async function serviceOf(run: Run, outside: BatchOutside): Promise<JobService> {
  const { on } = run.record;
  if (on === 'batch') return outside.batch;
  const [{ localMachine }, { engineOf }] = await Promise.all([
    import('../local-rows/local-machine.ts'),
    import('../engine/engine.ts'),
  ]);
  return localService(run, localMachine(engineOf(on)), outside);
}
