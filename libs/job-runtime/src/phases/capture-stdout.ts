import type { JobContext } from '../job.ts';
import type { Scratch } from '../scratch/scratch.ts';
import { Capture } from '../streams/capture.ts';
import type { Step } from '../tool/definition.ts';
import type { JobPlan } from './plan.ts';

/**
 * Has what a step writes to its standard output uploaded meanwhile, where that is an output that may be, to a place
 * that takes it; else `undefined`.
 */
export async function captureStdout(
  { stdoutTo: path }: Step,
  { outputs, settings }: JobPlan,
  paths: Readonly<Record<string, string>>,
  scratch: Scratch,
  { storeFor, signal }: JobContext,
): Promise<Capture | undefined> {
  const output = outputs.find(({ name }) => paths[name] === path);
  if (path === undefined || !output?.definition.stream || settings.stream === false) {
    return undefined;
  }
  const { location } = output;
  const store = await storeFor(location);
  const upload = store.prepareStream?.bind(store);
  return upload && Capture.open({ location, path, pipeDirectory: scratch.tmp, signal, upload });
}
