import { awsError, awsTimeouts } from '@joblayer/aws-client';
import { doctorProblem } from '../problems.ts';

export interface AwsSettings {
  /** Default: the region of the SDK's chain. */
  readonly region?: string | undefined;
  /** Default: the endpoint of the SDK's chain. */
  readonly endpoint?: string | undefined;
}

/** The configuration of each client of the SDK. */
export const configuration = ({ region, endpoint }: AwsSettings) => ({
  requestHandler: awsTimeouts(),
  ...(region !== undefined && { region }),
  ...(endpoint !== undefined && { endpoint }),
});

/**
 * Makes a call to AWS, and says what its failure means.
 *
 * @param action the name in IAM: `iam:GetRole`
 */
export async function call<T>(action: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const { name, message } = error as Error;
    throw (
      awsError(error as Error, action) ??
      doctorProblem({ code: 'doctor-call-failed', action, detail: `${name}: ${message}` }, error)
    );
  }
}

/** A call whose response may be that the thing does not exist. */
export async function find<T>(
  action: string,
  absent: readonly string[],
  send: () => Promise<T>,
): Promise<T | undefined> {
  return call(action, async () => {
    try {
      return await send();
    } catch (error) {
      if (absent.includes((error as Error).name)) return undefined;
      throw error;
    }
  });
}
