import { parseArgsStringToArgv } from 'string-argv';
import { usageError } from '../usage-error.ts';

/** Splits the one text of a command line. A job spec may also hold a list of arguments. */
export const extraArgsFrom = (given: string | readonly string[] = ''): readonly string[] =>
  typeof given === 'string' ? parseArgsStringToArgv(closed(given)) : given;

/** @throws UsageError if a quote is not closed: the arguments after it would be split in an unexpected way */
function closed(text: string): string {
  const [quote] = /["']/.exec(text.replaceAll(/(["'])[^]*?\1/g, '')) ?? [];
  if (quote === undefined) return text;
  throw usageError(
    `--extra-args has a quote (${quote}) that is not closed`,
    'Close it. To pass a quote to the tool, put it between quotes of the other kind.',
  );
}
