import type { Copy } from 'dockerfile-ast';
import { dockerfileProblem } from './problems.ts';
import type { Position } from './position.ts';

const REMOTE = /^(?:https?|ftp|ssh|git):\/\/|^git@/;

/** The sources of a COPY or ADD in the build context: not here-documents, not URLs. */
export function copySources(copy: Copy, position: Position): string[] {
  return argumentsOf(copy, position)
    .slice(0, -1)
    .filter((arg) => !arg.startsWith('<<') && !REMOTE.test(arg));
}

/** The destination of a COPY or ADD, as written. */
export const copyDestination = (copy: Copy, position: Position): string =>
  argumentsOf(copy, position).at(-1) ?? '';

/** The arguments after the flags: the sources, then the destination. */
function argumentsOf(copy: Copy, position: Position): string[] {
  if (copy.getOpeningBracket()) return jsonArguments(copy, position);
  const args = copy.getArguments();
  if (copy.getHeredocs?.().length) {
    const { line } = copy.getRange().start;
    return args.filter((arg) => arg.getRange().start.line === line).map((w) => w.getValue());
  }
  return args.map((arg) => arg.getValue());
}

/**
 * dockerfile-ast drops the spaces in strings of the JSON form. So this function parses its text.
 */
function jsonArguments(copy: Copy, position: Position): string[] {
  const content = copy.getArgumentsContent() ?? '';
  try {
    const args: unknown = JSON.parse(content.slice(content.indexOf('[')));
    if (Array.isArray(args) && args.every((arg) => typeof arg === 'string')) return args;
  } catch {
    // Reported below, as any other text that is not a list of strings.
  }
  const detail = `${copy.getKeyword()} expects paths, or a JSON list of strings: ${content}`;
  throw dockerfileProblem({ code: 'invalid-instruction', position, detail });
}
