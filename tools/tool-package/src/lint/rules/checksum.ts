import type { Copy } from 'dockerfile-ast';
import type { Rule } from '../rule.ts';
import type { PlacedInstruction } from '../subject.ts';

/** Ways to fetch something, each with what makes sure of its content. */
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
  why: 'what a server sends may be cut short, or be another file than last time',
  check: ({ instructions }) =>
    instructions.filter(isUnsure).map(({ line, keyword }) => ({
      line,
      what: `${keyword} takes in a download whose content nothing makes sure of`,
      advice:
        'In the same RUN: echo "${SOURCE_SHA256}  source.tar.gz" | sha256sum --check; a commit for git, hashes for pip.',
    })),
};

function isUnsure({ keyword, text, node }: PlacedInstruction): boolean {
  if (keyword === 'ADD') return /(?:https?|ftp|git):\/\//.test(text) && !hasChecksum(node as Copy);
  return (
    keyword === 'RUN' && DOWNLOADS.some(({ what, sure }) => what.test(text) && !sure.test(text))
  );
}

const hasChecksum = (add: Copy): boolean =>
  add.getFlags().some((flag) => flag.getName() === 'checksum' && flag.getValue() !== null);
