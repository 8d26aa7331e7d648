import { left, type CloudContext } from '../context.ts';
import { DemoError } from '../error.ts';
import { joblayer } from './joblayer.ts';

/**
 * Runs joblayer, and shows what it writes.
 *
 * @param expected how a line of its output begins
 * @throws DemoError `run-surprised` if there is no such line
 */
export async function call(
  context: CloudContext & { readonly queue?: string },
  onLine: (line: string) => void,
  expected: string,
  args: readonly string[],
) {
  const lines: string[] = [];
  const ended = await joblayer(args, {
    signal: context.options.signal,
    cloud: left(context.cloud, 'the cloud'),
    queue: left(context.queue, 'the queue'),
    onLine: (line) => {
      lines.push(line);
      onLine(line);
    },
  });
  if (ended.stdout.some((line) => line.startsWith(expected))) return ended;
  throw new DemoError({ code: 'run-surprised', exitCode: ended.exitCode, expected, lines });
}
