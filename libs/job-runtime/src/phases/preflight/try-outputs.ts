import { allInOrder } from '../../job/all-in-order.ts';
import { Failure } from '../../job/errors.ts';
import { locationsOf, type JobPlan } from '../../job/job-plan.ts';
import type { JobContext } from '../../job/job.ts';
import { probeOf } from '../../publish/conditional-probe.ts';
import type { JobJournal } from '../../scratch/job-journal.ts';

/** What the trial writes need. */
export interface TryContext {
  readonly plan: JobPlan;
  readonly attempt: string;
  readonly journal: Pick<JobJournal, 'publishing' | 'publicationEnded'>;
  readonly job: JobContext;
}

/**
 * Checks that every output can be written, at each location that it may get.
 *
 * @throws JobError `access-denied`, `cannot-write-output`, …; `service-refused` if the store cannot hold a lease
 */
export async function tryOutputs(context: TryContext): Promise<void> {
  const { plan, job } = context;
  await allInOrder(
    plan.outputs
      .flatMap(locationsOf)
      .map(async (location) => (await job.storeFor(location)).probeWrite(location)),
  );
  await tryConditionalWrites(context);
}

/**
 * The lease on outputs relies on conditional writes, which succeed only if no object is there. Some servers ignore
 * the condition. So it is tried under a name beside the output manifest that only this attempt uses. The journal
 * lists the trial object, so that a sweep removes it if the job is killed.
 *
 * @throws JobError `service-refused` if the store has no conditional writes
 */
async function tryConditionalWrites({
  plan: { outputManifest, settings },
  attempt,
  journal,
  job: { storeFor, emit },
}: TryContext): Promise<void> {
  const store = await storeFor(outputManifest);
  if (!store.probeConditionalWrites) return;
  if (settings.conditionalWrites === 'ignore') {
    const message =
      '--conditional-writes ignore: another job with the same output location may overwrite these outputs, unnoticed';
    emit({ type: 'warning', message });
    return;
  }
  const probe = probeOf(outputManifest, attempt);
  const [marked] = probe.objects;
  if (!marked) return;
  journal.publishing(probe);
  try {
    await store.probeConditionalWrites(marked);
  } catch (error) {
    // After any other error the store has removed the trial object, or wrote none.
    const isLeft = !(error instanceof Failure) || error.facts.kind === 'unclear-write';
    if (!isLeft) journal.publicationEnded(probe.attempt);
    throw error;
  }
  journal.publicationEnded(probe.attempt);
}
