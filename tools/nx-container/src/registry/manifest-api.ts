import { createHash } from 'node:crypto';
import { ContainerError } from '../error.ts';
import type { RegistryCredentials } from './ecr-client.ts';
import type { Registry } from './registry.ts';
import { registryUrl } from './registry-host.ts';

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
const TIMEOUT_MS = 30_000;
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
  { username, password }: RegistryCredentials,
): Pick<Registry, 'manifest' | 'tag'> {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

  /** Sends a request, and reads the answer to its end. */
  const request = async (tag: string, init: RequestInit, headers: Record<string, string>) => {
    const url = `${registryUrl(host)}/v2/${repository}/manifests/${tag}`;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        ...init,
        signal,
        headers: { authorization, ...headers },
      });
      const mediaType = response.headers.get('content-type') ?? '';
      const body = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, mediaType, body };
    } catch (error) {
      const detail = reasonOf(error);
      throw new ContainerError({ code: 'registry-unavailable', host, detail }, error);
    }
  };

  return {
    async manifest(tag) {
      const answer = await request(tag, { method: 'GET' }, { accept: MEDIA_TYPES.join(', ') });
      if (answer.status === NOT_FOUND) return undefined;
      expectSuccess(answer, host);
      const digest = `sha256:${createHash('sha256').update(answer.body).digest('hex')}`;
      return { digest, mediaType: answer.mediaType, body: answer.body };
    },

    async tag({ mediaType, body }, tag) {
      expectSuccess(
        await request(tag, { method: 'PUT', body }, { 'content-type': mediaType }),
        host,
      );
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: Uint8Array;
}

function expectSuccess({ status, body }: Answer, host: string): void {
  if (status >= 200 && status < 300) return;
  const reason = new TextDecoder().decode(body.subarray(0, REASON_BYTES)).trim();
  if (status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR) {
    const detail = `HTTP ${status} ${reason}`;
    throw new ContainerError({ code: 'registry-unavailable', host, detail });
  }
  throw new ContainerError({ code: 'registry-refused', host, status, detail: reason });
}

/** fetch says only "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  if (!(cause instanceof Error)) return message;
  return cause.message || String((cause as NodeJS.ErrnoException).code);
}
