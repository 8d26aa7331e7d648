import type { Settings } from '../config/settings.ts';
import { stopSignals, type StopSignals } from '../run/stop-signals.ts';
import { type BatchOutside, openOutside } from '../runs/outside.ts';

export interface Means {
  readonly signals: StopSignals;
  /** Its requests end with the first signal. */
  readonly outside: BatchOutside;
  /** Works after a signal too: for the record of what was stopped. */
  readonly steady: BatchOutside;
}

/** Gives what a run on this machine needs, and returns the exit code of `use`, or that of the signal. */
export async function withMeans(
  settings: Settings,
  env: NodeJS.ProcessEnv,
  use: (means: Means) => Promise<number>,
): Promise<number> {
  const signals = stopSignals();
  try {
    const outside = await openOutside(settings, env, signals.stop);
    const steady = await openOutside(settings, env, new AbortController().signal);
    const exitCode = await use({ signals, outside, steady });
    return signals.stop.aborted ? signals.exitCode() : exitCode;
  } catch (error) {
    if (!signals.stop.aborted) throw error;
    return signals.exitCode();
  } finally {
    signals.release();
  }
}
