import type { JobContext } from '../../job/job.ts';
import { Capture } from '../../streams/capture.ts';
import type { ToolRun } from './tool-run.ts';

/**
 * Uploads a step's standard output while the step writes it. Returns `undefined` if this output may not be streamed,
 * or its store takes no streams.
 */
export async function captureStdout(
  { stdoutTo: path }: { readonly stdoutTo: string | undefined },
  { plan, outputs, scratch }: ToolRun,
  { storeFor, signal }: JobContext,
): Promise<Capture | undefined> {
  const output = plan.outputs.find(({ name }) => outputs[name] === path);
  if (path === undefined || !output?.definition.stream || plan.settings.stream === false) {
    return undefined;
  }
  const { location } = output;
  const store = await storeFor(location);
  const upload = store.prepareStream?.bind(store);
  return upload && Capture.open({ location, path, pipeDirectory: scratch.tmp, signal, upload });
}
