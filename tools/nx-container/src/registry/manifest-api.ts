import { createHash } from 'node:crypto';
import { ContainerError } from '../error.ts';
import type { RegistryCredentials } from './credentials.ts';
import type { Registry } from './registry.ts';
import { registryHttp, type RegistryAnswer } from './registry-http.ts';

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
const REASON_BYTES = 500;
const NOT_FOUND = 404;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;

/**
 * Reads and tags manifests through the registry's HTTP API
 * (https://github.com/opencontainers/distribution-spec/blob/main/spec.md), which ECR has, too, with basic
 * authentication (https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html).
 */
export function manifestApi(
  host: string,
  repository: string,
  credentials: RegistryCredentials | undefined,
): Pick<Registry, 'manifest' | 'tag'> {
  const send = registryHttp(host, repository, credentials);
  const pathOf = (tag: string) => `/v2/${repository}/manifests/${tag}`;

  return {
    async manifest(tag) {
      const headers = { accept: MEDIA_TYPES.join(', ') };
      const answer = await send({ method: 'GET', path: pathOf(tag), headers });
      if (answer.status === NOT_FOUND) return undefined;
      expectSuccess(answer, host);
      const digest = `sha256:${createHash('sha256').update(answer.body).digest('hex')}`;
      return { digest, mediaType: answer.mediaType, body: answer.body };
    },

    async tag({ mediaType, body }, tag) {
      const headers = { 'content-type': mediaType };
      expectSuccess(await send({ method: 'PUT', path: pathOf(tag), headers, body }), host);
    },
  };
}

function expectSuccess({ status, body }: RegistryAnswer, host: string): void {
  if (status >= 200 && status < 300) return;
  const reason = new TextDecoder().decode(body.subarray(0, REASON_BYTES)).trim();
  if (status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR) {
    const detail = `HTTP ${status} ${reason}`;
    throw new ContainerError({ code: 'registry-unavailable', host, detail });
  }
  throw new ContainerError({ code: 'registry-refused', host, status, detail: reason });
}
