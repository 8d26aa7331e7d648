import { type Configuration, inVariables } from '../configuration.ts';
import { ecrServiceProblem } from './ecr/problems.ts';
import type { PluginOptions } from '../options/plugin-options.ts';
import type { Destination } from './destination.ts';
import { storedCredentials } from '@joblayer/registry/docker';
import { dockerRegistry } from './docker/docker-registry.ts';
import { awsEcrClient } from './ecr/aws-ecr-client.ts';
import { dryRunEcrClient } from './ecr/dry-run-ecr-client.ts';
import { ensureRepository } from './ecr/ensure-repository.ts';
import { repositorySettings } from './ecr/repository-settings.ts';
import { registryHost } from './ecr/registry-host.ts';
import type { Registry } from './registry.ts';

/** Opens a repository, with a new login each time. */
export type OpenRegistry = () => Promise<Registry>;

/** The repository of one package in one registry. */
export interface RemoteRepository {
  /** The registry's name in nx.json. */
  readonly name: string;
  /** Host and port. Undefined for the one that ECR names. */
  readonly host: string | undefined;
  /** Undefined only when the registry says that the repository does not exist. */
  find(): Promise<OpenRegistry | undefined>;
  /** Creates the repository where it does not exist. */
  ensure(say: (line: string) => void): Promise<OpenRegistry>;
}

export interface RemoteSettings {
  readonly options: PluginOptions;
  readonly configuration: Configuration;
  /** Only reports what would be created. */
  readonly dryRun?: boolean;
}

export function remoteRepository(
  destination: Destination,
  packageName: string,
  settings: RemoteSettings,
): RemoteRepository {
  return destination.kind === 'ecr'
    ? ecrRepository(destination, packageName, settings)
    : ociRepository(destination, packageName, settings);
}

function ecrRepository(
  { name, region, account, host }: Destination & { kind: 'ecr' },
  packageName: string,
  { options, dryRun }: RemoteSettings,
): RemoteRepository {
  const ecr = awsEcrClient({ region, account });
  const repository = `${options.repositoryPrefix}/${packageName}`;
  const openerOf =
    (uri: string): OpenRegistry =>
    async () => {
      const { credentials } = await ecr.logIn();
      return dockerRegistry({ host: host ?? registryHost(uri), repository, credentials });
    };
  return {
    name,
    host,
    async find() {
      try {
        return openerOf((await ecr.describeRepository(repository)).uri);
      } catch (error) {
        if (ecrServiceProblem.is(error, 'repository-not-found')) return undefined;
        throw error;
      }
    },
    async ensure(say) {
      const client = dryRun ? dryRunEcrClient(ecr, say) : ecr;
      const own = options.repositories[packageName] ?? {};
      const wanted = repositorySettings(options.repository, own);
      return openerOf((await ensureRepository(client, repository, wanted, say)).uri);
    },
  };
}

/** Such registries create a repository at the first push to it. */
function ociRepository(
  { name, host, prefix, tokenHost }: Destination & { kind: 'oci' },
  packageName: string,
  { options, configuration }: RemoteSettings,
): RemoteRepository {
  const repository = `${prefix ?? options.repositoryPrefix}/${packageName}`;
  const open: OpenRegistry = async () => {
    const given = configuration.registryCredentials.get(inVariables(name));
    const credentials = given ?? (await storedCredentials(host));
    return dockerRegistry({ host, repository, credentials, tokenHost });
  };
  return { name, host, find: async () => open, ensure: async () => open };
}
