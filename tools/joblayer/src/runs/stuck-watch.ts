import type { RunStatus } from '@joblayer/runs';

/** After this time, rows that wait while nothing runs are stuck. */
const STUCK_MS = 5 * 60_000;

/** Watches for rows that wait, while no row runs and nothing changes. */
export class StuckWatch {
  #counts = '';
  #sinceMs = 0;
  #isTold = false;

  /**
   * @param nowMs a clock that never goes back
   * @returns true once for each time that the run is stuck
   */
  isStuck({ counts }: Pick<RunStatus, 'counts'>, nowMs: number): boolean {
    const now = JSON.stringify(counts);
    if (now !== this.#counts || counts.running > 0 || counts.waiting === 0) {
      this.#counts = now;
      this.#sinceMs = nowMs;
      this.#isTold = false;
      return false;
    }
    if (this.#isTold || nowMs - this.#sinceMs < STUCK_MS) return false;
    this.#isTold = true;
    return true;
  }
}
