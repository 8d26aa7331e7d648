/** Why a text is not JSON, and the number of the line, counted from 1. Undefined if it is JSON. */
export function jsonError(
  text: string,
): { readonly reason: string; readonly line: number } | undefined {
  const error = errorOf(text);
  if (!error) return undefined;
  const position = /at position (?<position>\d+)/.exec(error.message)?.groups?.['position'];
  const line =
    position === undefined
      ? firstWrongLine(text)
      : text.slice(0, Number(position)).split('\n').length;
  return { reason: reasonOf(error), line };
}

function errorOf(text: string): Error | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Without the position, and without the piece of the text that Node.js quotes: a URL in it may hold a secret. */
const reasonOf = ({ message }: Error): string =>
  message
    .replace(/, (?:\.\.\.)?"[^]*" is not valid JSON$/, '')
    .replace(/ in JSON at position .*$/s, '');

/** Node.js gives no position for some errors. Up to the line before the wrong one, the text is only cut short. */
function firstWrongLine(text: string): number {
  const lines = text.split('\n');
  let [low, high] = [1, lines.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isCutShort(lines.slice(0, middle).join('\n'))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isCutShort(text: string): boolean {
  const error = errorOf(text);
  return !error || /end of JSON|Unterminated string/.test(error.message);
}
