import { childOf, type Location } from '@joblayer/object-store/location';
import { versionsIn, type ToolManifest } from '@joblayer/tool-manifest';
import { lstat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyTool, errorWords, kebabCase } from '@joblayer/tool-definition';
import { textRenderer, type Renderer } from '../../log/render.ts';
import type { JobEvent } from '../../job/events.ts';
import type { RuntimeConfig } from '../../host/config.ts';
import { freeBytes } from '../../host/disk.ts';
import type { JobContext, JobRequest } from '../../job/job.ts';
import { redactingStream, type Redactor } from '../../log/redact.ts';
import type { JobScratch } from '../../scratch/job-scratch.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import { BoundedLog } from './bounded-log.ts';
import { JobRecord } from './job-record.ts';
import type { JobReport } from '../../job/job-report.ts';

export const REPORT_FORMAT = 'joblayer-report-1';
/** A stopped job has 30 s in AWS Batch, of which its tool may use 20. */
const MOST_MS = 8_000;

export interface DiagnosticsFacts {
  readonly tool: AnyTool;
  readonly toolManifest: ToolManifest;
  readonly request: JobRequest;
  readonly config: RuntimeConfig;
  readonly attempt: string;
  readonly startedAt: Date;
  readonly redactor: Redactor;
}

/** Follows a job by its events, and leaves its report and log at `--report-uri`, however it ended. */
export class Diagnostics {
  readonly #facts: DiagnosticsFacts;
  readonly #log = new BoundedLog();
  readonly #record = new JobRecord();
  readonly #renderer: Renderer;
  readonly #reportUri: Location;

  constructor(facts: DiagnosticsFacts, reportUri: Location) {
    this.#facts = facts;
    this.#reportUri = reportUri;
    this.#renderer = textRenderer(redactingStream(this.#log, facts.redactor));
  }

  readonly event = (event: JobEvent): void => {
    this.#record.event(event);
    this.#renderer.event(event);
  };

  /** From here on the log is kept on disk. */
  keepIn(scratch: Scratch): void {
    this.#log.moveTo(scratch.logs);
  }

  /**
   * Writes report, log and, of a failed job, the files that the tool's definition lists. Takes a bounded time, also
   * when the job was stopped; what cannot be written is a warning, since the outcome is decided.
   */
  async leave(
    report: JobReport,
    { openForReport }: JobScratch,
    { storeFor, emit }: JobContext,
  ): Promise<void> {
    const scratch = await openForReport();
    if (!scratch) return;
    const timeout = new AbortController();
    const put = async (path: string, name: string) => {
      const folder = report.exitCode === 0 ? '' : 'failed/';
      const location = childOf(this.#reportUri, `${folder}${this.#facts.attempt}/${name}`);
      const store = await storeFor(location);
      const { signal } = timeout;
      await (await store.prepare(path, location, { signal, onBytes: () => undefined })).commit();
    };
    const work = async () => {
      const reportPath = join(scratch.logs, 'report.json');
      const facts = this.#facts.redactor.redactAll(await this.#report(report));
      await writeFile(reportPath, `${JSON.stringify(facts, undefined, 2)}\n`);
      await put(reportPath, 'report.json');
      const logPath = join(scratch.logs, 'job.log');
      this.#renderer.end(report);
      await writeFile(logPath, this.#log.end());
      await put(logPath, 'job.log');
      if (report.exitCode === 0) return;
      for (const path of await this.#listedFiles(scratch)) {
        await put(join(scratch.work, path), `files/${path}`);
      }
    };
    try {
      await Promise.race([
        work(),
        sleep(MOST_MS, undefined, { ref: false }).then(() => {
          throw new Error(`it took more than ${MOST_MS / 1000} s`);
        }),
      ]);
    } catch (error) {
      const message = `the report was not written completely: ${(error as Error).message}`;
      emit({ type: 'warning', message });
    } finally {
      timeout.abort();
    }
  }

  async #report({ outcome, exitCode, failure }: JobReport) {
    const { tool, toolManifest, request, config, attempt, startedAt } = this.#facts;
    const { settings, inputs, outputs, outputDir, params } = request;
    return {
      format: REPORT_FORMAT,
      attempt,
      outcome,
      exitCode,
      failure: failure
        ? {
            phase: failure.phase,
            code: failure.error.code,
            message: errorWords(failure.error),
            toolStderr: this.#record.lastStderrLines(),
          }
        : null,
      startedAt: startedAt.toISOString(),
      finishedAt: new Date().toISOString(),
      tool: {
        name: tool.name,
        software: versionsIn(toolManifest),
        image: config.image ?? null,
      },
      batch: config.batch ? { ...config.batch, arrayIndex: config.arrayIndex ?? null } : null,
      asked: {
        inputs: byFlag(inputs),
        outputs: byFlag(outputs),
        outputDir: outputDir ?? null,
        params: byFlag(params),
        extraArgs: settings.extraArgs,
      },
      granted: { cpus: settings.cpus, memoryMiB: settings.memoryMiB },
      scratchFreeBytes: await freeBytes(settings.scratchDir).catch(() => null),
      ...this.#record.facts(),
    };
  }

  /** Those that are there. A link could lead to a file that is none of the tool's. */
  async #listedFiles(scratch: Scratch): Promise<string[]> {
    const found: string[] = [];
    for (const path of this.#facts.tool.diagnostics ?? []) {
      const stats = await lstat(join(scratch.work, path)).catch(() => undefined);
      if (stats?.isFile()) found.push(path);
    }
    return found;
  }
}

const byFlag = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [kebabCase(name), value]));
