/** The signals that ask this program to stop, and their exit codes. */
const STOPPED_BY: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

export interface StopSignals {
  /** Aborted by the first signal: the job is to be stopped. */
  readonly stop: AbortSignal;
  /** Aborted by a second one: it is to end at once. */
  readonly kill: AbortSignal;
  /** Of the first signal. */
  readonly exitCode: () => number;
  /** Signals have their usual effect again. */
  readonly release: () => void;
}

export function stopSignals(): StopSignals {
  const stop = new AbortController();
  const kill = new AbortController();
  let exitCode = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) {
      kill.abort();
      return;
    }
    exitCode = STOPPED_BY[signal] ?? 1;
    stop.abort();
  };
  const names = Object.keys(STOPPED_BY) as NodeJS.Signals[];
  names.forEach((name) => process.on(name, onSignal));
  return {
    stop: stop.signal,
    kill: kill.signal,
    exitCode: () => exitCode,
    release: () => names.forEach((name) => process.off(name, onSignal)),
  };
}
