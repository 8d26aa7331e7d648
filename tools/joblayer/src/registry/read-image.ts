import { type ImageManifest, type RegistryApi, registryProblem } from '@joblayer/registry';
import * as z from 'zod';
import { type CachedImage, readCached, writeCached } from './description-cache.ts';

const platformSchema = z.object({ os: z.string(), architecture: z.string() });
const indexSchema = z.object({
  manifests: z.array(z.object({ digest: z.string(), platform: platformSchema.optional() })).min(1),
});
const manifestSchema = z.object({ config: z.object({ digest: z.string() }) });
const configSchema = platformSchema.extend({
  config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
});

/** What an image in a registry says of itself, without its layers. */
export interface RemoteImage extends CachedImage {
  /** Of the manifest that the tag names: an index of several platforms, where there are several. */
  readonly digest: string;
}

/**
 * Reads the configuration of an image. Its labels are the same on each of its platforms.
 *
 * @param tagOrDigest what names it in its repository
 * @param directory the cache of this user
 * @returns undefined only when the registry says that it has no such image
 * @throws ProblemError `registry-unavailable`, `registry-refused`
 */
export async function readImage(
  host: string,
  api: RegistryApi,
  tagOrDigest: string,
  directory: string,
): Promise<RemoteImage | undefined> {
  const manifest = await api.manifest(tagOrDigest);
  if (!manifest) return undefined;
  const { digest } = manifest;
  if (tagOrDigest.includes(':') && tagOrDigest !== digest)
    throw invalid(host, `it sent other content for ${tagOrDigest}`);
  const cached = await readCached(directory, digest);
  if (cached) return { ...cached, digest };
  const image = await fetchImage(host, api, manifest);
  await writeCached(directory, digest, image);
  return { ...image, digest };
}

async function fetchImage(
  host: string,
  api: RegistryApi,
  manifest: ImageManifest,
): Promise<CachedImage> {
  const index = indexSchema.safeParse(jsonOf(manifest.body));
  if (!index.success) {
    const { labels, platform } = await configurationOf(host, api, manifest);
    return { labels, platforms: [platform] };
  }
  // Attestations are entries of a platform that does not exist.
  const images = index.data.manifests.filter(({ platform }) => platform?.os !== 'unknown');
  const [first] = images;
  const one = first && (await api.manifest(first.digest));
  if (!one) throw invalid(host, 'it has an index of images, and not the images');
  const { labels, platform } = await configurationOf(host, api, one);
  const platforms = images.map(({ platform: of }) => (of ? platformOf(of) : platform));
  return { labels, platforms: [...new Set(platforms)] };
}

async function configurationOf(host: string, api: RegistryApi, { body }: ImageManifest) {
  const parsed = manifestSchema.safeParse(jsonOf(body));
  if (!parsed.success) throw invalid(host, 'its manifest names no configuration');
  const config = configSchema.safeParse(jsonOf(await api.blob(parsed.data.config.digest)));
  if (!config.success)
    throw invalid(host, "the image's configuration is not as the OCI defines it");
  return { labels: config.data.config?.Labels ?? {}, platform: platformOf(config.data) };
}

const platformOf = ({ os, architecture }: z.output<typeof platformSchema>): string =>
  `${os}/${architecture}`;

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

const invalid = (host: string, detail: string) =>
  registryProblem({ code: 'registry-unavailable', host, detail });
