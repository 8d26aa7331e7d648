import { isAbsolute, join } from 'node:path';
import { locationsOf } from '@joblayer/tool-definition';
import type { Settings } from '../config/settings.ts';
import { given, inputMounts } from './input-mounts.ts';
import type { Mount } from './mount.ts';
import { directoriesOf } from './output-mounts.ts';
import type { PlannedJob } from './plan-job.ts';

/** What a job uses of this machine's disks. */
export interface JobFiles {
  readonly inputs: readonly Mount[];
  /** Directories to make, if they do not exist, and to mount for writing. */
  readonly directories: readonly string[];
}

/** @throws ProblemError as `inputMounts` */
export async function localFiles({ plan, jobSpec }: PlannedJob): Promise<readonly Mount[]> {
  const spec = jobSpec ? await given('--job-spec', jobSpec) : [];
  const mounts = [...spec, ...(await inputMounts(plan.inputs))];
  return [...new Map(mounts.map((mount) => [mount.target, mount])).values()];
}

/** Directories of the outputs, of the report, and those that the job shares with other jobs. */
export function localDirectories(
  { plan, request, runtime }: PlannedJob,
  settings: Settings,
): string[] {
  const written = [
    ...plan.outputs.flatMap(locationsOf),
    plan.outputManifest,
    ...(request.reportUri ? [request.reportUri] : []),
  ];
  const shared = [
    (runtime['scratchDir'] as string | undefined) ?? settings.scratchDir?.value,
    (runtime['cacheDir'] as string | undefined) ?? settings.cacheDir?.value,
  ].flatMap((path) => path ?? []);
  const absolute = shared.map((path) => (isAbsolute(path) ? path : join(process.cwd(), path)));
  return [...new Set([...directoriesOf(written), ...absolute.map(withoutSlash)])];
}

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/+$/, '');
