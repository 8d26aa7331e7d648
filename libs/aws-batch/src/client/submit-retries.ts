import type { BatchClient } from '@aws-sdk/client-batch';

type Strategy = Awaited<ReturnType<BatchClient['config']['retryStrategy']>>;
type StrategyV2 = Extract<Strategy, { acquireInitialRetryToken: unknown }>;
type ErrorInfo = Parameters<StrategyV2['refreshRetryTokenForRetry']>[1];

/** The request never left this machine. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH']);

/**
 * Whether Batch certainly did not accept the request that failed: it never arrived, or AWS refused
 * it with a status of 400 to 499.
 */
export function wasRefused(error: unknown): boolean {
  const { name, code, $metadata } = error as Error & {
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  if (status !== undefined) return status >= 400 && status < 500;
  return (
    NOT_SENT.has(code ?? '') ||
    // The SDK threw these before it sent anything.
    /^(?:CredentialsProviderError|TokenProviderError)$/.test(name) ||
    /^Region (?:is missing|not accepted)/.test((error as Error).message)
  );
}

/**
 * The retries of `inner`, but only of requests that were refused. SubmitJob has no token that makes
 * a repetition harmless: after a lost response, a second request would make a second job
 * (https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html).
 */
export function retriesOfRefused(inner: () => Promise<Strategy>): StrategyV2 {
  const strategy = inner() as Promise<StrategyV2>;
  return {
    acquireInitialRetryToken: async (scope) => (await strategy).acquireInitialRetryToken(scope),
    refreshRetryTokenForRetry: async (token, info: ErrorInfo) => {
      if (!wasRefused(info.error)) throw new Error('The request may have been accepted.');
      return (await strategy).refreshRetryTokenForRetry(token, info);
    },
    recordSuccess: (token) => void strategy.then((each) => each.recordSuccess(token)),
  };
}
