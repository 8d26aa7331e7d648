import { awsError } from '@joblayer/aws-client';
import type { ProblemError, ProblemIn } from '@joblayer/problem';
import { ecrServiceProblem } from './problems.ts';

/** The problem that an error of the AWS SDK means in a call to ECR, by its name. */
export function ecrError(error: Error, action: string, repository: string): ProblemError {
  const problem = refusal(error, repository);
  if (problem) return ecrServiceProblem(problem, error);
  const detail = `${error.name}: ${error.message}`;
  return (
    awsError(error, action) ?? ecrServiceProblem({ code: 'ecr-failed', action, detail }, error)
  );
}

function refusal(
  { name, message: detail }: Error,
  repository: string,
): ProblemIn<typeof ecrServiceProblem> | undefined {
  switch (name) {
    case 'RepositoryNotFoundException':
      return { code: 'repository-not-found', repository };
    case 'RepositoryAlreadyExistsException':
      return { code: 'repository-already-exists', repository };
    case 'InvalidParameterException':
      if (detail.includes('imageTagMutability')) return { code: 'tag-rule-refused', detail };
      if (/repository ?name/i.test(detail))
        return { code: 'repository-name-refused', repository, detail };
      return undefined;
    default:
      return undefined;
  }
}
