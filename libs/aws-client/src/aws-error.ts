import type { ProblemError, ProblemIn } from '@joblayer/problem';
import { awsServiceProblem } from './problems.ts';

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

/**
 * What an error of the AWS SDK means, whichever service it is about
 * (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html). Undefined where only the
 * service knows.
 *
 * @param action as IAM names it: `ecr:DescribeRepositories`
 */
export function awsError(error: Error, action: string): ProblemError | undefined {
  const problem = awsProblem(error, action);
  return problem && awsServiceProblem(problem, error);
}

function awsProblem(error: Error, action: string): ProblemIn<typeof awsServiceProblem> | undefined {
  const detail = error.message;
  switch (error.name) {
    case 'AccessDeniedException':
    case 'AccessDenied':
      return { code: 'access-denied', action, detail };
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return { code: 'credentials-missing', detail };
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'UnrecognizedClientException':
    case 'InvalidSignatureException':
    case 'InvalidClientTokenId':
    case 'IncompleteSignature':
      return { code: 'credentials-refused', detail };
    case 'TimeoutError':
      return { code: 'aws-unreachable', action, detail };
    case 'SyntaxError':
      return { code: 'aws-unreachable', action, detail: pageOf(error) };
    case 'ThrottlingException':
    case 'Throttling':
    case 'TooManyRequestsException':
    case 'RequestLimitExceeded':
      return { code: 'throttled', action, detail };
    default:
      if (NETWORK_CODES.has((error as NodeJS.ErrnoException).code ?? ''))
        return { code: 'aws-unreachable', action, detail };
      if (/^Region (?:is missing|not accepted)/.test(detail)) return { code: 'region-missing' };
      return undefined;
  }
}

/** The SDK says only what it could not parse. */
function pageOf({
  $metadata,
}: Error & { readonly $metadata?: { httpStatusCode?: number } }): string {
  const status = $metadata?.httpStatusCode;
  return `${status === undefined ? 'it answered' : `HTTP ${status}`} with a page that is none of AWS’s, as of a proxy between`;
}
