import { createHash } from 'node:crypto';
import * as z from 'zod';
import { registryProblem } from '../problems.ts';
import type { RegistryCredentials } from '../credentials.ts';
import type { Registry } from '../registry.ts';
import { registryHttp, type RegistryResponse } from './registry-http.ts';

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
const REASON_BYTES = 500;
const CREATED = 201;
const NOT_FOUND = 404;
const TOO_MANY_REQUESTS = 429;
const FIRST_SERVER_ERROR = 500;

/**
 * Reads and tags manifests through the registry's HTTP API
 * (https://github.com/opencontainers/distribution-spec/blob/main/spec.md). ECR has it as well, with
 * basic authentication (https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html).
 */
export function manifestApi(
  host: string,
  repository: string,
  credentials: RegistryCredentials | undefined,
  tokenHost?: string,
): Pick<Registry, 'manifest' | 'tag'> {
  const send = registryHttp(host, repository, credentials, tokenHost);
  const pathOf = (tag: string) => `/v2/${repository}/manifests/${tag}`;

  return {
    async manifest(tag) {
      const headers = { accept: MEDIA_TYPES.join(', ') };
      const response = await send({ method: 'GET', path: pathOf(tag), headers });
      if (response.status === NOT_FOUND && isOfRegistry(response)) return undefined;
      expectSuccess(response, host, () =>
        MEDIA_TYPES.some((it) => response.mediaType.startsWith(it)),
      );
      const digest = `sha256:${createHash('sha256').update(response.body).digest('hex')}`;
      return { digest, mediaType: response.mediaType, body: response.body };
    },

    async tag({ mediaType, body }, tag) {
      const headers = { 'content-type': mediaType };
      const response = await send({ method: 'PUT', path: pathOf(tag), headers, body });
      expectSuccess(response, host, () => response.status === CREATED);
    },
  };
}

/**
 * @param isRight whether a success comes from the registry: a proxy in between sends pages of its
 * own
 */
function expectSuccess(response: RegistryResponse, host: string, isRight: () => boolean): void {
  const { status, mediaType, body } = response;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && isRight()) return;
  const reason = new TextDecoder().decode(body.subarray(0, REASON_BYTES)).trim();
  const isTransient = status === TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR;
  if (isTransient || isSuccess || (status === NOT_FOUND && !isOfRegistry(response))) {
    const detail = `HTTP ${status} ${isTransient ? '' : `${mediaType} `}${reason}`;
    throw registryProblem({ code: 'registry-unavailable', host, detail });
  }
  throw registryProblem({ code: 'registry-refused', host, status, detail: reason });
}

const errorsSchema = z.object({ errors: z.array(z.unknown()) });

/**
 * Whether an error comes from the registry, or has no body. A proxy's 404 does not mean that the
 * manifest is absent.
 */
function isOfRegistry({ body }: RegistryResponse): boolean {
  if (body.length === 0) return true;
  try {
    return errorsSchema.safeParse(JSON.parse(new TextDecoder().decode(body))).success;
  } catch {
    return false;
  }
}
