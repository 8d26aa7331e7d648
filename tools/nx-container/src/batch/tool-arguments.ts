/** Options of batch-submit that take a value, and those that take none. */
const WITH_VALUE = new Set(['--queue', '--jobName', '--job-name']);
const ALONE = new Set(['--wait']);

/**
 * Removes batch-submit's own options from a command line. What remains are the tool's arguments,
 * unchanged.
 */
export function toolArguments(args: readonly string[]): string[] {
  const left: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--') return [...left, ...args.slice(index + 1)];
    const [name = ''] = arg.split('=', 1);
    if (ALONE.has(name)) continue;
    if (!WITH_VALUE.has(name)) left.push(arg);
    else if (name === arg) index += 1;
  }
  return left;
}
