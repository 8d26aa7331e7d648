import type { Rule } from '../rule.ts';

export const oneName: Rule = {
  id: 'one-name',
  why: 'help and logs use the definition’s name, and the image has the manifest’s',
  check: ({ manifest: { name, software }, manifestFile, definitions: { file, names } }) => {
    const [own] = names;
    if (own === undefined || own === name) return [];
    // A family without a command of the family's own name: samtools-sort and others of the image samtools.
    if (names.length > 1 && own.startsWith(`${name}-`)) return [];
    const what = `the tool definition's name is "${own}", but ${manifestFile} has "${name}"`;
    if (names.includes(name)) return [{ file, line: 1, what, advice: `Put ${name} first.` }];
    // A family: each definition is a command of the software, and none is the image's own.
    if (names.every((each) => each.startsWith(`${name}-`))) return [];
    if (software.description.toLowerCase().includes(own)) return [];
    const advice = `Write name: '${name}'. In a family, begin each name with "${name}-", or name the command in the manifest's description.`;
    return [{ file, line: 1, what, advice }];
  },
};
