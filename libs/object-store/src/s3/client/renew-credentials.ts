import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/**
 * Has a client send a request once more with new credentials where the old ones have expired, as those of a role do in
 * a long job. The SDK renews them before the time that they came with, which a clock or a revocation can make wrong.
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

/** To a HEAD, S3 says 400 without a reason; of a bucket in another region it names that. */
function isExpired({ name, $metadata, $response }: Partial<S3ServiceException>): boolean {
  if (name === 'ExpiredToken') return true;
  const isWordless = name === 'Unknown' || name === '400' || name === 'BadRequest';
  const region = $response?.headers['x-amz-bucket-region'];
  return isWordless && $metadata?.httpStatusCode === 400 && region === undefined;
}

/** A stream was read by then. */
function canBeSentAgain(input: object): boolean {
  const body = (input as { readonly Body?: unknown }).Body;
  return body === undefined || Buffer.isBuffer(body);
}
