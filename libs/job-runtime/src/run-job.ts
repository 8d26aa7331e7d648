import type { ToolManifest } from '@joblayer/tool-manifest';
import { randomUUID } from 'node:crypto';
import type { EventSink } from './events.ts';
import type { RuntimeConfig } from './host/config.ts';
import type { JobRequest } from './job.ts';
import { cleanUp } from './phases/clean-up.ts';
import { writeOutputManifest } from './phases/output-manifest.ts';
import { Phases } from './phases/phases.ts';
import { plan } from './phases/plan.ts';
import { preflight } from './phases/preflight.ts';
import { report, type JobReport } from './phases/report.ts';
import { prepareOutputs, runTool } from './phases/run.ts';
import { stageIn } from './phases/stage-in.ts';
import { stageOut, type PublishedOutput } from './phases/stage-out.ts';
import { withDeadline } from './host/deadline.ts';
import { openScratch } from './scratch/open-scratch.ts';
import type { Scratch } from './scratch/scratch.ts';
import { ScratchUploadJournal } from './scratch/upload-journal.ts';
import { abortUploads, createStores } from './stores/stores.ts';
import type { AnyTool } from './tool/definition.ts';

export interface JobEnvironment {
  readonly toolManifest: ToolManifest;
  readonly config: RuntimeConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly emit: EventSink;
  /** Stops the job when aborted, with a JobError as its reason. */
  readonly signal: AbortSignal;
  /** Resolves when the reader of what is emitted has caught up; undefined while it has. */
  readonly caughtUp?: () => Promise<void> | undefined;
}

/** Runs one job from its request to its report. Throws nothing that concerns the job: it is in the report. */
export async function runJob(
  tool: AnyTool,
  request: JobRequest,
  { toolManifest, config, env, emit, signal: stop, caughtUp }: JobEnvironment,
): Promise<JobReport> {
  const attempt = randomUUID();
  const startedAt = new Date();
  const { encryption, requesterPays = false, scratchDir, timeoutMs } = request.settings;
  const signal = withDeadline(stop, timeoutMs);
  const phases = new Phases(emit, signal);
  const journal = new ScratchUploadJournal();
  const storeFor = createStores({ env, signal, encryption, requesterPays, journal });
  const job = { storeFor, emit, signal, ...(caughtUp && { caughtUp }) };
  let scratch: Scratch | undefined;
  emit({ type: 'job-started', attempt, tool: tool.name });

  try {
    const planned = await phases.run('plan', () => plan(tool, request));
    const { own, located } = await phases.run('preflight', async () => {
      const sweep = { abortUploads: abortUploads.bind(undefined, env), journal };
      const own = (scratch = await openScratch(scratchDir, { ...job, ...sweep }));
      return { own, located: await preflight(planned, job) };
    });
    const inputs = await phases.run('stage-in', () => stageIn(located, own, job));
    const paths = await prepareOutputs(planned, own);
    const command = await phases.run('run', () => runTool(planned, inputs, paths, own, job, env));

    const writeManifest = async (outputs: readonly PublishedOutput[]) => {
      const facts = { attempt, startedAt, plan: planned, toolManifest, config };
      const path = await writeOutputManifest({ ...facts, inputs: located, command, outputs }, own);
      const { outputManifest } = planned;
      const store = await storeFor(outputManifest);
      return store.prepare(path, outputManifest, { signal, onBytes: () => undefined });
    };
    await phases.run('stage-out', () => stageOut(planned, paths, writeManifest, job));
  } catch (error) {
    phases.fail(error);
  }
  if (scratch) await phases.always('clean-up', () => cleanUp(scratch as Scratch, emit));
  return report(phases.finished, phases.failure);
}
