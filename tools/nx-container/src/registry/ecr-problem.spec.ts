import { ecrProblem } from './ecr-problem.ts';

const error = (name: string, message = 'details', code?: string) =>
  Object.assign(new Error(message), { name, code });
const codeOf = (failure: Error) => ecrProblem(failure, 'ecr:X', 'joblayer/tool').code;

describe('an error of the AWS SDK', () => {
  it.each([
    ['RepositoryNotFoundException', 'repository-not-found'],
    ['RepositoryAlreadyExistsException', 'repository-already-exists'],
    ['AccessDeniedException', 'access-denied'],
    ['CredentialsProviderError', 'credentials-missing'],
    ['ExpiredTokenException', 'credentials-refused'],
    ['UnrecognizedClientException', 'credentials-refused'],
    ['ServerException', 'ecr-failed'],
  ])('%s means %s', (name, code) => {
    expect(codeOf(error(name))).toBe(code);
  });

  it('without a name of its own is known by what it says', () => {
    expect(codeOf(error('Error', 'Region is missing'))).toBe('region-missing');
    expect(codeOf(error('Error', 'connect ECONNREFUSED', 'ECONNREFUSED'))).toBe('aws-unreachable');
  });
});
