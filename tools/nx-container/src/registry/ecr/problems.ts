import { defineProblems } from '@joblayer/problem';

/** Requests that ECR refuses. */
export const ecrServiceProblem = defineProblems({
  'repository-not-found': ({ repository }: { repository: string }) =>
    `ECR has no repository ${repository}. docker-push creates it. If docker-build had found the image there, run docker-build again.`,
  'repository-already-exists': ({ repository }: { repository: string }) =>
    `ECR has a repository ${repository} already.`,
  'repository-name-refused': ({ repository, detail }: { repository: string; detail: string }) =>
    `ECR refuses "${repository}" as a repository's name: ${detail}\nThe name is the option "repositoryPrefix" of nx.json, a slash, and the name of the package's folder: lower-case letters and digits, separated by single . _ - or /, at most 256 characters.`,
  'tag-rule-refused': ({ detail }: { detail: string }) =>
    `ECR refuses the rule for tags: ${detail}\nSet "tags" to "mutable" in the option "repository" of nx.json, or correct "movableTags".`,
  'ecr-failed': ({ action, detail }: { action: string; detail: string }) =>
    `ECR returned an error for ${action}.\n${detail}\nSee the meaning of its errors at https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_${action.replace('ecr:', '')}.html`,
});
