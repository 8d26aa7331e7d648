import { defineProblems } from '@joblayer/problem';

/** What ECR says no to. */
export const ecrServiceProblem = defineProblems({
  'repository-not-found': ({ repository }: { repository: string }) =>
    `ECR has no repository ${repository}. docker-push makes it; where docker-build had found the image there, run docker-build again.`,
  'repository-already-exists': ({ repository }: { repository: string }) =>
    `ECR has a repository ${repository} already.`,
  'repository-name-refused': ({ repository, detail }: { repository: string; detail: string }) =>
    `ECR does not take "${repository}" as a repository's name: ${detail}\nThe name is the option "repositoryPrefix" of nx.json, a slash, and the name of the package's folder: lower-case letters and digits, parted by single . _ - or /, 256 characters at most.`,
  'tag-rule-refused': ({ detail }: { detail: string }) =>
    `ECR does not take the rule for tags: ${detail}\nSet "tags" to "mutable" in the option "repository" of nx.json, or correct "movableTags".`,
  'ecr-failed': ({ action, detail }: { action: string; detail: string }) =>
    `ECR answered ${action} with an error.\n${detail}\nWhat its errors mean: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_${action.replace('ecr:', '')}.html`,
});
