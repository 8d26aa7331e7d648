import {
  BatchGetImageCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr';
import { type AwsSettings, call, configuration, find } from './call.ts';
import type { ImageReader, Manifest } from './clients.ts';
import { ecrReference, type EcrReference } from './ecr-reference.ts';

/** The actions that this file needs. */
export const IMAGE_ACTIONS = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] as const;

const RESPOND_WITHIN_MS = 20_000;

const MEDIA_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Images in ECR. Their names say in which region they are, so each region has its own client. */
export function awsImageReader(settings: AwsSettings): ImageReader {
  const clients = new Map<string, ECRClient>();
  const clientOf = ({ region }: EcrReference): ECRClient => {
    const client = clients.get(region) ?? new ECRClient(configuration({ ...settings, region }));
    clients.set(region, client);
    return client;
  };

  return {
    canRead: (reference) => ecrReference(reference) !== undefined,

    manifest: (reference) =>
      find('ecr:BatchGetImage', ['RepositoryNotFoundException'], async () => {
        const image = parsed(reference);
        const { images = [] } = await clientOf(image).send(
          new BatchGetImageCommand({
            registryId: image.account,
            repositoryName: image.repository,
            imageIds: [image.imageId],
            acceptedMediaTypes: MEDIA_TYPES,
          }),
        );
        const text = images[0]?.imageManifest;
        return text === undefined ? undefined : manifestOf(text);
      }),

    architecture: (reference, layerDigest) =>
      call('ecr:GetDownloadUrlForLayer', async () => {
        const image = parsed(reference);
        const { account: registryId, repository: repositoryName } = image;
        const { downloadUrl = '' } = await clientOf(image).send(
          new GetDownloadUrlForLayerCommand({ registryId, repositoryName, layerDigest }),
        );
        const signal = AbortSignal.timeout(RESPOND_WITHIN_MS);
        const response = await fetch(downloadUrl, { signal });
        if (!response.ok) throw new Error(`the configuration has HTTP status ${response.status}`);
        return ((await response.json()) as { architecture: string }).architecture;
      }),
  };
}

function parsed(reference: string): EcrReference {
  const image = ecrReference(reference);
  if (image === undefined) throw new Error(`${reference} is not an image in ECR.`);
  return image;
}

interface ManifestText {
  readonly manifests?: readonly { readonly platform?: { readonly architecture?: string } }[];
  readonly config?: { readonly digest?: string };
}

/** https://github.com/opencontainers/image-spec/blob/main/image-index.md */
export function manifestOf(text: string): Manifest {
  const { manifests, config } = JSON.parse(text) as ManifestText;
  const architectures = manifests
    ?.map(({ platform }) => platform?.architecture)
    // Build attestations are in the index as images of an unknown platform.
    .filter((each) => each !== undefined && each !== 'unknown') as string[] | undefined;
  return { architectures, configDigest: config?.digest };
}
