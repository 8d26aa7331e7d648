export interface EcrReference {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly imageId: { readonly imageDigest: string } | { readonly imageTag: string };
}

const ECR =
  /^(?<account>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?<region>[a-z\d-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/(?<repository>[^:@]+)(?::(?<tag>[^@]+))?(?:@(?<digest>sha256:[\da-f]{64}))?$/;

/** The parts of the name of an image in ECR; undefined if the image is in another registry. */
export function ecrReference(reference: string): EcrReference | undefined {
  const { account, region, repository, tag, digest } = ECR.exec(reference)?.groups ?? {};
  if (account === undefined || region === undefined || repository === undefined) return undefined;
  const imageId = digest === undefined ? { imageTag: tag ?? 'latest' } : { imageDigest: digest };
  return { account, region, repository, imageId };
}
