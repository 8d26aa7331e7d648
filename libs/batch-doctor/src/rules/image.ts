import type { EnvironmentWithTypes, Facts } from '../facts.ts';
import { valueOf } from '../facts.ts';
import { defineFindings, type Finding } from '../finding.ts';
import { usableEnvironments } from './environments.ts';

interface Platform {
  readonly image: string;
  readonly has: string;
  readonly hosts: string;
}

export const imageFinding = defineFindings({
  'image-missing': {
    cause: 'ECR does not have the image',
    remedy: 'push the image, or register the job definition with one that is there',
    problem: ({ image }: { image: string }) => `ECR does not have the image ${image}.`,
    cure: () =>
      'Push the image, or register the job definition with one that is there. Check the account and the region in its name.',
  },
  'image-platform': {
    cause: 'the image is for another architecture than the hosts',
    remedy: 'push an image for their architecture, or use other instance types',
    problem: ({ image, has, hosts }: Platform) =>
      `The image ${image} is for ${has}, and hosts are ${hosts}.`,
    cure: () =>
      'Push an image for the architecture of the hosts, or use a compute environment with instance types of the architecture of the image.',
  },
  'log-group-missing': {
    cause: 'the log group that the job definition names does not exist',
    remedy: 'make the log group, or set `awslogs-create-group`',
    problem: ({ name }: { name: string }) =>
      `The log group ${name}, which the job definition names, does not exist. A container does not start without it.`,
    cure: ({ name }: { name: string }) =>
      `Make it: aws logs create-log-group --log-group-name ${name}`,
  },
});

export function imageRules(facts: Facts): Finding[] {
  const { image } = facts;
  if (image?.architectures?.known !== true) return [];
  const { reference, architectures } = image;
  const has = architectures.value;
  if (has === undefined) return [imageFinding('image-missing', 'certain', { image: reference })];
  const hosts = hostArchitectures(facts);
  const unserved = hosts.filter((each) => !has.includes(each));
  if (unserved.length === 0) return [];
  // A host of another architecture may take the job instead.
  const certainty = unserved.length === hosts.length ? 'certain' : 'possible';
  const shown = { image: reference, has: has.join(', '), hosts: unserved.join(', ') };
  return [imageFinding('image-platform', certainty, shown)];
}

const ARCHITECTURES: Readonly<Record<string, string>> = { X86_64: 'amd64', ARM64: 'arm64' };

/** The architectures of the hosts on which the job may run. None, where one is not known. */
function hostArchitectures(facts: Facts): string[] {
  const given = valueOf(facts.job)?.cpuArchitecture;
  const architectureOf = (environment: EnvironmentWithTypes): readonly string[] | undefined =>
    environment.kind?.startsWith('FARGATE')
      ? // Fargate's default (API_RuntimePlatform.html).
        [ARCHITECTURES[given ?? 'X86_64'] ?? '']
      : valueOf(environment.types)?.flatMap(({ architectures }) => architectures);
  const each = usableEnvironments(facts).map(architectureOf);
  if (each.some((one) => one === undefined)) return [];
  return [...new Set(each.flatMap((one) => one ?? []))];
}

export const logGroupRules = ({ logGroup }: Facts): Finding[] =>
  logGroup?.exists.known === true && !logGroup.exists.value
    ? [imageFinding('log-group-missing', 'certain', { name: logGroup.name })]
    : [];
