import { asJobError, Failure, ioError, type JobError, type PhaseName } from '../job/errors.ts';
import type { EventSink } from '../job/events.ts';
import { AlreadyComplete } from '../job/already-complete.ts';
import type { JobReport } from '../job/job-report.ts';

/** Runs phases one after the other, times them, and keeps the first failure. */
export class Phases {
  readonly finished: { phase: PhaseName; seconds: number }[] = [];
  failure: JobReport['failure'];
  readonly #emit: EventSink;
  readonly #signal: AbortSignal;
  #current: PhaseName = 'plan';

  constructor(emit: EventSink, signal: AbortSignal) {
    this.#emit = emit;
    this.#signal = signal;
  }

  /** Runs a phase of the job's work. Throws instead if the job must stop. */
  async run<T>(phase: PhaseName, work: () => T | Promise<T>): Promise<T> {
    this.#current = phase;
    this.#signal.throwIfAborted();
    return this.#timed(phase, work);
  }

  /** Runs a phase even if the job failed or was stopped. */
  async always(phase: PhaseName, work: () => Promise<void>): Promise<void> {
    await this.#timed(phase, work);
  }

  /**
   * Notes why the job failed. If the job was stopped, that is the reason: other errors follow from it. A job that
   * finds its outputs complete has not failed.
   */
  fail(error: unknown): void {
    const reason = this.#signal.aborted ? this.#signal.reason : error;
    if (reason instanceof AlreadyComplete) {
      const { outputManifest, meanwhile } = reason;
      this.#emit({ type: 'already-complete', location: outputManifest, meanwhile });
      return;
    }
    this.failure = { phase: this.#current, error: errorOf(reason) };
  }

  async #timed<T>(phase: PhaseName, work: () => T | Promise<T>): Promise<T> {
    const started = performance.now();
    this.#emit({ type: 'phase-started', phase });
    try {
      return await work();
    } finally {
      const seconds = (performance.now() - started) / 1000;
      this.finished.push({ phase, seconds });
      this.#emit({ type: 'phase-ended', phase, seconds });
    }
  }
}

/** A full disk has one error code, wherever it shows first. An unexpected error is the runtime's own. */
function errorOf(reason: unknown): JobError {
  const { code = '', path } = reason as NodeJS.ErrnoException;
  const isDiskFull = !(reason instanceof Failure) && ['ENOSPC', 'EDQUOT'].includes(code);
  if (isDiskFull && path !== undefined) return ioError(reason, { scheme: 'file', path });
  return asJobError(reason as Error);
}
