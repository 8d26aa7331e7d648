import { createHash } from 'node:crypto';
import { registryProblem } from '../problems.ts';
import type { RegistryCredentials } from '../credentials.ts';
import type { ImageManifest } from '../image-manifest.ts';
import { allPages } from './pages.ts';
import { registryHttp } from './registry-http.ts';
import { expectSuccess, isOfRegistry } from './responses.ts';

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
/** Names of one page. ECR allows at most 1,000. */
const PAGE = 1000;
const CREATED = 201;
const NOT_FOUND = 404;

/** One repository of a registry. Each call may fail with `registry-unavailable` or `registry-refused`. */
export interface RegistryApi {
  /** The manifest that a tag or a digest names. Undefined only when the registry says that there is none. */
  manifest(tagOrDigest: string): Promise<ImageManifest | undefined>;
  /** Tags a manifest that is in the repository already. */
  tag(manifest: ImageManifest, tag: string): Promise<void>;
  /** A blob of at most 4 MiB, such as an image's configuration. Its content has this digest. */
  blob(digest: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The names of all tags. Undefined only when the registry says that there is no such repository. */
  tags(): Promise<readonly string[] | undefined>;
}

/**
 * Reads and tags manifests through the registry's HTTP API
 * (https://github.com/opencontainers/distribution-spec/blob/main/spec.md). ECR has it as well, with
 * basic authentication (https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html).
 */
export function registryApi(
  host: string,
  repository: string,
  credentials: RegistryCredentials | undefined,
  tokenHost?: string,
): RegistryApi {
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
      const digest = digestOf(response.body);
      return { digest, mediaType: response.mediaType, body: response.body };
    },

    async tag({ mediaType, body }, tag) {
      const headers = { 'content-type': mediaType };
      const response = await send({ method: 'PUT', path: pathOf(tag), headers, body });
      expectSuccess(response, host, () => response.status === CREATED);
    },

    async blob(digest) {
      const path = `/v2/${repository}/blobs/${digest}`;
      const response = await send({ method: 'GET', path, headers: {} });
      expectSuccess(response, host, () => true);
      if (digestOf(response.body) === digest) return response.body;
      const detail = `it sent other content for ${digest}`;
      throw registryProblem({ code: 'registry-unavailable', host, detail });
    },

    tags: () => allPages(send, host, `/v2/${repository}/tags/list?n=${PAGE}`, 'tags'),
  };
}

const digestOf = (body: Uint8Array): string =>
  `sha256:${createHash('sha256').update(body).digest('hex')}`;
