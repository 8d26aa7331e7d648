import { isOnOwnImage } from '../on-own-image.ts';
import type { Rule } from '../rule.ts';

const ROOT = /^(?:root|0+)(?::|$)/;

export const nonRoot: Rule = {
  id: 'non-root',
  why: 'a tool that reads files from anywhere needs no right to change its host’s',
  check: (subject) => {
    const last = subject.image.findLast(({ keyword }) => keyword === 'USER');
    const advice = 'End the section that needed root with USER joblayer.';
    if (last && ROOT.test(last.text))
      return [{ line: last.line, what: 'the image is left to run as root', advice }];
    // The workspace's images end as a user without privileges, which those built on them take over.
    if (last || isOnOwnImage(subject)) return [];
    const line = subject.image[0]?.line ?? 1;
    return [{ line, what: 'no USER is set, and the base image may be root’s', advice }];
  },
};
