import type { Rule } from '../rule.ts';

export const oneName: Rule = {
  id: 'one-name',
  why: 'help and logs use the definition’s name, and the image has the manifest’s',
  check: ({ manifest: { name }, manifestFile, definitions: { file, names } }) => {
    const [own] = names;
    if (own === undefined || own === name) return [];
    // A family without a command of the family's own name: samtools-sort and others of the image samtools.
    if (names.length > 1 && own.startsWith(`${name}-`)) return [];
    const what = `the tool definition's name is "${own}", but ${manifestFile} has "${name}"`;
    return [{ file, line: 1, what, advice: `Write name: '${name}'.` }];
  },
};
