import { checkRequest } from '@joblayer/aws-batch';
import type { RunContext } from '../context.ts';
import { runProblem } from '../problems.ts';
import type { Round, Run } from '../record/open-run.ts';
import { chunkRequest } from './chunk-request.ts';
import { isCanceled, readSubmitted } from './submission-record.ts';
import { submitChunk } from './submit-chunk.ts';

/**
 * Submits what is not submitted yet, of the first submission and of all retries. It continues a
 * submission that was interrupted, and does nothing if all is submitted.
 *
 * @returns the ids of all jobs, in the order of rounds and chunks
 * @throws ProblemError `rows-missing`, those of `checkRequest`, `run-canceled`, `submission-forgotten`, `submission-slow`,
 * and those of Batch; StoreError
 */
export async function submitRun(run: Run, context: RunContext): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const [index, round] of run.rounds.entries()) {
    // A later retry has the rows that a canceled round did not submit.
    const isLast = index === run.rounds.length - 1;
    if (!isLast && (await isCanceled(run.records, round.prefix))) continue;
    ids.push(...(await submitRound(run, round, context)));
  }
  return ids;
}

export async function submitRound(
  run: Run,
  round: Round,
  context: RunContext,
): Promise<readonly string[]> {
  const names = new Set(await run.records.names());
  for (const { rowsFile } of round.chunks) {
    const location = run.records.at(round.prefix + rowsFile);
    if (!names.has(round.prefix + rowsFile))
      throw runProblem({ code: 'rows-missing', run: run.name, location });
  }
  // Before the first one is sent: a later one that Batch refuses would leave half a run.
  for (const chunk of round.chunks) checkRequest(chunkRequest(run, round.prefix, chunk, 1));
  const ids: string[] = [];
  for (const [index] of round.chunks.entries()) {
    context.signal.throwIfAborted();
    ids.push(await submitChunk(run, round, index + 1, context));
  }
  return ids;
}

/** The numbers of the chunks of a round that are not recorded as submitted. */
export async function unsubmittedChunks(run: Run, round: Round): Promise<readonly number[]> {
  const numbers = round.chunks.map((_, index) => index + 1);
  const places = numbers.map((number) => ({ records: run.records, prefix: round.prefix, number }));
  const known = await Promise.all(places.map(readSubmitted));
  return numbers.filter((_, index) => !known[index]);
}
