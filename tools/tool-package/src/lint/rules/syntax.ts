import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { validate } from 'dockerfile-utils';
import type { Rule } from '../rule.ts';

export const syntax: Rule = {
  id: 'syntax',
  why: 'the builder would stop at this line',
  check: ({ text }) =>
    validate(text)
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(({ range, message }) => ({
        line: range.start.line + 1,
        what: `Docker cannot read this: ${message}`,
        advice: 'See https://docs.docker.com/reference/dockerfile.',
      })),
};
