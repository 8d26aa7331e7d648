import type { Cell } from './matrix.ts';

/** The result of work that returns its problems. An error is one of them. */
export async function measuredCell(
  engine: string,
  definition: string,
  work: () => Promise<readonly string[]>,
): Promise<Cell> {
  const started = performance.now();
  const problems = await work().catch((error: unknown) => [(error as Error).message]);
  return { engine, definition, problems, seconds: (performance.now() - started) / 1000 };
}
