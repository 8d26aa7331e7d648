import type { Params } from '../definition/command.ts';
import { flagOf } from '../description/flag-of.ts';
import { usageError } from '../usage-error.ts';

/**
 * Runs the checks that a definition states with zod's `refine`. A description cannot hold them, so they run only in the
 * image, on values that fit the description.
 *
 * @throws UsageError with the author's message
 */
export function checkRefinements(params: Params, values: Readonly<Record<string, unknown>>): void {
  const issues = params.safeParse(values).error?.issues ?? [];
  const broken = issues.find(({ code }) => code === 'custom');
  if (!broken) return;
  const [param] = broken.path;
  if (typeof param !== 'string') throw usageError(broken.message);
  throw usageError(`${flagOf(param)}: ${broken.message}, got ${JSON.stringify(values[param])}`);
}
