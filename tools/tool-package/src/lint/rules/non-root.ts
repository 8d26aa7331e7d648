import { isOnOwnImage } from '../on-own-image.ts';
import type { Rule } from '../rule.ts';

const ROOT = /^(?:root|0+)(?::|$)/;

export const nonRoot: Rule = {
  id: 'non-root',
  why: 'a tool that reads files from any source needs no right to change the host’s',
  check: (subject) => {
    const last = subject.image.findLast(({ keyword }) => keyword === 'USER');
    const advice = 'End the section that needed root with USER joblayer.';
    if (last && ROOT.test(last.text))
      return [{ line: last.line, what: 'the image runs as root', advice }];
    // The workspace's images end as a user without privileges. Images built on them inherit it.
    if (last || isOnOwnImage(subject)) return [];
    const line = subject.image[0]?.line ?? 1;
    return [{ line, what: 'no USER is set, and the base image may run as root', advice }];
  },
};
