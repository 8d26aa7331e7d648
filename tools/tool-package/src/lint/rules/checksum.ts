import type { Copy } from 'dockerfile-ast';
import type { Rule } from '../rule.ts';
import type { LocatedInstruction } from '../subject.ts';

/** Commands that download, each with the check of the content. */
const DOWNLOADS = [
  {
    what: /\b(?:curl|wget|aria2c)\s[^&|;]*(?:https?|ftp):\/\//,
    sure: /\bsha(?:256|384|512)sum\s[^&|;]*(?:-c\b|--check\b)/,
  },
  { what: /\bgit\s[^&|;]*\bclone\b/, sure: /\b[0-9a-f]{40}\b|_(?:COMMIT|SHA)\b/ },
  { what: /\bpip3?\s+install\b/, sure: /--require-hashes\b/ },
] as const;

export const checksum: Rule = {
  id: 'checksum',
  why: 'a server may send a truncated file, or another file than last time',
  check: ({ instructions }) =>
    instructions.filter(isUnsure).map(({ line, keyword }) => ({
      line,
      what: `${keyword} takes a download without a check of its content`,
      advice:
        'Add to the same RUN: sha256sum source.tar.gz && echo "${SOURCE_SHA256}  source.tar.gz" | sha256sum --check; for git a commit, for pip hashes.',
    })),
};

function isUnsure({ keyword, text, node }: LocatedInstruction): boolean {
  if (keyword === 'ADD') return /(?:https?|ftp|git):\/\//.test(text) && !hasChecksum(node as Copy);
  return (
    keyword === 'RUN' && DOWNLOADS.some(({ what, sure }) => what.test(text) && !sure.test(text))
  );
}

const hasChecksum = (add: Copy): boolean =>
  add.getFlags().some((flag) => flag.getName() === 'checksum' && flag.getValue() !== null);
