import type { CheckContext } from '@joblayer/genome-files';
import { JobError } from '@joblayer/job-runtime';
import type { SequenceNames } from './features.ts';

const bare = (name: string): string => name.replace(/^chr/i, '');

/**
 * Two files that have no sequence in common overlap nowhere. bedtools succeeds on them.
 *
 * @param files the names of both files, with their options
 * @throws JobError `bad-data` if only the prefix chr differs
 */
export function expectSharedNames(
  a: SequenceNames,
  b: SequenceNames,
  files: string,
  { warn }: Pick<CheckContext, 'warn'>,
): void {
  const known = new Set(a);
  if (a.length === 0 || b.length === 0 || b.some((name) => known.has(name))) return;
  const bareNames = new Set(a.map(bare));
  const alike = b.find((name) => bareNames.has(bare(name)));
  if (alike === undefined) {
    warn?.(`${files} have features on different sequences only: ${a[0]} and ${b[0]}`);
    return;
  }
  throw new JobError({
    code: 'bad-data',
    problem: `${files} name the sequences differently: one has ${alike}, the other writes it with or without chr`,
    advice: 'Give files with the same names of sequences.',
  });
}
