import type { StatedName } from '@joblayer/object-store';
import { formatLocation } from '@joblayer/object-store/location';
import { type AnyTool, endingIn, keyOf, type KnownNames } from '@joblayer/tool-definition';
import { usageError, type JobError } from '../../job/errors.ts';
import type { JobPlan, UnnamedUrl } from '../../job/job-plan.ts';
import type { JobContext, JobRequest } from '../../job/job.ts';
import { plan } from '../plan/plan.ts';

/**
 * Asks servers for the names of files whose URLs do not end in one, and plans again with these names: default names
 * of outputs depend on them.
 *
 * @throws JobError `usage` if a name does not fit; `input-absent`, `access-denied`, …
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

/**
 * Asks servers for the names of files whose URLs do not end in one, and logs the source of each name.
 *
 * @throws JobError `usage` if no name ends in a suffix that the tool takes; `input-absent`, `access-denied`, …
 */
async function askForNames(
  urls: readonly UnnamedUrl[],
  { storeFor, emit }: Pick<JobContext, 'storeFor' | 'emit'>,
): Promise<KnownNames> {
  const names = await Promise.all(
    urls.map(async (url) => {
      const store = await storeFor(url.location);
      const stated = (await store.namesOf?.(url.location)) ?? [];
      const first = stated.find(({ name }) => endingIn(name, url.suffixes) !== undefined);
      if (!first) throw noName(url, stated);
      return { url, ...first };
    }),
  );
  for (const { url, name, from } of names) {
    emit({ type: 'input-named', location: url.location, name, from });
  }
  return new Map(names.map(({ url, name }) => [keyOf(url), name]));
}

function noName({ flag, location, suffixes }: UnnamedUrl, stated: readonly StatedName[]): JobError {
  const others = [...new Set(stated.map(({ name }) => JSON.stringify(name)))];
  const gave = others.length === 0 ? 'gives no name' : `gives the name ${others.join(' and ')}`;
  return usageError(
    `${flag} expects a name that ends in ${suffixes.join(' or ')}, got ${formatLocation(location)}, whose server ${gave}`,
    'Give the name in the URL: https://…/content#name=sample.bam',
  );
}
