import { onlyVariable } from '@joblayer/nx-container/dockerfile';
import type { Rule } from '../rule.ts';

export const pinnedBase: Rule = {
  id: 'pinned-base',
  why: 'a tag may name another image tomorrow, and a site must be able to use its own image instead',
  check: ({ dockerfile }) =>
    dockerfile.images
      .filter(({ text }) => onlyVariable(text) === undefined && !text.includes('@sha256:'))
      .map(({ keyword, text, position }) => ({
        line: position.line,
        what: `${keyword} takes ${text}, which is neither a build argument nor a digest`,
        advice: `Write "ARG BASE_IMAGE=${text}" before the first FROM and use \${BASE_IMAGE}, or add @sha256:….`,
      })),
};
