import type { JobService } from '@joblayer/runs';

export interface OwnJobs {
  readonly batch: JobService;
  /** The ids of the jobs that were submitted through `batch`. The others are of other processes. */
  readonly ids: ReadonlySet<string>;
}

/** Notes what this process submits, because it has to run that. */
export function ownJobs(service: JobService): OwnJobs {
  const ids = new Set<string>();
  return {
    ids,
    batch: {
      ...service,
      async submit(request, options) {
        const id = await service.submit(request, options);
        ids.add(id);
        return id;
      },
    },
  };
}
