import { writeFileSync } from 'node:fs';

/** The scale ends at 1000. Processes have 0 by default. */
const OOM_SCORE_ADJUSTMENT = '500';

/**
 * Makes the kernel kill this process and its children before the job's own process when memory runs
 * out. The job's process must live to report the end of the tool. Every user may raise the value of
 * their own processes (proc(5)).
 */
export function preferForOomKill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, OOM_SCORE_ADJUSTMENT);
  } catch {
    // The process has ended, or this is not Linux. Then the kernel chooses by its own rule.
  }
}
