import { writeFileSync } from 'node:fs';

/** Of 1000: far above any process that did not ask for it. */
const OOM_SCORE_ADJUSTMENT = '500';

/**
 * Lets the kernel choose this process, and what it starts, before us when memory runs out: whoever watches over a
 * tool must live to tell what became of it. Anybody may raise the value of a process of their own (proc(5)).
 */
export function preferForOomKill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, OOM_SCORE_ADJUSTMENT);
  } catch {
    // It has ended already, or this is not Linux: then the kernel chooses as it likes.
  }
}
