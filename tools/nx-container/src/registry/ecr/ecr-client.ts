import type { RegistryCredentials } from '@joblayer/registry';

/** Whether the tags of a repository can be moved to other images. */
export type TagRule =
  | { readonly kind: 'mutable' }
  /** `except` holds patterns of movable tags. Undefined where the service does not report them. */
  | { readonly kind: 'immutable'; readonly except: readonly string[] | undefined };

export type Encryption =
  { readonly type: 'AES256' } | { readonly type: 'KMS'; readonly key?: string | undefined };

/** Settings that are fixed when a repository is created. */
export interface RepositoryTraits {
  readonly scanOnPush: boolean;
  readonly tags: TagRule;
  readonly encryption: Encryption;
}

/** A repository in ECR. */
export interface EcrRepository extends RepositoryTraits {
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/joblayer/samtools-stats` */
  readonly uri: string;
}

/** A login that is valid for 12 hours (https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html). */
export interface EcrLogin {
  readonly credentials: RegistryCredentials;
  /** The registry's own host: `123456789012.dkr.ecr.eu-central-1.amazonaws.com` */
  readonly host: string;
}

/**
 * The calls to ECR that a push makes. Each may fail with a ProblemError `region-missing`,
 * `credentials-missing`, `credentials-refused`, `access-denied`, `throttled`, `aws-unreachable` or
 * `ecr-failed`. Policies are JSON texts.
 */
export interface EcrClient {
  /** @throws ProblemError `repository-not-found` */
  describeRepository(name: string): Promise<EcrRepository>;
  /** @throws ProblemError `repository-already-exists`, `repository-name-refused`, `tag-rule-refused` */
  createRepository(name: string, traits: RepositoryTraits): Promise<EcrRepository>;
  /** Undefined only when ECR says that there is none. The same holds for `accessPolicy`. */
  lifecyclePolicy(name: string): Promise<string | undefined>;
  accessPolicy(name: string): Promise<string | undefined>;
  /** Whether the repository holds no image. */
  isEmpty(name: string): Promise<boolean>;
  putScanOnPush(name: string, scanOnPush: boolean): Promise<void>;
  /** @throws ProblemError `tag-rule-refused` */
  putTagRule(name: string, rule: TagRule): Promise<void>;
  putLifecyclePolicy(name: string, policy: string): Promise<void>;
  putAccessPolicy(name: string, policy: string): Promise<void>;
  logIn(): Promise<EcrLogin>;
}
