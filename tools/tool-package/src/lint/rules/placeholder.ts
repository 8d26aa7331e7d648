import { softwareIn } from '@joblayer/tool-manifest';
import { PLACEHOLDER, PLACEHOLDER_LICENSE } from '../../placeholder.ts';
import type { Rule } from '../rule.ts';

/** Only a note, so that a newly generated package passes. */
export const placeholder: Rule = {
  id: 'placeholder',
  level: 'note',
  why: 'only the author of the package knows the fact',
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
            advice: 'Write an example that runs, and delete this line.',
          }
        : [],
    );
    const unwritten = cases
      .filter(({ text = '' }) => text.includes(`"about": "${PLACEHOLDER}`))
      .map(({ file }) => ({
        file,
        line: 1,
        what: 'the case is a placeholder, and docker-test skips it',
        advice: 'Write a job on tiny real data, and its expected outputs.',
      }));
    return [...facts, ...lines, ...unwritten];
  },
};
