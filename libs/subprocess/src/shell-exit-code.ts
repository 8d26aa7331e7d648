import { constants } from 'node:os';

/** The exit code that a shell would report: the process's own, or 128 + the signal's number. */
export function shellExitCode({
  exitCode,
  signal,
}: {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}): number {
  if (exitCode !== null) return exitCode;
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}
