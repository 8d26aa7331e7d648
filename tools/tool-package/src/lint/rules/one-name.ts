import type { Rule } from '../rule.ts';

export const oneName: Rule = {
  id: 'one-name',
  why: 'help and logs call the tool by the one name, and its image has the other',
  check: ({ manifest: { name }, manifestFile, definitions: { file, names } }) => {
    const [own] = names;
    if (own === undefined || own === name) return [];
    const what = `the tool definition's name is "${own}", and ${manifestFile} says "${name}"`;
    return [{ file, line: 1, what, advice: `Write name: '${name}'.` }];
  },
};
