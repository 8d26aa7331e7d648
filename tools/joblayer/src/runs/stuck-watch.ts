import type { RunStatus } from '@joblayer/runs';

/** After this time, rows that wait while nothing runs are stuck. */
const STUCK_MS = 5 * 60_000;

/** Watches for rows that wait, while no row runs and nothing changes. */
export class StuckWatch {
  #counts = '';
  #sinceMs = 0;
  #isReported = false;

  /**
   * @param nowMs a clock that never goes back
   * @returns true once for each time that the run is stuck
   */
  isStuck({ counts }: Pick<RunStatus, 'counts'>, nowMs: number): boolean {
    const now = JSON.stringify(counts);
    if (now !== this.#counts || counts.running > 0 || counts.waiting === 0) {
      this.#counts = now;
      this.#sinceMs = nowMs;
      this.#isReported = false;
      return false;
    }
    if (this.#isReported || nowMs - this.#sinceMs < STUCK_MS) return false;
    this.#isReported = true;
    return true;
  }
}
