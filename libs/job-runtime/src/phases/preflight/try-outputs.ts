import { allInOrder } from '../../job/all-in-order.ts';
import { Failure } from '../../job/errors.ts';
import { locationsOf, type JobPlan } from '../../job/job-plan.ts';
import type { JobContext } from '../../job/job.ts';
import { probeOf } from '../../publish/conditional-probe.ts';
import type { JobJournal } from '../../scratch/job-journal.ts';

/** What outputs are tried with. */
export interface TryContext {
  readonly plan: JobPlan;
  readonly attempt: string;
  readonly journal: Pick<JobJournal, 'publishing' | 'publicationEnded'>;
  readonly job: JobContext;
}

/**
 * Finds out whether every output can be written, and so what it may become.
 *
 * @throws JobError `access-denied`, `cannot-write-output`, …; `service-refused` where the store cannot hold a lease
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
 * The lease on outputs relies on writes that succeed only where nothing is. Some servers ignore the condition, so it
 * is tried, at a name beside the output manifest that only this attempt uses. The journal knows the object, so that
 * the sweep after a killed job removes it.
 *
 * @throws JobError `service-refused` where the store has no conditional writes
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
    // Else the store has removed what it wrote, or wrote nothing.
    const isLeft = !(error instanceof Failure) || error.facts.kind === 'unclear-write';
    if (!isLeft) journal.publicationEnded(probe.attempt);
    throw error;
  }
  journal.publicationEnded(probe.attempt);
}
