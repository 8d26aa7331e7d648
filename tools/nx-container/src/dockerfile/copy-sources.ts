import type { Copy } from 'dockerfile-ast';
import { dockerfileProblem } from './problems.ts';
import type { Position } from './position.ts';

const REMOTE = /^(?:https?|ftp|ssh|git):\/\/|^git@/;

/** The sources of a COPY or ADD that lie in the build context: neither a here-document nor a URL. */
export function copySources(copy: Copy, position: Position): string[] {
  return wordsOf(copy, position)
    .slice(0, -1)
    .filter((word) => !word.startsWith('<<') && !REMOTE.test(word));
}

/** Where a COPY or ADD puts them, as written. */
export const copyDestination = (copy: Copy, position: Position): string =>
  wordsOf(copy, position).at(-1) ?? '';

/** The words after the flags: the sources, then the destination. */
function wordsOf(copy: Copy, position: Position): string[] {
  if (copy.getOpeningBracket()) return jsonWords(copy, position);
  const words = copy.getArguments();
  if (copy.getHeredocs?.().length) {
    const { line } = copy.getRange().start;
    return words.filter((word) => word.getRange().start.line === line).map((w) => w.getValue());
  }
  return words.map((word) => word.getValue());
}

/** dockerfile-ast drops the spaces inside the strings of the JSON form, so its text is parsed here. */
function jsonWords(copy: Copy, position: Position): string[] {
  const content = copy.getArgumentsContent() ?? '';
  try {
    const words: unknown = JSON.parse(content.slice(content.indexOf('[')));
    if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  } catch {
    // Reported below, with the other things that are no list of strings.
  }
  const detail = `${copy.getKeyword()} expects paths, or a JSON list of strings: ${content}`;
  throw dockerfileProblem({ code: 'invalid-instruction', position, detail });
}
