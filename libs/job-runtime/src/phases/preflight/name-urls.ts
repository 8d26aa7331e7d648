import type { AnyTool } from '@joblayer/tool-definition';
import type { JobPlan } from '../../job/job-plan.ts';
import type { JobContext, JobRequest } from '../../job/job.ts';
import { plan } from '../plan/plan.ts';
import { askForNames } from './ask-for-names.ts';

/**
 * The plan with the names that servers give to files whose URLs end in none. It is made again with them, because
 * default names of outputs follow from them.
 *
 * @throws JobError `usage` where a name does not fit; `input-absent`, `access-denied`, …
 */
export async function nameUrls(
  tool: AnyTool,
  request: JobRequest,
  draft: JobPlan,
  job: Pick<JobContext, 'storeFor' | 'emit'>,
): Promise<JobPlan> {
  if (draft.unnamed.length === 0) return draft;
  const named = plan(tool, request, await askForNames(draft.unnamed, job));
  const news = named.warnings.filter((message) => !draft.warnings.includes(message));
  for (const message of news) job.emit({ type: 'warning', message });
  return named;
}
