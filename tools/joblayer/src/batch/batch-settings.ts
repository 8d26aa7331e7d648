import { type BatchOptions, batchSchema } from '@joblayer/aws-batch';
import * as z from 'zod';
import { configProblem } from '../config/problems.ts';
import type { Settings } from '../config/settings.ts';

/** The queue has a setting of its own. */
const schema = batchSchema.omit({ queue: true });

/**
 * The settings of AWS Batch; undefined if the user has none.
 *
 * @throws ProblemError `configuration-invalid`
 */
export function batchOptionsOf({ batch }: Settings): BatchOptions | undefined {
  if (batch === undefined) return undefined;
  const result = schema.safeParse(batch.value);
  if (result.success) return result.data;
  const detail = `"batch" is not valid. ${z.prettifyError(result.error)}`;
  throw configProblem({ code: 'configuration-invalid', where: batch.from, detail });
}
