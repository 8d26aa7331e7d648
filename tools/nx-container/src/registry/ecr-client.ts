/** A repository in ECR. */
export interface EcrRepository {
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/joblayer/samtools-stats` */
  readonly uri: string;
}

/** Valid for 12 hours (https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html). */
export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}

/**
 * The calls to ECR that a push makes. Each may fail with a ContainerError `region-missing`,
 * `credentials-missing`, `credentials-refused`, `access-denied` or `ecr-failed`.
 */
export interface EcrClient {
  /** @throws ContainerError `repository-not-found` */
  describeRepository(name: string): Promise<EcrRepository>;
  /** @throws ContainerError `repository-already-exists` */
  createRepository(name: string): Promise<EcrRepository>;
  getCredentials(): Promise<RegistryCredentials>;
}
