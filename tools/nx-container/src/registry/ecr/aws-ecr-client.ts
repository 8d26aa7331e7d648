import {
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListImagesCommand,
  paginateDescribeRepositories,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  type Repository,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { awsTimeouts } from '@joblayer/aws-client';
import { ProblemError } from '@joblayer/problem';
import { basicCredentials } from '@joblayer/registry';
import type { EcrClient, EcrLogin, EcrRepository } from './ecr-client.ts';
import { ecrError } from './ecr-error.ts';
import { encryptionInput, encryptionOf, tagRuleInput, tagRuleOf } from './traits.ts';
import { ecrServiceProblem } from './problems.ts';

/** Tries of one call. The SDK pauses longer after each try, and longest where ECR throttles. */
const ATTEMPTS = 6;

export interface EcrSettings {
  /** Default: that of the SDK's chain. */
  readonly region?: string | undefined;
  /** Default: the account of the credentials. */
  readonly account?: string | undefined;
  /** The limit of one try of a call. */
  readonly respondWithinMs?: number;
}

/**
 * ECR through the AWS SDK. Its default chain gives the credentials, the endpoint and the settings
 * left out.
 */
export function awsEcrClient({ region, account, respondWithinMs }: EcrSettings = {}): EcrClient {
  const client = new ECRClient({
    maxAttempts: ATTEMPTS,
    requestHandler: awsTimeouts(respondWithinMs),
    ...(region !== undefined && { region }),
  });
  const registry = account === undefined ? {} : { registryId: account };
  const at = (name: string) => ({ ...registry, repositoryName: name });

  return {
    describeRepository: (name) =>
      call('ecr:DescribeRepositories', name, async () => {
        // A request with the name gets it on the first page, unless a service in front of ECR pages
        // otherwise.
        const input = { ...registry, repositoryNames: [name] };
        for await (const { repositories } of paginateDescribeRepositories({ client }, input)) {
          if (!repositories) throw notNamed('ecr:DescribeRepositories');
          const found = repositories.find(({ repositoryName }) => repositoryName === name);
          if (found) return repositoryOf(found, 'ecr:DescribeRepositories');
        }
        throw ecrServiceProblem({ code: 'repository-not-found', repository: name });
      }),

    createRepository: (name, { scanOnPush, tags, encryption }) =>
      call('ecr:CreateRepository', name, async () => {
        const { repository } = await client.send(
          new CreateRepositoryCommand({
            ...at(name),
            imageScanningConfiguration: { scanOnPush },
            ...tagRuleInput(tags),
            encryptionConfiguration: encryptionInput(encryption),
          }),
        );
        return repositoryOf(repository, 'ecr:CreateRepository');
      }),

    lifecyclePolicy: (name) =>
      unlessAbsent('LifecyclePolicyNotFoundException', () =>
        call('ecr:GetLifecyclePolicy', name, async () => {
          const response = await client.send(new GetLifecyclePolicyCommand(at(name)));
          return response.lifecyclePolicyText;
        }),
      ),

    accessPolicy: (name) =>
      unlessAbsent('RepositoryPolicyNotFoundException', () =>
        call('ecr:GetRepositoryPolicy', name, async () => {
          const response = await client.send(new GetRepositoryPolicyCommand(at(name)));
          return response.policyText;
        }),
      ),

    isEmpty: (name) =>
      call('ecr:ListImages', name, async () => {
        const { imageIds } = await client.send(
          new ListImagesCommand({ ...at(name), maxResults: 1 }),
        );
        return imageIds !== undefined && imageIds.length === 0;
      }),

    putScanOnPush: (name, scanOnPush) =>
      call('ecr:PutImageScanningConfiguration', name, async () => {
        const imageScanningConfiguration = { scanOnPush };
        await client.send(
          new PutImageScanningConfigurationCommand({ ...at(name), imageScanningConfiguration }),
        );
      }),

    putTagRule: (name, rule) =>
      call('ecr:PutImageTagMutability', name, async () => {
        await client.send(new PutImageTagMutabilityCommand({ ...at(name), ...tagRuleInput(rule) }));
      }),

    putLifecyclePolicy: (name, lifecyclePolicyText) =>
      call('ecr:PutLifecyclePolicy', name, async () => {
        await client.send(new PutLifecyclePolicyCommand({ ...at(name), lifecyclePolicyText }));
      }),

    putAccessPolicy: (name, policyText) =>
      call('ecr:SetRepositoryPolicy', name, async () => {
        await client.send(new SetRepositoryPolicyCommand({ ...at(name), policyText }));
      }),

    logIn: () =>
      call('ecr:GetAuthorizationToken', '', async () => {
        const { authorizationData } = await client.send(
          new GetAuthorizationTokenCommand(account === undefined ? {} : { registryIds: [account] }),
        );
        const [data] = authorizationData ?? [];
        return loginOf(data?.authorizationToken, data?.proxyEndpoint);
      }),
  };
}

async function call<T>(action: string, repository: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw ecrError(error as Error, action, repository);
  }
}

/** The result of `read`, or undefined when the service reports by this error that there is none. */
async function unlessAbsent<T>(errorName: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const cause = error instanceof ProblemError ? error.cause : undefined;
    if (cause instanceof Error && cause.name === errorName) return undefined;
    throw error;
  }
}

function repositoryOf(repository: Repository | undefined, action: string): EcrRepository {
  const uri = repository?.repositoryUri;
  if (uri === undefined) throw notNamed(action);
  return {
    uri,
    scanOnPush: repository?.imageScanningConfiguration?.scanOnPush ?? false,
    tags: tagRuleOf(repository),
    encryption: encryptionOf(repository),
  };
}

const notNamed = (action: string): ProblemError =>
  ecrServiceProblem({ code: 'ecr-failed', action, detail: 'It names no repository.' });

function loginOf(token = '', endpoint = ''): EcrLogin {
  const credentials = basicCredentials(token);
  if (credentials && URL.canParse(endpoint)) return { credentials, host: new URL(endpoint).host };
  const action = 'ecr:GetAuthorizationToken';
  throw ecrServiceProblem({ code: 'ecr-failed', action, detail: 'It holds no credentials.' });
}
