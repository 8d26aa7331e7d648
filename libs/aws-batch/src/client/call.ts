import { awsError } from '@joblayer/aws-client';
import { batchProblem } from '../problems.ts';
import { NotSent } from './each-try.ts';
import type { ClientAction } from './actions.ts';
import { wasRefused } from './submit-retries.ts';

/**
 * Makes a call to AWS, and says what its failure means.
 *
 * @param action the name in IAM: `batch:SubmitJob`
 */
export async function call<T>(action: ClientAction, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof NotSent) throw error.cause;
    const { name, message } = error as Error;
    const detail = `${name}: ${message}`;
    if (action === 'batch:SubmitJob' && !wasRefused(error))
      throw batchProblem({ code: 'submission-unknown', detail }, error);
    throw (
      awsError(error as Error, action) ??
      batchProblem({ code: 'batch-failed', action, detail }, error)
    );
  }
}
