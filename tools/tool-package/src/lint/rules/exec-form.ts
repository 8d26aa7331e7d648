import type { JSONInstruction } from 'dockerfile-ast';
import type { Rule } from '../rule.ts';

export const execForm: Rule = {
  id: 'exec-form',
  why: 'a shell as process 1 does not pass SIGTERM on, and splits arguments in its own way',
  check: ({ image }) => {
    const entries = image.filter(({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD');
    const shell = entries
      .filter(({ node }) => (node as JSONInstruction).getOpeningBracket() === null)
      .map(({ keyword, line, text }) => ({
        line,
        what: `${keyword} ${text} runs in a shell`,
        advice: `Write it as a JSON list: ${keyword} ["program", "argument"].`,
      }));
    if (entries.some(({ keyword }) => keyword === 'ENTRYPOINT')) return shell;
    const what = 'the image has no ENTRYPOINT of its own';
    const advice =
      'Write ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/node", "/opt/joblayer/main.js"].';
    return [...shell, { line: image.at(-1)?.line ?? 1, what, advice }];
  },
};
