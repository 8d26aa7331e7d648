import type { JobState, JobStatus } from '@joblayer/aws-batch';
import { type FakeBatch, fakeBatchClient, jobState } from '@joblayer/aws-batch/testing';
import { LocalStore, type StoreFor } from '@joblayer/object-store';
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunContext, RunEvent } from '../context.ts';
import { createRun } from '../record/create-run.ts';
import type { NewRun } from '../record/new-run.ts';
import { openRun, type Run, type RunPlace } from '../record/open-run.ts';
import type { SheetJob } from '../sheet-job.ts';
import { submitRun } from '../submit/submit-run.ts';

type FakeOptions = NonNullable<Parameters<typeof fakeBatchClient>[0]>;

/** Records in a local directory, and a Batch in memory. */
export class RunTrial implements AsyncDisposable {
  readonly directory: string;
  readonly batch: FakeBatch;
  readonly place: RunPlace;
  readonly context: RunContext;
  readonly events: RunEvent[] = [];

  private constructor(directory: string, options: FakeOptions) {
    const store = new LocalStore();
    const storeFor = (async () => store) as unknown as StoreFor;
    const { signal } = new AbortController();
    this.directory = directory;
    this.batch = fakeBatchClient(options);
    this.place = { directory: { scheme: 'file', path: `${directory}/records/` }, storeFor, signal };
    this.context = {
      ...{ batch: this.batch, storeFor, signal, pollMs: 5 },
      onEvent: (event) => this.events.push(event),
      // The ages of the records are rounded down by a second.
      submission: { windowMs: 50, sendWithinMs: 1000 },
    };
  }

  static async start(options: FakeOptions = {}): Promise<RunTrial> {
    return new RunTrial(await mkdtemp(join(tmpdir(), 'runs-')), options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true });
  }

  /** What a user asks for: a sheet with this many rows. */
  newRun(rows: number, changes: Partial<NewRun> = {}): NewRun {
    return {
      name: 'run1',
      tool: { reference: 'copy@1', image: 'r/copy@sha256:1', definition: 'copy' },
      ...{ jobDefinition: 'arn:copy:1', definitionMemoryMiB: 512, queue: 'q' },
      sheet: { name: 'samples.tsv', sha256: 'aa'.repeat(32) },
      jobs: Array.from({ length: rows }, (_, index) => this.job(index)),
      ...changes,
    };
  }

  job(index: number): SheetJob {
    const out = `${this.directory}/out/${index}/x.bam`;
    return {
      ...{
        index,
        lines: [index + 2],
        columns: { sample: `s${index}`, bam: `s3://b/${index}.bam` },
      },
      spec: { bam: `s3://b/${index}.bam`, output: out },
      outputs: [{ name: 'sorted', flag: 'sorted', location: out }],
      outputManifest: `${out}.joblayer.json`,
    };
  }

  async submitted(rows: number, changes: Partial<NewRun> = {}): Promise<Run> {
    const { run } = await createRun(this.place, this.newRun(rows, changes));
    await submitRun(run, this.context);
    return run;
  }

  open(name = 'run1'): Promise<Run> {
    return openRun(this.place, name);
  }

  /** Sets the states of an array's children, in order, and the summary of the array. */
  setChildren(id: string, children: readonly (readonly [JobStatus, Partial<JobState>?])[]): void {
    const statusSummary: Partial<Record<JobStatus, number>> = {};
    for (const [index, [status, changes]] of children.entries()) {
      statusSummary[status] = (statusSummary[status] ?? 0) + 1;
      const childId = `${id}:${index}`;
      this.batch.known.set(
        childId,
        jobState(status, { id: childId, index, queue: 'q', ...changes }),
      );
    }
    this.change(id, { statusSummary });
  }

  change(id: string, changes: Partial<JobState>): void {
    const job = this.batch.known.get(id);
    if (job) this.batch.known.set(id, { ...job, ...changes });
  }

  path(name: string): string {
    return join(this.directory, 'records/run1', name);
  }

  read(name: string): Promise<string> {
    return readFile(this.path(name), 'utf8');
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  async names(): Promise<readonly string[]> {
    const found = await readdir(join(this.directory, 'records/run1'), { recursive: true });
    return found.toSorted();
  }

  /** Records a job for the first chunk, as another process does. */
  writeRecordOf(jobId: string): void {
    const facts = { format: 'joblayer-submitted', version: 1, jobId, jobName: 'x' };
    const record = { ...facts, recordedAt: new Date().toISOString() };
    writeFileSync(this.path('submitted-1.json'), JSON.stringify(record));
  }

  /** Leaves an object that was written some days ago. */
  async writeLongAgo(name: string, days: number): Promise<void> {
    await this.write(this.path(name), '{}');
    await this.age(name, days);
  }

  /** Makes an object as old as if it was written some days ago. */
  async age(name: string, days: number): Promise<void> {
    const date = new Date(Date.now() - days * 86_400_000);
    await utimes(this.path(name), date, date);
  }

  /** An output manifest as a job writes it. */
  async writeManifest(row: number, jobId: string, location?: string): Promise<void> {
    const { outputManifest, outputs } = this.job(row);
    const manifest = {
      format: 'joblayer-output-manifest-1',
      batch: { jobId, attempt: 1 },
      outputs: outputs.map(({ name, location: planned }) => ({
        name,
        location: location ?? planned,
      })),
    };
    await this.write(outputManifest, JSON.stringify(manifest));
  }
}
