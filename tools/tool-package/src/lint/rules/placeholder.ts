import { softwareIn } from '@joblayer/tool-manifest';
import { PLACEHOLDER, PLACEHOLDER_LICENSE } from '../../placeholder.ts';
import type { Rule } from '../rule.ts';

const ABOUT = `"about": "${PLACEHOLDER}`;
const NO_PUSH = 'docker-push refuses the image until the licence is stated.';

/** The line, from 1, of the nth line that has a text. */
const lineOf = (text: string, part: string, nth = 0): number => {
  const lines = text.split('\n').flatMap((line, index) => (line.includes(part) ? [index + 1] : []));
  return lines[nth] ?? lines[0] ?? 1;
};

/** Only a note, so that a newly generated package passes. */
export const placeholder: Rule = {
  id: 'placeholder',
  level: 'note',
  why: 'only the author of the package knows the fact',
  check: ({ manifest, manifestFile, manifestText, readme, cases }) => {
    const licenses = softwareIn(manifest)
      .filter(({ license }) => license === PLACEHOLDER_LICENSE)
      .map(({ license, name }, index) => ({
        file: manifestFile,
        line: lineOf(manifestText, `"${license}"`, index),
        what: `the licence of ${name} is a placeholder, "${license}"`,
        advice: `${NO_PUSH} Find it at https://spdx.org/licenses, and run npx nx sync.`,
      }));
    const { description } = manifest.software;
    const described = !description.startsWith(PLACEHOLDER)
      ? []
      : [
          {
            file: manifestFile,
            line: lineOf(manifestText, JSON.stringify(description)),
            what: `"${description}" is a placeholder`,
            advice: 'State the fact, and run npx nx sync.',
          },
        ];
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
      .filter(({ text = '' }) => text.includes(ABOUT))
      .map(({ file, text = '' }) => ({
        file,
        line: lineOf(text, ABOUT),
        what: 'the case is a placeholder, and docker-test skips it',
        advice: 'Write a job on tiny real data, and its expected outputs.',
      }));
    return [...licenses, ...described, ...lines, ...unwritten];
  },
};
