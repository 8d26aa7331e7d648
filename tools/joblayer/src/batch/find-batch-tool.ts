import { engineOf } from '../engine/engine.ts';
import { planJob } from '../run/plan-job.ts';
import { fileProblem } from '../run/problems.ts';
import type { Outside } from '../runs/outside.ts';
import { recordProblem } from '../runs/problems.ts';
import { findTool } from '../tool/find-tool.ts';
import { type SelectedDefinition, selectedDefinition } from '../tool/selected-definition.ts';
import type { BatchRunOptions } from './batch-options.ts';

/** A tool whose image the hosts of AWS Batch can pull. */
export interface BatchTool extends SelectedDefinition {
  /** The image by digest in its registry. */
  readonly image: string;
}

/** @throws ProblemError `image-in-no-registry`, `arguments-missing`, and those of `findTool` */
export async function findBatchTool(
  { tool: text, toolArguments, sheet, afterSucceeded }: BatchRunOptions,
  { settings }: Outside,
  env: NodeJS.ProcessEnv,
): Promise<BatchTool> {
  const engine = engineOf('docker');
  const { description, digest } = await findTool(text, {
    ...{ settings, engine, env, engineIsOptional: true },
  });
  if (!digest.includes('@sha256:'))
    throw recordProblem({ code: 'image-in-no-registry', image: text });
  const selected = selectedDefinition(description, toolArguments, settings);
  if (sheet.file === undefined && afterSucceeded === undefined)
    await checkCommandLine(text, selected);
  return { ...selected, image: digest };
}

/** The message of a wrong command line speaks of its options, and not of a row. */
async function checkCommandLine(
  tool: string,
  { definition, constants }: SelectedDefinition,
): Promise<void> {
  if (constants.length === 0) throw fileProblem({ code: 'arguments-missing', tool });
  const planned = await planJob(definition, constants, { env: {} });
  if (planned.action !== 'run') throw fileProblem({ code: 'arguments-missing', tool });
}
