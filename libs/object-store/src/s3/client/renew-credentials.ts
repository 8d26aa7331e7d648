import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/**
 * Makes a client send a request again with new credentials if the old ones have expired. Those of a role expire
 * during a long job. The SDK renews them before their stated end, but a wrong clock or a revocation can end them
 * earlier.
 */
export function renewCredentials(client: S3Client): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (!isExpired(error as Partial<S3ServiceException>) || !canBeSentAgain(args.input)) {
          throw error;
        }
        await client.config.credentials({ forceRefresh: true });
        return await next(args);
      }
    },
    { step: 'initialize', name: 'renewCredentials' },
  );
}

/** S3's response to a HEAD is a 400 without a reason. If the bucket is in another region, it names that region. */
function isExpired({ name, $metadata, $response }: Partial<S3ServiceException>): boolean {
  if (name === 'ExpiredToken') return true;
  const hasNoText = name === 'Unknown' || name === '400' || name === 'BadRequest';
  const region = $response?.headers['x-amz-bucket-region'];
  return hasNoText && $metadata?.httpStatusCode === 400 && region === undefined;
}

/** A stream cannot be sent again: the first try has read it. */
function canBeSentAgain(input: object): boolean {
  const body = (input as { readonly Body?: unknown }).Body;
  return body === undefined || Buffer.isBuffer(body);
}
