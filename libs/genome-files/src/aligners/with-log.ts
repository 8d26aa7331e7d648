import type { Step } from '@joblayer/job-runtime';

/** Copies stderr to a file, and stdout to stdout. The exit code is the program's own. */
const SCRIPT = 'log=$1; shift; set -o pipefail; { "$@" 2>&1 >&3 3>&- | tee -- "$log" >&2; } 3>&1';

/**
 * A stage whose stderr is also an output, for a program that prints its summary there.
 *
 * @param log the path of the output
 */
export const withLog = (argv: Step['pipeline'][0], log: string): Step['pipeline'][0] => [
  ...(['bash', '-c', SCRIPT, 'with-log', log] as const),
  ...argv,
];
