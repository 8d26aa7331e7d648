import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Exported } from './engines/write-export.ts';
import { workDirectory } from './locations.ts';
import type { Cell } from './report/matrix.ts';
import { VALIDATED } from './report/rows.ts';
import { validateAll } from './validators.ts';

/** The result of the engine's validator. None for an engine without one. */
export async function validated(
  engine: string,
  exported: readonly Exported[],
  signal: AbortSignal,
): Promise<Cell[]> {
  const started = performance.now();
  const cell = (problems: readonly string[]): Cell => ({
    ...{ engine, definition: VALIDATED, problems },
    seconds: (performance.now() - started) / 1000,
  });
  try {
    const directory = path.join(workDirectory, `${engine}-validated`);
    await mkdir(directory, { recursive: true });
    return (await validateAll(engine, exported, directory, signal)) ? [cell([])] : [];
  } catch (error) {
    return [cell([(error as Error).message])];
  }
}
