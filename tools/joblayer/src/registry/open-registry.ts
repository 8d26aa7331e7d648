import {
  catalog,
  type RegistryApi,
  registryApi,
  type RegistryCredentials,
} from '@joblayer/registry';
import { storedCredentials } from '@joblayer/registry/docker';
import type { Settings } from '../config/settings.ts';
import { ecrPlace, type EcrPlace } from './ecr-place.ts';

export interface RegistrySources {
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
}

/** A registry that this user is logged in to, or anonymous. */
export interface OpenRegistry {
  readonly host: string;
  readonly credentials: RegistryCredentials | undefined;
  /** Whether the credentials are from AWS. docker does not know them then. */
  readonly isEcr: boolean;
  repository(name: string): RegistryApi;
  /** The names of all repositories. */
  repositories(): Promise<readonly string[]>;
}

/** Docker Hub's API has another host than its images' names. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/** @throws ProblemError of libs/registry or libs/aws-client */
export async function openRegistry(host: string, sources: RegistrySources): Promise<OpenRegistry> {
  const api = API_HOSTS[host] ?? host;
  const place = placeOf(host, sources);
  const repository = (credentials: RegistryCredentials | undefined) => (name: string) =>
    registryApi(api, api === host ? name : officialName(name), credentials);
  if (place) {
    const { ecrOf } = await import('./ecr-client.ts');
    const ecr = ecrOf(place);
    const credentials = await ecr.logIn();
    const repositories = () => ecr.repositories();
    return { host, credentials, isEcr: true, repository: repository(credentials), repositories };
  }
  const credentials = await storedCredentials(host);
  return {
    ...{ host, credentials, isEcr: false, repository: repository(credentials) },
    repositories: () => catalog(api, credentials),
  };
}

/** A local cloud's registry takes ECR's token, as ECR's own does. */
function placeOf(host: string, { settings, env }: RegistrySources): EcrPlace | undefined {
  if (host === env['JOBLAYER_REGISTRY'])
    return { account: undefined, region: settings.region?.value };
  return ecrPlace(host);
}

/** Docker Hub's own images have names of one part. */
const officialName = (name: string): string => (name.includes('/') ? name : `library/${name}`);
