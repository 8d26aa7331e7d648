import {
  ECRClient,
  GetAuthorizationTokenCommand,
  paginateDescribeRepositories,
} from '@aws-sdk/client-ecr';
import { awsError, awsTimeouts } from '@joblayer/aws-client';
import { ProblemError } from '@joblayer/problem';
import { basicCredentials, type RegistryCredentials } from '@joblayer/registry';
import type { EcrPlace } from './ecr-place.ts';
import { ecrProblem } from './problems.ts';

/** A registry of Amazon ECR, as this program uses it. */
export interface Ecr {
  /** Valid for 12 hours (https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html). */
  logIn(): Promise<RegistryCredentials>;
  repositories(): Promise<readonly string[]>;
}

/** Each call may fail with a ProblemError of libs/aws-client, or `ecr-refused`. */
export function ecrOf({ account, region }: EcrPlace): Ecr {
  const client = new ECRClient({
    requestHandler: awsTimeouts(),
    ...(region !== undefined && { region }),
  });
  return {
    logIn: () =>
      call('ecr:GetAuthorizationToken', async () => {
        const input = account === undefined ? {} : { registryIds: [account] };
        const { authorizationData } = await client.send(new GetAuthorizationTokenCommand(input));
        const credentials = basicCredentials(authorizationData?.[0]?.authorizationToken ?? '');
        if (credentials) return credentials;
        throw new Error('the response holds no credentials');
      }),

    repositories: () =>
      call('ecr:DescribeRepositories', async () => {
        const input = account === undefined ? {} : { registryId: account };
        const names: string[] = [];
        for await (const { repositories } of paginateDescribeRepositories({ client }, input))
          names.push(...(repositories ?? []).flatMap(({ repositoryName }) => repositoryName ?? []));
        return names;
      }),
  };
}

async function call<T>(action: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const { name, message } = error as Error;
    const detail = `${name}: ${message}`;
    throw (
      awsError(error as Error, action) ?? ecrProblem({ code: 'ecr-refused', action, detail }, error)
    );
  }
}
