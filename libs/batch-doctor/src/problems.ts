import { defineProblems } from '@joblayer/problem';

/** A call that failed for a reason of its own. */
export const doctorProblem = defineProblems({
  'doctor-call-failed': ({ action, detail }: { action: string; detail: string }) =>
    `${action} failed: ${detail}`,
});
