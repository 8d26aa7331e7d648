import {
  type DefinitionDescription,
  selectDefinition,
  type ToolDescription,
} from '@joblayer/tool-definition';
import { engineOf } from '../engine/engine.ts';
import { planJob } from '../run/plan-job.ts';
import { fileProblem } from '../run/problems.ts';
import type { Outside } from '../runs/outside.ts';
import { recordProblem } from '../runs/problems.ts';
import { findTool } from '../tool/find-tool.ts';
import type { BatchRunOptions } from './batch-options.ts';

/** A tool whose image the hosts of AWS Batch can pull. */
export interface BatchTool {
  readonly definition: DefinitionDescription;
  /** The image by digest in its registry. */
  readonly image: string;
  /** The word that selects the definition; none for the image's default. */
  readonly command: readonly string[];
  /** The options that all jobs share. */
  readonly constants: readonly string[];
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
  const { definition, argv } = selectDefinition(definitionsOf(description), toolArguments);
  const command = toolArguments.slice(0, toolArguments.length - argv.length);
  const constants = [...argv, ...outputDirFor(argv, settings.outputDir?.value)];
  if (sheet.file === undefined && afterSucceeded === undefined)
    await checkCommandLine(text, definition, constants);
  return { definition, image: digest, command, constants };
}

/** The message of a wrong command line speaks of its options, and not of a row. */
async function checkCommandLine(
  tool: string,
  definition: DefinitionDescription,
  constants: readonly string[],
): Promise<void> {
  if (constants.length === 0) throw fileProblem({ code: 'arguments-missing', tool });
  const planned = await planJob(definition, constants, { env: {} });
  if (planned.action !== 'run') throw fileProblem({ code: 'arguments-missing', tool });
}

function outputDirFor(argv: readonly string[], outputDir: string | undefined): readonly string[] {
  const isGiven = argv.some((word) => /^--output-dir(?:=|$)/.test(word));
  return isGiven || outputDir === undefined ? [] : ['--output-dir', outputDir];
}

const definitionsOf = ({ definitions }: ToolDescription) =>
  definitions as [DefinitionDescription, ...DefinitionDescription[]];
