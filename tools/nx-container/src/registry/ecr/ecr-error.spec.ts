import { ecrError } from './ecr-error.ts';

const error = (name: string, message = 'details', code?: string) =>
  Object.assign(new Error(message), { name, code });
const codeOf = (failure: Error) => ecrError(failure, 'ecr:X', 'joblayer/tool').problem.code;

describe('an error of the AWS SDK', () => {
  it.each([
    ['RepositoryNotFoundException', 'repository-not-found'],
    ['RepositoryAlreadyExistsException', 'repository-already-exists'],
    ['AccessDeniedException', 'access-denied'],
    ['CredentialsProviderError', 'credentials-missing'],
    ['ExpiredTokenException', 'credentials-refused'],
    ['UnrecognizedClientException', 'credentials-refused'],
    ['ThrottlingException', 'throttled'],
    ['ServerException', 'ecr-failed'],
  ])('%s means %s', (name, code) => {
    expect(codeOf(error(name))).toBe(code);
  });

  it.each([
    ["Invalid parameter at 'imageTagMutability' failed", 'tag-rule-refused'],
    ["Invalid parameter at 'repositoryName' failed", 'repository-name-refused'],
    ['Invalid parameter at something else', 'ecr-failed'],
  ])('InvalidParameterException (%s) means %s', (message, code) => {
    expect(codeOf(error('InvalidParameterException', message))).toBe(code);
  });

  it('without a specific name is recognised by its message', () => {
    expect(codeOf(error('Error', 'Region is missing'))).toBe('region-missing');
    expect(codeOf(error('Error', 'connect ECONNREFUSED', 'ECONNREFUSED'))).toBe('aws-unreachable');
  });
});
