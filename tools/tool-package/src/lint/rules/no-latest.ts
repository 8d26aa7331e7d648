import {
  formatImageReference,
  globalValues,
  resolveImages,
} from '@joblayer/nx-container/dockerfile';
import { ProblemError } from '@joblayer/problem';
import type { Fault, Rule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';

/**
 * `latest` of this workspace's own images is right: it is the default of an argument in whose place docker-build
 * puts the image's exact content.
 */
export const noLatest: Rule = {
  id: 'no-latest',
  why: 'latest, or no tag at all, is whatever was pushed last',
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
      line: use.place.line,
      what: `${use.keyword} takes ${formatImageReference(reference)}`,
      advice: 'Name the version in the tag, or the digest.',
    }));
}
