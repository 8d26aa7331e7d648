import { globalValues, resolveImages } from '@joblayer/nx-container/dockerfile';
import { ProblemError } from '@joblayer/problem';
import { formatImageReference } from '@joblayer/registry';
import type { Fault, Rule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';

/**
 * Accepts `latest` of this workspace's own images. There it is only an argument's default, which
 * docker-build replaces by the image's exact content.
 */
export const noLatest: Rule = {
  id: 'no-latest',
  why: 'latest, or no tag, names whatever image was pushed last',
  check(subject) {
    try {
      return check(subject);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return [{ line: 1, what: error.message, advice: 'Give it a value that names an image.' }];
    }
  },
};

function check({ dockerfile, repositoryPrefix }: LintSubject): Fault[] {
  return resolveImages(dockerfile, globalValues(dockerfile))
    .filter(({ reference: { tag = 'latest', digest } }) => tag === 'latest' && !digest)
    .filter(({ reference }) => !reference.repository.startsWith(`${repositoryPrefix}/`))
    .map(({ use, reference }) => ({
      line: use.position.line,
      what: `${use.keyword} takes ${formatImageReference(reference)}`,
      advice: 'Name the version in the tag, or the digest.',
    }));
}
