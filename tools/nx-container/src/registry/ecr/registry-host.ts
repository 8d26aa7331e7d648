import { parseImageReference } from '@joblayer/registry';
import { ecrServiceProblem } from './problems.ts';

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
