import { jobIdOfRow } from '@joblayer/runs';
import {
  type DefinitionDescription,
  parseJobSpec,
  type GivenOptions,
} from '@joblayer/tool-definition';
import type { CheckedRun } from '../../run/checked-run.ts';
import type { JobContainer } from '../../run/container.ts';
import { type JobContainerWithValues, jobContainer } from '../../run/job-container.ts';
import { localDirectories, localFiles } from '../../run/job-files.ts';
import type { Mount } from '../../run/mount.ts';
import { planJob } from '../../run/plan-job.ts';
import { JOB_LABEL } from '../local-machine.ts';
import type { RowContext } from './row-context.ts';
import type { RowTask } from './row-task.ts';

/**
 * Plans the job of a row. It reads its arguments from the record, as a job of AWS Batch does.
 *
 * @throws UsageError; ProblemError as `localFiles`
 */
export async function planRow(task: RowTask, context: RowContext): Promise<CheckedRun> {
  const { run, chunk, spec, grant } = task;
  const { options, engine, info, tool, definition } = context;
  const { settings, env, program, network } = options;
  const { command, requests } = run.record;
  const location = run.records.at(chunk.prefix + chunk.chunk.rowsFile);
  const job = await planJob(definition, ['--job-spec', location], {
    ...{ env, timeoutSeconds: requests.timeoutSeconds },
    jobSpec: givenIn(definition, spec),
  });
  if (job.action !== 'run') throw new Error(`${location} holds no job`);
  const files = { inputs: await localFiles(job), directories: localDirectories(job, settings) };
  const ofRow = {
    ...{ tool: run.record.tool.reference, program, toolArguments: [], settings, env, network },
    ...{ print: false, dryRun: false, progress: 'lines' as const },
    ...{ vcpus: grant.cpus, memoryMiB: grant.memoryMiB },
  };
  return { options: ofRow, engine, info, tool, job, files, argv: [...command, ...job.argv] };
}

function givenIn(definition: DefinitionDescription, spec: object): GivenOptions {
  return parseJobSpec(definition, JSON.stringify(spec), { scheme: 'file', path: '/row.json' });
}

/** The container of a row. Its name is that of no other row, and states its position. */
export async function rowContainer(
  checked: CheckedRun,
  { chunk: { id, specs }, position }: RowTask,
  mounts: readonly Mount[],
): Promise<JobContainerWithValues> {
  const { container, values } = await jobContainer(checked, mounts);
  const tool = checked.tool.description.toolManifest.name;
  const ofRow: JobContainer = {
    ...container,
    name: `joblayer-${tool}-${id.replace(/^local-/, '').slice(0, 8)}-${position}`,
    labels: { [JOB_LABEL]: id },
    variables: {
      ...container.variables,
      AWS_BATCH_JOB_ID: jobIdOfRow(id, position, specs.length),
      AWS_BATCH_JOB_ATTEMPT: '1',
      ...(specs.length > 1 && { AWS_BATCH_JOB_ARRAY_INDEX: String(position) }),
    },
  };
  return { container: ofRow, values };
}
