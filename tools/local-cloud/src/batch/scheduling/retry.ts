import type { RetryStrategy } from '@aws-sdk/client-batch';

/** How an attempt ended. */
export interface AttemptFacts {
  readonly exitCode?: number | undefined;
  /** The container's: `OutOfMemoryError: …`, `CannotPullContainerError: …` */
  readonly reason?: string | undefined;
  /** The task's: `Essential container in task exited`, `Host EC2 (instance …) terminated.` */
  readonly statusReason?: string | undefined;
}

/**
 * Whether Batch tries a failed job again after its attempt of this number. The first rule of which
 * all conditions match decides. A job is retried where no rule matches.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_EvaluateOnExit.html
 */
export function isRetried(strategy: RetryStrategy, attempt: number, facts: AttemptFacts): boolean {
  if (attempt >= (strategy.attempts ?? 1)) return false;
  const rule = (strategy.evaluateOnExit ?? []).find(
    ({ onExitCode, onReason, onStatusReason }) =>
      matches(onExitCode, facts.exitCode?.toString()) &&
      matches(onReason, facts.reason) &&
      matches(onStatusReason, facts.statusReason),
  );
  return rule === undefined || rule.action?.toUpperCase() === 'RETRY';
}

/** A pattern may end with an asterisk. An absent pattern matches all; `*` also an absent value. */
function matches(pattern: string | undefined, value = ''): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
