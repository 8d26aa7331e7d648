const RESPONSE_WITHIN_MS = 20_000;

/**
 * Timeouts for a client of the AWS SDK. By default it waits forever to connect, and a late response
 * causes only a warning.
 */
export const awsTimeouts = (responseWithinMs = RESPONSE_WITHIN_MS) => ({
  connectionTimeout: responseWithinMs,
  requestTimeout: responseWithinMs,
  throwOnRequestTimeout: true,
});
