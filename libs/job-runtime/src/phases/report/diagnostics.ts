import { childOf, type Location } from '@joblayer/object-store/location';
import { lstat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { textRenderer, type Renderer } from '../../log/render.ts';
import type { JobEvent } from '../../job/events.ts';
import type { JobContext } from '../../job/job.ts';
import { redactingStream } from '@joblayer/redaction';
import type { JobScratch } from '../../scratch/job-scratch.ts';
import type { Scratch } from '../../scratch/scratch.ts';
import { BoundedLog } from './bounded-log.ts';
import { JobRecord } from './job-record.ts';
import type { JobReport } from '../../job/job-report.ts';
import { reportDocument, type ReportFacts } from './report-document.ts';

/** AWS Batch kills a stopped job after 30 s. Its tool may use 20 s of them. */
const MOST_MS = 8_000;

/** Collects a job's events, and writes its report and log to `--report-uri`, also if the job failed. */
export class Diagnostics {
  readonly #facts: ReportFacts;
  readonly #log = new BoundedLog();
  readonly #record = new JobRecord();
  readonly #renderer: Renderer;
  readonly #reportUri: Location;

  constructor(facts: ReportFacts, reportUri: Location) {
    this.#facts = facts;
    this.#reportUri = reportUri;
    this.#renderer = textRenderer(redactingStream(this.#log, facts.redactor));
  }

  readonly event = (event: JobEvent): void => {
    this.#record.event(event);
    this.#renderer.event(event);
  };

  /** Keeps the log on disk from here on. */
  keepIn(scratch: Scratch): void {
    this.#log.moveTo(scratch.logs);
  }

  /**
   * Writes the report and the log, and for a failed job the files that the tool's definition lists. It takes a
   * bounded time even if the job was stopped. A failed write is a warning, because the outcome is already decided.
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
      const facts = await reportDocument(this.#facts, report, this.#record);
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

  /** The listed files that exist. A link is left out: it could lead to a file that is not the tool's. */
  async #listedFiles(scratch: Scratch): Promise<string[]> {
    const found: string[] = [];
    for (const path of this.#facts.tool.diagnostics ?? []) {
      const stats = await lstat(join(scratch.work, path)).catch(() => undefined);
      if (stats?.isFile()) found.push(path);
    }
    return found;
  }
}
