import { asJobError, Failure } from '../job/errors.ts';
import { type AnyTool, describeDefinition, errorText } from '@joblayer/tool-definition';
import { readConfig } from '../host/config.ts';
import { plan } from '../phases/plan/plan.ts';
import { parseArguments } from './parse-arguments.ts';

/**
 * What is wrong with a job's arguments, in the message that the job itself would print; undefined if they are valid.
 * A job spec that they name is not read, because its location may be readable for the job only.
 */
export function checkArguments(tool: AnyTool, argv: readonly string[]): string | undefined {
  try {
    const invocation = parseArguments(describeDefinition(tool), argv, readConfig({}));
    if (invocation.action !== 'run') return undefined;
    const { request } = invocation;
    // The job definition sets variables that the submission does not know.
    plan(tool, { ...request, variables: undefined });
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return errorText(asJobError(error));
  }
}
