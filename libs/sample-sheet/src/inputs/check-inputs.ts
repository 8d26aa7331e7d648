import pLimit from 'p-limit';
import type { SheetFault } from '../fault.ts';
import { byLine } from '../fault.ts';
import type { SheetJob } from '../plan/sheet-job.ts';
import { bucketFault } from './bucket-fault.ts';
import { type InputLookup, lookUp, type LookupFault } from './look-up.ts';
import { type Wanted, type WantedBy, wantedOf } from './wanted.ts';

/** A fault, with the code of the store: it decides the exit code. */
export interface InputFault extends SheetFault {
  readonly code: string;
}

export interface CheckOptions {
  /** Requests at once. */
  readonly concurrency?: number;
  /** Ends the checks; its reason is thrown. */
  readonly signal?: AbortSignal;
}

const CONCURRENCY = 32;

interface Use extends Wanted {
  readonly by: WantedBy[];
}

/**
 * Looks for the inputs of all jobs, each distinct location once. After a transient failure it looks for nothing more: the
 * network or a server is down, and each request would wait for it.
 *
 * @returns a fault for each cell that names something that cannot be read; one for all jobs if a constant names it
 */
export async function checkInputs(
  jobs: readonly SheetJob[],
  lookup: InputLookup,
  { concurrency = CONCURRENCY, signal }: CheckOptions = {},
): Promise<readonly InputFault[]> {
  const limit = pLimit(concurrency);
  let isDown = false;
  const checks = usesOf(jobs).map((use) =>
    limit(async (): Promise<readonly InputFault[]> => {
      signal?.throwIfAborted();
      if (isDown) return [];
      const fault = await lookUp(use, lookup);
      if (!fault) return [];
      isDown ||= fault.code === 'transient';
      return faultsOf(use, (await bucketFault(use, fault, lookup)) ?? fault);
    }),
  );
  return byLine((await Promise.all(checks)).flat()) as readonly InputFault[];
}

function usesOf(jobs: readonly SheetJob[]): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const { column, line, ...wanted } of jobs.flatMap(wantedOf)) {
    const use = uses.get(wanted.key);
    if (use) use.by.push({ column, line });
    else uses.set(wanted.key, { ...wanted, by: [{ column, line }] });
  }
  return [...uses.values()];
}

function faultsOf({ by }: Use, { code, problem, advice }: LookupFault): readonly InputFault[] {
  const ofCells = by.filter(({ column }) => column !== undefined);
  const cells = ofCells.length > 0 ? ofCells : [{ column: undefined, line: undefined }];
  return cells.map(({ column, line }) => ({ line, column, code, problem, advice }));
}
