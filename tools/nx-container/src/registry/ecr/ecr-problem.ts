import type { Problem } from '../../problem.ts';

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

/**
 * What an error of the AWS SDK means, by its name
 * (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html).
 */
export function ecrProblem(error: Error, action: string, repository: string): Problem {
  const detail = error.message;
  switch (error.name) {
    case 'RepositoryNotFoundException':
      return { code: 'repository-not-found', repository };
    case 'RepositoryAlreadyExistsException':
      return { code: 'repository-already-exists', repository };
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
    case 'ThrottlingException':
    case 'Throttling':
    case 'TooManyRequestsException':
    case 'RequestLimitExceeded':
      return { code: 'throttled', action, detail };
    case 'InvalidParameterException':
      if (detail.includes('imageTagMutability')) return { code: 'tag-rule-refused', detail };
      if (/repository ?name/i.test(detail))
        return { code: 'repository-name-refused', repository, detail };
      return { code: 'ecr-failed', action, detail: `${error.name}: ${detail}` };
    default:
      if (NETWORK_CODES.has((error as NodeJS.ErrnoException).code ?? ''))
        return { code: 'aws-unreachable', action, detail };
      if (/^Region (?:is missing|not accepted)/.test(detail)) return { code: 'region-missing' };
      return { code: 'ecr-failed', action, detail: `${error.name}: ${detail}` };
  }
}
