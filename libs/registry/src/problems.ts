import { defineProblems } from '@joblayer/problem';

/** Problems between this machine and a registry. */
export const registryProblem = defineProblems({
  'image-reference-malformed': ({ text }: { text: string }) =>
    `"${text}" is not an image reference. Write [registry/]repository[:tag][@sha256:…], in lower case.`,
  'registry-unavailable': ({ host, detail }: { host: string; detail: string }) =>
    `The registry ${host} does not respond correctly: ${detail}. Try again. If JOBLAYER_REGISTRY is set, check that it names the right registry.`,
  'registry-refused': ({
    host,
    status,
    detail,
  }: {
    host: string;
    status: number;
    detail: string;
  }) =>
    `The registry ${host} refused the request (HTTP ${status}): ${detail}. Check that the role or user in use may read and push to this repository. For a registry other than ECR, log in (docker login) or set its variables.`,
  'credentials-unreadable': ({ source, detail }: { source: string; detail: string }) =>
    `The credentials in ${source} cannot be used: ${detail}. Log in again (docker login).`,
});
