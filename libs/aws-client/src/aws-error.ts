import type { ProblemError, ProblemIn } from '@joblayer/problem';
import { clockSkewOf } from './clock-skew.ts';
import { awsServiceProblem } from './problems.ts';

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

/**
 * Finds the problem behind an error of the AWS SDK, for any service
 * (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html). Undefined if the
 * error is specific to one service.
 *
 * @param action the name in IAM: `ecr:DescribeRepositories`
 */
export function awsError(error: Error, action: string): ProblemError | undefined {
  const problem = awsProblem(error, action);
  return problem && awsServiceProblem(problem, error);
}

function awsProblem(error: Error, action: string): ProblemIn<typeof awsServiceProblem> | undefined {
  const detail = error.message;
  const skew = clockSkewOf(error);
  if (skew) return { code: 'clock-wrong', ...skew, action, detail };
  switch (error.name) {
    case 'AccessDeniedException':
    case 'AccessDenied':
    case 'UnauthorizedOperation': // of EC2
      return { code: 'access-denied', action, detail };
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return { code: 'credentials-missing', detail };
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'UnrecognizedClientException':
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
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

/** The SDK's own message shows only the text that it failed to parse. */
function pageOf({
  $metadata,
}: Error & { readonly $metadata?: { httpStatusCode?: number } }): string {
  const status = $metadata?.httpStatusCode;
  return `the response${status === undefined ? '' : `, HTTP ${status},`} did not come from AWS; a proxy may have sent it`;
}
