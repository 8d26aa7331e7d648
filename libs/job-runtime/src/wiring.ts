import { createStores, type StoreFor, type StoreJournal } from '@joblayer/object-store';
import type { S3StoreOptions } from '@joblayer/object-store/s3-store';
import type { AnyTool } from '@joblayer/tool-definition';
import type { ToolManifest } from '@joblayer/tool-manifest';
import { randomUUID } from 'node:crypto';
import { HostCache } from './cache/host-cache.ts';
import type { RuntimeConfig } from './host/config.ts';
import { withDeadline } from './host/deadline.ts';
import type { EventSink } from './job/events.ts';
import type { JobContext, JobRequest, JobSettings } from './job/job.ts';
import { createRedactor } from '@joblayer/redaction';
import { Phases } from './phases/phases.ts';
import { Diagnostics } from './phases/report/diagnostics.ts';
import { AttemptMarks } from './publish/attempt-marks.ts';
import { rollBack } from './publish/rollback.ts';
import { JobJournal } from './scratch/job-journal.ts';
import { JobScratch } from './scratch/job-scratch.ts';
import type { SweepOptions } from './scratch/sweep.ts';
import { CapturedOutputs } from './streams/captured-outputs.ts';

/** What a job runs in. */
export interface JobEnvironment {
  readonly toolManifest: ToolManifest;
  readonly config: RuntimeConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly emit: EventSink;
  /** Stops the job when aborted, with a JobError as its reason. */
  readonly signal: AbortSignal;
  /** Resolves when the log's reader has taken what was emitted; undefined while it is fast enough. */
  readonly backpressure?: () => Promise<void> | undefined;
}

/** What the phases of one job share. It is made before the first phase, and starts no work. */
export interface JobParts {
  readonly attempt: string;
  readonly startedAt: Date;
  readonly phases: Phases;
  readonly job: JobContext;
  readonly journal: JobJournal;
  readonly marks: AttemptMarks;
  readonly scratch: JobScratch;
  /** Rolls back what a killed job left outside its scratch directory. */
  readonly rollBack: SweepOptions['rollBack'];
  readonly cache: HostCache;
  readonly captured: CapturedOutputs;
  /** Undefined unless a report was requested. */
  readonly diagnostics: Diagnostics | undefined;
}

/** Makes the parts of a job, and connects them. */
export function assemble(
  tool: AnyTool,
  request: JobRequest,
  { toolManifest, config, env, emit: print, signal: stop, backpressure }: JobEnvironment,
): JobParts {
  const { settings } = request;
  const { scratchDir } = settings;
  const attempt = attemptName(config);
  const startedAt = new Date();
  const signal = withDeadline(stop, settings.timeoutMs);
  const redactor = createRedactor(env);
  const about = { tool, toolManifest, request, config, attempt, startedAt, redactor };
  const diagnostics = settings.reportUri && new Diagnostics(about, settings.reportUri);
  const emit: EventSink = (event) => {
    print(event);
    diagnostics?.event(event);
  };
  const marks = new AttemptMarks(attempt);
  const storesWith = storesOf(settings, { env, signal, attempt: marks.of });
  const journal = new JobJournal();
  const job: JobContext = {
    storeFor: storesWith(journal),
    ...{ emit, signal, redactAll: redactor.redactAll },
    ...(backpressure && { backpressure }),
  };
  return {
    ...{ attempt, startedAt, job, journal, marks, diagnostics },
    phases: new Phases(emit, signal),
    scratch: new JobScratch(scratchDir, journal),
    rollBack: (left, directory) =>
      rollBack(left, directory, { emit, signal, env, storesWith, scratchDir }),
    cache: new HostCache(settings.hostCache, job),
    captured: new CapturedOutputs(),
  };
}

/** Makes a job's stores. They note in a journal what they begin. */
function storesOf(
  { encryption, memoryMiB, requesterPays = false, conditionalWrites = 'required' }: JobSettings,
  context: Pick<S3StoreOptions, 'env' | 'signal' | 'attempt'>,
): (journal: StoreJournal) => StoreFor {
  return (journal) =>
    createStores({
      ...context,
      ...{ encryption, memoryMiB, requesterPays, conditionalWrites },
      journal,
    });
}

/** Names the attempt. In AWS Batch the names of one job's attempts sort by their number. */
const attemptName = ({ attemptNumber }: RuntimeConfig): string =>
  attemptNumber === undefined ? randomUUID() : `${attemptNumber}-${randomUUID()}`;
