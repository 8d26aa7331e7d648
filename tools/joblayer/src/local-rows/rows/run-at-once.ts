import type { Grant } from '../grants.ts';

export interface Budget extends Grant {
  /** How many tasks at once. Undefined: as many as the CPUs are enough for. */
  readonly jobs: number | undefined;
  /** No more tasks are started once it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Runs tasks in their order, as many at once as the budget allows. The memory is never exceeded; the CPUs are if the
 * user states a number of tasks. One task always runs.
 *
 * @throws the first error of a task, once all that had been started have ended
 */
export async function runAtOnce<T extends { readonly grant: Grant }>(
  tasks: readonly T[],
  budget: Budget,
  run: (task: T) => Promise<void>,
): Promise<void> {
  const running = new Map<T, Promise<void>>();
  const errors: unknown[] = [];
  for (const task of tasks) {
    while (running.size > 0 && !fits(task, [...running.keys()], budget))
      await Promise.race(running.values());
    if (budget.signal.aborted || errors.length > 0) break;
    const ended = run(task)
      .catch((error: unknown) => void errors.push(error))
      .finally(() => running.delete(task));
    running.set(task, ended);
  }
  await Promise.all(running.values());
  if (errors.length > 0) throw errors[0];
}

/** How many tasks of one grant run at once. */
export function mostAtOnce({ cpus, memoryMiB }: Grant, budget: Omit<Budget, 'signal'>): number {
  const byMemory = Math.floor(budget.memoryMiB / memoryMiB);
  return Math.max(1, Math.min(byMemory, budget.jobs ?? Math.floor(budget.cpus / cpus)));
}

function fits(
  task: { readonly grant: Grant },
  running: readonly { readonly grant: Grant }[],
  { cpus, memoryMiB, jobs }: Budget,
): boolean {
  const grants = [...running, task].map(({ grant }) => grant);
  const used = (what: keyof Grant) => grants.reduce((sum, grant) => sum + grant[what], 0);
  if (used('memoryMiB') > memoryMiB) return false;
  return jobs === undefined ? used('cpus') <= cpus : grants.length <= jobs;
}
