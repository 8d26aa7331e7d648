import * as z from 'zod';
import { readLines } from '../record/json-lines.ts';
import { readJobs, type Run } from '../record/open-run.ts';
import type { Chunk } from '../record/run-record.ts';
import type { RecordedJob } from '../sheet-job.ts';
import { readSubmitted } from '../submit/submission-record.ts';

/** A chunk that a process of this machine is to run. */
export interface OwnChunk {
  /** The id of its job. */
  readonly id: string;
  /** Of the round: empty, or `retry-1/`. */
  readonly prefix: string;
  readonly chunk: Chunk;
  /** The job specs of its rows, in order. */
  readonly specs: readonly object[];
  /** What the record keeps of its rows, in order. */
  readonly jobs: readonly RecordedJob[];
}

/** The chunks whose recorded job is one of those that this process submitted. */
export async function ownChunks(run: Run, ids: ReadonlySet<string>): Promise<readonly OwnChunk[]> {
  const recorded = await readJobs(run);
  const found: OwnChunk[] = [];
  for (const { prefix, chunks } of run.rounds)
    for (const [index, chunk] of chunks.entries()) {
      const submitted = await readSubmitted({ records: run.records, prefix, number: index + 1 });
      if (!submitted || !ids.has(submitted.jobId)) continue;
      const name = prefix + chunk.rowsFile;
      const specs = await readLines(run.records, name, z.looseObject({}), run.name);
      const jobs = chunk.rows.flatMap((row) => recorded[row] ?? []);
      found.push({ id: submitted.jobId, prefix, chunk, specs, jobs });
    }
  return found;
}
