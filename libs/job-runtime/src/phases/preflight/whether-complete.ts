import { AlreadyComplete } from '../../job/already-complete.ts';
import { JobError } from '../../job/errors.ts';
import type { JobPlan } from '../../job/job-plan.ts';
import type { JobContext } from '../../job/job.ts';
import type { JobIdentity } from '../../publish/output-manifest.ts';
import { differenceFrom, type ManifestBefore } from '../../publish/published-set.ts';

/**
 * Ends a job whose outputs exist already, unless it must make them again.
 *
 * @throws AlreadyComplete if such a job is skipped
 * @throws JobError `cannot-write-output` if such a job fails
 */
export async function rejectComplete(
  plan: JobPlan,
  identity: JobIdentity,
  { isKnown, object }: ManifestBefore,
  job: JobContext,
): Promise<void> {
  const { outputManifest: location, settings } = plan;
  const { ifComplete = 'rerun' } = settings;
  if (ifComplete === 'rerun' || (isKnown && !object)) return;
  const because = isKnown
    ? await differenceFrom(plan, identity, job)
    : 'the job may not look for an output manifest (s3:GetObject, s3:ListBucket)';
  if (because !== undefined) {
    job.emit({ type: 'not-skipped', location, because });
    return;
  }
  if (ifComplete === 'skip') throw new AlreadyComplete(location, false);
  throw new JobError({
    code: 'cannot-write-output',
    kind: 'already-exists',
    problem: 'the same outputs are there already, complete',
    advice:
      'Use them, give another location, or say --if-complete skip (to succeed) or rerun (to make them again).',
    location,
  });
}
