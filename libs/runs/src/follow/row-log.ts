import { pause, type RunContext } from '../context.ts';
import { hasEnded, type ServiceJobState } from '../job-service.ts';
import { runProblem } from '../problems.ts';
import { newestChunkOf, type Run } from '../record/open-run.ts';
import { jobIdOfRow } from '../status/outcomes-from-batch.ts';
import { readSubmitted } from '../submit/submission-record.ts';

export interface RowLogLine {
  /** From 1. */
  readonly attempt: number;
  readonly line: string;
}

/**
 * The log of a row's newest job: of every attempt in order, each line once.
 *
 * @param follow whether to go on until the job ends
 * @throws ProblemError `row-unknown`, `row-without-job`, and those of Batch
 */
export async function* rowLog(
  run: Run,
  row: number,
  context: RunContext,
  { follow = false }: { readonly follow?: boolean } = {},
): AsyncGenerator<RowLogLine> {
  const jobId = await jobOfRow(run, row);
  const read = streamReader(context);
  for (;;) {
    const job = await context.batch.job(jobId);
    if (!job) throw noLog(run, row, 'Batch has forgotten its job');
    for (const [index, stream] of streamsOf(job).entries())
      for await (const line of read(stream, job.logGroup)) yield { attempt: index + 1, line };
    if (!follow || hasEnded(job.status)) return;
    await pause(context);
  }
}

/** The id of the job that a row was submitted with last. */
export async function jobOfRow(run: Run, row: number): Promise<string> {
  const newest = newestChunkOf(run, row);
  if (!newest) throw runProblem({ code: 'row-unknown', run: run.name, row, rows: run.rows });
  const { round, chunk, number, position } = newest;
  const submitted = await readSubmitted({ records: run.records, prefix: round.prefix, number });
  if (!submitted) throw noLog(run, row, 'it is not submitted yet');
  return jobIdOfRow(submitted.jobId, position, chunk.rows.length);
}

const noLog = ({ name: run }: Run, row: number, reason: string) =>
  runProblem({ code: 'row-without-job', run, row, reason });

/** The streams of the attempts that have ended, then that of the current one. */
function streamsOf({ attempts, logStream }: ServiceJobState): readonly string[] {
  const ended = attempts.flatMap((attempt) => attempt.logStream ?? []);
  return [...new Set([...ended, ...(logStream === undefined ? [] : [logStream])])];
}

/** Reads each stream from where the last call stopped. */
function streamReader({ batch }: RunContext) {
  const tokens = new Map<string, string>();
  return async function* (stream: string, group?: string): AsyncGenerator<string> {
    for (;;) {
      const last = tokens.get(stream);
      const page = await batch.logLines(stream, last, group);
      yield* page.lines;
      // CloudWatch repeats the token at the end of the stream.
      if (page.token === undefined || page.token === last) return;
      tokens.set(stream, page.token);
    }
  };
}
