import { softwareIn } from '@joblayer/tool-manifest';
import { PLACEHOLDER, PLACEHOLDER_LICENSE } from '../../placeholder.ts';
import type { Rule } from '../rule.ts';

/** Does not fail, so that a package that was just made is right as it is. */
export const placeholder: Rule = {
  id: 'placeholder',
  level: 'note',
  why: 'only you can tell it',
  check: ({ manifest, manifestFile, readme, cases }) => {
    const texts = [
      ...softwareIn(manifest).map(({ license }) => license),
      manifest.software.description,
    ];
    const facts = texts
      .filter((text) => text === PLACEHOLDER_LICENSE || text.startsWith(PLACEHOLDER))
      .map((text) => ({
        file: manifestFile,
        line: 1,
        what: `"${text}" is a placeholder`,
        advice: 'State the fact, and run npx nx sync.',
      }));
    const lines = readme.text.split('\n').flatMap((text, index) =>
      text.startsWith(PLACEHOLDER)
        ? {
            file: readme.file,
            line: index + 1,
            what: 'the example is a placeholder',
            advice: 'Write one that runs, and take this line out.',
          }
        : [],
    );
    const unwritten = cases
      .filter(({ text = '' }) => text.includes(`"about": "${PLACEHOLDER}`))
      .map(({ file }) => ({
        file,
        line: 1,
        what: 'the case is a placeholder, which docker-test does not run',
        advice: 'Write a job on tiny real data, and what it makes.',
      }));
    return [...facts, ...lines, ...unwritten];
  },
};
