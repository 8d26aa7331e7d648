import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { Silence } from '../../transfer/silence.ts';
import { createS3Client, regionOf, type S3ClientOptions } from './client.ts';

/**
 * The clients of a job: one for each region of its buckets. S3 states the region in its response to a request for
 * another one. The SDK can follow one request to another region, but not several at the same time.
 */
export class S3Clients {
  readonly silence = new Silence();
  readonly #env: NodeJS.ProcessEnv;
  readonly #options: S3ClientOptions;
  readonly #byRegion = new Map<string, S3Client>();
  readonly #regions = new Map<string, string>();

  constructor(env: NodeJS.ProcessEnv, options: S3ClientOptions = {}) {
    this.#env = env;
    this.#options = options;
  }

  /** The client of the bucket's region, if `locate` has found it; otherwise of the environment's region. */
  for(bucket: string): S3Client {
    const region = this.#regionOf(bucket);
    let client = this.#byRegion.get(region);
    if (!client) {
      client = createS3Client(region === '' ? this.#env : { ...this.#env, AWS_REGION: region }, {
        ...this.#options,
        silence: this.silence,
      });
      this.#byRegion.set(region, client);
    }
    return client;
  }

  /** Runs an action on a bucket. If the bucket is in another region, it remembers that and runs the action again. */
  async locate<T>(bucket: string, action: (client: S3Client) => Promise<T>): Promise<T> {
    try {
      return await action(this.for(bucket));
    } catch (error) {
      const region = regionStatedBy(error);
      if (region === undefined || region === this.#regionOf(bucket)) throw error;
      this.#regions.set(bucket, region);
      return action(this.for(bucket));
    }
  }

  destroy(): void {
    this.#byRegion.forEach((client) => client.destroy());
  }

  #regionOf(bucket: string): string {
    return this.#regions.get(bucket) ?? regionOf(this.#env) ?? '';
  }
}

/** 301 PermanentRedirect, 307 TemporaryRedirect or 400 AuthorizationHeaderMalformed; without a body for a HEAD. */
function regionStatedBy(error: unknown): string | undefined {
  const { $metadata, $response, cause } = error as Partial<S3ServiceException>;
  if ($metadata === undefined) return cause === undefined ? undefined : regionStatedBy(cause);
  const status = $metadata.httpStatusCode ?? 0;
  return status >= 300 && status <= 400 ? $response?.headers['x-amz-bucket-region'] : undefined;
}
