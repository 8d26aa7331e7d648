import { writeMark, createStores, type StoreFor, type StoreJournal } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import type { S3StoreOptions } from '@joblayer/object-store/s3-store';
import type { ToolManifest } from '@joblayer/tool-manifest';
import { randomUUID } from 'node:crypto';
import type { AnyTool } from '@joblayer/tool-definition';
import { HostCache } from './cache/host-cache.ts';
import type { EventSink } from './events.ts';
import type { RuntimeConfig } from './host/config.ts';
import type { JobRequest, JobSettings } from './job.ts';
import { askForNames } from './phases/ask-for-names.ts';
import { cleanUp } from './phases/clean-up.ts';
import { Diagnostics } from './phases/diagnostics.ts';
import { checkMemory } from './phases/memory-floor.ts';
import { prepareOutputManifest } from './phases/output-manifest.ts';
import { Phases } from './phases/phases.ts';
import { plan } from './phases/plan.ts';
import { preflight } from './phases/preflight.ts';
import { report, type JobReport } from './phases/report.ts';
import { runTool } from './phases/run.ts';
import { settleOutputs } from './phases/settle-outputs.ts';
import { stageIn } from './phases/stage-in.ts';
import { takeBack } from './phases/take-back.ts';
import type { PublishedOutput } from './phases/output-files.ts';
import { stageOut } from './phases/stage-out.ts';
import { prepareOutputs } from './phases/tool-outputs.ts';
import { withDeadline } from './host/deadline.ts';
import { countLiveJobs } from './scratch/live-jobs.ts';
import { openScratch, openUnswept } from './scratch/open-scratch.ts';
import type { Scratch } from './scratch/scratch.ts';
import type { SweepOptions } from './scratch/sweep.ts';
import { JobJournal } from './scratch/job-journal.ts';
import { CapturedOutputs } from './streams/captured-outputs.ts';
import { createRedactor } from './redact.ts';

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
  { toolManifest, config, env, emit: tell, signal: stop, caughtUp }: JobEnvironment,
): Promise<JobReport> {
  const attempt = attemptName(config);
  const startedAt = new Date();
  const { scratchDir, timeoutMs, reportUri } = request.settings;
  const signal = withDeadline(stop, timeoutMs);
  const redactor = createRedactor(env);
  const about = { tool, toolManifest, request, config, attempt, startedAt, redactor };
  const diagnostics = reportUri && new Diagnostics(about);
  const emit: EventSink = (event) => {
    tell(event);
    diagnostics?.event(event);
  };
  const phases = new Phases(emit, signal);
  const journal = new JobJournal();
  let outputManifest: Location | undefined;
  const markOf = (location: Location) =>
    outputManifest ? writeMark(attempt, outputManifest, location) : attempt;
  const storesWith = storesOf(request.settings, { env, signal, attempt: markOf });
  const storeFor = storesWith(journal);
  const job = {
    storeFor,
    emit,
    signal,
    redactAll: redactor.redactAll,
    ...(caughtUp && { caughtUp }),
  };
  const captured = new CapturedOutputs();
  const cache = new HostCache(request.settings.hostCache, job);
  let scratch: Scratch | undefined;
  emit({ type: 'job-started', attempt, tool: tool.name });

  try {
    const unnamed = await phases.run('plan', () => {
      checkMemory(tool, request.settings);
      return plan(tool, request);
    });
    outputManifest = unnamed.outputManifest;
    warn(unnamed.warnings, emit);
    const { own, planned, found } = await phases.run('preflight', async () => {
      const sweep: SweepOptions['takeBack'] = (left, directory) =>
        takeBack(left, directory, { emit, signal, env, storesWith, scratchDir });
      const own = (scratch = await openScratch(scratchDir, { ...job, journal, takeBack: sweep }));
      diagnostics?.keepIn(own);
      const planned =
        unnamed.unnamed.length === 0
          ? unnamed
          : plan(tool, request, await askForNames(unnamed.unnamed, job));
      outputManifest = planned.outputManifest;
      warn(
        planned.warnings.filter((message) => !unnamed.warnings.includes(message)),
        emit,
      );
      return {
        ...{ own, planned },
        found: await preflight(planned, toolManifest, own, { ...job, attempt, journal }, cache),
      };
    });
    const { staged, settled } = await phases.run('stage-in', async () => ({
      staged: await stageIn(found, own, job, cache),
      settled: await settleOutputs(planned, found, own, job),
    }));
    const outputs = await prepareOutputs(settled, own);
    const toolRun = { plan: settled, outputs, scratch: own, env, captured };
    const command = await phases.run('run', () => runTool(staged, toolRun, job));

    const facts = { attempt, startedAt, config, identity: found.identity, command };
    const writeManifest = (outputs: readonly PublishedOutput[]) =>
      prepareOutputManifest({ ...facts, outputs }, planned.outputManifest, own, job);
    const publishing = { plan: settled, attempt, journal, found, captured };
    await phases.run('stage-out', async () => {
      await cache.assertUnaltered();
      await stageOut({ ...publishing, writeManifest }, outputs, job);
    });
  } catch (error) {
    phases.fail(error);
  }
  if (diagnostics && reportUri) {
    const ended = report(phases.finished, phases.failure);
    await phases.always('report', async () => {
      scratch ??= await openUnswept(scratchDir, journal).catch(() => undefined);
      if (scratch) await diagnostics.leave(reportUri, ended, scratch, job);
    });
  }
  await captured.discard(emit);
  await cache.close();
  if (scratch) await phases.always('clean-up', () => cleanUp(scratch as Scratch, journal, emit));
  return report(phases.finished, phases.failure);
}

const warn = (messages: readonly string[], emit: EventSink): void =>
  messages.forEach((message) => emit({ type: 'warning', message }));

/** Makes a job's stores, which note in a journal what they begin. */
function storesOf(
  {
    encryption,
    memoryMiB,
    requesterPays = false,
    scratchDir,
    conditionalWrites = 'required',
  }: JobSettings,
  context: Pick<S3StoreOptions, 'env' | 'signal' | 'attempt'>,
): (journal: StoreJournal) => StoreFor {
  const countJobs = () => countLiveJobs(scratchDir);
  return (journal) =>
    createStores({
      ...context,
      ...{ encryption, memoryMiB, requesterPays, conditionalWrites },
      countJobs,
      journal,
    });
}

/** Names the attempt so that those of one job sort, where AWS Batch counts them. */
const attemptName = ({ attemptNumber }: RuntimeConfig): string =>
  attemptNumber === undefined ? randomUUID() : `${attemptNumber}-${randomUUID()}`;
