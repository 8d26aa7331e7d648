import { parseImageReference } from '../../dockerfile/image-reference.ts';
import { ecrServiceProblem } from '../ecr/problems.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/** Whether a registry, by host[:port], is on this machine, as a local cloud's is. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** The URL of the registry's API: plain HTTP only on this machine, as for docker itself. */
export function registryUrl(host: string): string {
  return `${isLoopback(host) ? 'http' : 'https'}://${host}`;
}

/**
 * The host in an ECR repository's URI.
 *
 * @example registryHost('1.dkr.ecr.eu-central-1.amazonaws.com/joblayer/bwa-mem')
 */
export function registryHost(repositoryUri: string): string {
  const { registry } = parseImageReference(repositoryUri);
  if (registry !== undefined) return registry;
  const detail = `The repository's URI names no host: ${repositoryUri}`;
  throw ecrServiceProblem({ code: 'ecr-failed', action: 'ecr:DescribeRepositories', detail });
}
