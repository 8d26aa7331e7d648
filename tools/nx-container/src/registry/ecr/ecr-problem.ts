import { awsProblem } from '../../aws-problem.ts';
import type { Problem } from '../../problem.ts';

/** What an error of the AWS SDK means in a call to ECR, by its name. */
export function ecrProblem(error: Error, action: string, repository: string): Problem {
  const detail = error.message;
  switch (error.name) {
    case 'RepositoryNotFoundException':
      return { code: 'repository-not-found', repository };
    case 'RepositoryAlreadyExistsException':
      return { code: 'repository-already-exists', repository };
    case 'InvalidParameterException':
      if (detail.includes('imageTagMutability')) return { code: 'tag-rule-refused', detail };
      if (/repository ?name/i.test(detail))
        return { code: 'repository-name-refused', repository, detail };
      break;
    default:
  }
  return (
    awsProblem(error, action) ?? { code: 'ecr-failed', action, detail: `${error.name}: ${detail}` }
  );
}
