import { Failure } from '@joblayer/object-store/errors';
import { formatLocation } from '@joblayer/object-store/location';
import pLimit from 'p-limit';
import { byLine } from '../fault.ts';
import type { SheetJob } from '../plan/sheet-job.ts';
import type { CheckOptions, InputFault } from './check-inputs.ts';
import type { InputLookup } from './look-up.ts';

const CONCURRENCY = 32;

/**
 * Looks for outputs that a column names and that are there already. Such a column often comes from a sheet of another
 * run's outputs, and then the jobs would write over them. A job that says what is to be done by `--if-complete` is left
 * out. What cannot be looked for is no fault here.
 */
export async function checkOutputs(
  jobs: readonly SheetJob[],
  { stat }: Pick<InputLookup, 'stat'>,
  { concurrency = CONCURRENCY, signal }: CheckOptions = {},
): Promise<readonly InputFault[]> {
  const limit = pLimit(concurrency);
  const outputs = jobs
    .filter(({ spec }) => spec['if-complete'] === undefined)
    .flatMap(({ lines, outputs }) =>
      outputs.flatMap((output) =>
        output.column === undefined ? [] : { ...output, line: lines[0] },
      ),
    );
  const faults = await Promise.all(
    outputs.map(({ flag, column, line, location }) =>
      limit(async (): Promise<readonly InputFault[]> => {
        signal?.throwIfAborted();
        if (!(await isThere(() => stat(location)))) return [];
        const problem = `--${flag} ${formatLocation(location)} is there already`;
        const advice =
          'Remove the column if it holds the output of another run. To write over it, give --if-complete rerun.';
        return [{ ...{ line, column, problem, advice }, code: 'usage' }];
      }),
    ),
  );
  return byLine(faults.flat()) as readonly InputFault[];
}

async function isThere(stat: () => Promise<unknown>): Promise<boolean> {
  try {
    await stat();
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return false;
  }
}
