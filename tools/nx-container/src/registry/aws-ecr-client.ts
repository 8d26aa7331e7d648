import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  type Repository,
} from '@aws-sdk/client-ecr';
import { ecrProblem } from './ecr-problem.ts';
import type { EcrClient, EcrRepository } from './ecr-client.ts';
import { ContainerError } from '../error.ts';

/** ECR through the AWS SDK: account, region and endpoint come from the SDK's default chain. */
export function awsEcrClient(): EcrClient {
  const client = new ECRClient({});

  return {
    async describeRepository(name) {
      const { repositories } = await call('ecr:DescribeRepositories', name, () =>
        client.send(new DescribeRepositoriesCommand({ repositoryNames: [name] })),
      );
      return repositoryOf(repositories?.[0], 'ecr:DescribeRepositories');
    },

    async createRepository(name) {
      const { repository } = await call('ecr:CreateRepository', name, () =>
        client.send(
          new CreateRepositoryCommand({
            repositoryName: name,
            imageScanningConfiguration: { scanOnPush: true },
          }),
        ),
      );
      return repositoryOf(repository, 'ecr:CreateRepository');
    },

    async getCredentials() {
      const { authorizationData } = await call('ecr:GetAuthorizationToken', '', () =>
        client.send(new GetAuthorizationTokenCommand({})),
      );
      return credentialsOf(authorizationData?.[0]?.authorizationToken);
    },
  };
}

async function call<T>(action: string, repository: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw new ContainerError(ecrProblem(error as Error, action, repository), error);
  }
}

function repositoryOf(repository: Repository | undefined, action: string): EcrRepository {
  const uri = repository?.repositoryUri;
  if (uri !== undefined) return { uri };
  throw new ContainerError({ code: 'ecr-failed', action, detail: 'It names no repository.' });
}

/** The token is `<user>:<password>` in base64. */
function credentialsOf(token = ''): { username: string; password: string } {
  const text = Buffer.from(token, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon > 0) return { username: text.slice(0, colon), password: text.slice(colon + 1) };
  const action = 'ecr:GetAuthorizationToken';
  throw new ContainerError({ code: 'ecr-failed', action, detail: 'It holds no credentials.' });
}
