import type { JobError, PhaseName } from './errors.ts';

/**
 * How a job ended, decided in one place:
 * - `succeeded`: every required output is published, and the output manifest;
 * - `tool-failed`: the tool exited non-zero, was killed, or did not write a required output;
 * - `canceled`: the job was stopped, or reached its deadline;
 * - `system-failed`: anything else (inputs, disk, network, permissions, arguments).
 */
export type Outcome = 'succeeded' | 'tool-failed' | 'system-failed' | 'canceled';

export interface JobReport {
  readonly outcome: Outcome;
  readonly exitCode: number;
  /** Seconds by phase, in the order in which they ran. */
  readonly phases: readonly { readonly phase: PhaseName; readonly seconds: number }[];
  readonly failure?: { readonly phase: PhaseName; readonly error: JobError };
}

export function report(phases: JobReport['phases'], failure: JobReport['failure']): JobReport {
  if (!failure) return { outcome: 'succeeded', exitCode: 0, phases };
  return {
    outcome: outcomeOf(failure.error, failure.phase),
    exitCode: failure.error.exitCode,
    phases,
    failure,
  };
}

function outcomeOf({ code, facts }: JobError, phase: PhaseName): Outcome {
  if (code === 'terminated' || code === 'deadline') return 'canceled';
  const isToolsFault = phase === 'run' && facts.kind !== 'input-stream';
  if (code === 'tool-failed' || (code === 'bad-data' && isToolsFault)) return 'tool-failed';
  return 'system-failed';
}
