import type { Run } from '@joblayer/runs';
import { loadSettings } from '../config/settings.ts';
import { stopSignals } from '../run/stop-signals.ts';
import { say } from '../say.ts';
import { findRun } from './find-run.ts';
import { type BatchOutside, openOutside, type Outside } from './outside.ts';
import { serviceOf } from './service-of.ts';

/** Gives a command what it reaches, until it ends or the user stops it. */
export async function withOutside<T>(
  given: Readonly<Record<string, unknown>>,
  use: (outside: BatchOutside) => Promise<T>,
): Promise<T> {
  const signals = stopSignals();
  const { env } = process;
  const settings = loadSettings({ flags: { ...given }, env, cwd: process.cwd() });
  try {
    return await use(await openOutside(settings, env, signals.stop));
  } catch (error) {
    if (!signals.stop.aborted) throw error;
    say('stopped; what was submitted goes on');
    process.exitCode = signals.exitCode();
    return undefined as T;
  } finally {
    signals.release();
  }
}

/** The same for a command on one run. */
export const withRun = (
  given: Readonly<Record<string, unknown>> & { readonly run: string },
  use: (run: Run, outside: Outside) => Promise<void>,
): Promise<void> =>
  withOutside(given, async (outside) => {
    const run = await findRun(outside, given.run, process.env);
    await use(run, { ...outside, batch: await serviceOf(run, outside) });
  });
