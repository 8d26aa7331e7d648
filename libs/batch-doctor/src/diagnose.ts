import type { DoctorClients } from './clients/clients.ts';
import type { Finding } from './finding.ts';
import { valueOf } from './facts.ts';
import { gather, type Subject } from './gather/gather.ts';
import { lookedAt, notSeen } from './looked-at.ts';
import { findingsOf, hasStarted } from './rules/rules.ts';

/** Why a job or the jobs of a queue do not start. */
export interface Diagnosis {
  readonly subject: Subject;
  /** The state of the job in question; undefined if there is none. */
  readonly status: string | undefined;
  /** Whether the job has started, so that there is nothing to find. */
  readonly started: boolean;
  /** Batch's own reason first, then the surest. */
  readonly findings: readonly Finding[];
  /** What was looked at, as phrases. */
  readonly lookedAt: readonly string[];
  /** What no call shows. */
  readonly notSeen: readonly string[];
}

/**
 * Why does nothing start? Asks AWS, and changes nothing. For a queue, the job in question is its
 * first one that waits.
 *
 * @example
 * const diagnosis = await diagnose({ kind: 'queue', name: 'genomics' }, awsClients());
 * console.log(diagnosisText(diagnosis));
 * @throws ProblemError if no call can succeed: `region-missing`, `credentials-missing`,
 * `credentials-refused`, `clock-wrong`
 */
export async function diagnose(subject: Subject, clients: DoctorClients): Promise<Diagnosis> {
  const facts = await gather(subject, clients);
  return {
    subject,
    status: valueOf(facts.job)?.status,
    started: hasStarted(facts),
    findings: findingsOf(facts),
    lookedAt: lookedAt(facts),
    notSeen: notSeen(facts),
  };
}
