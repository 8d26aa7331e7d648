import { parseArgsStringToArgv } from 'string-argv';
import { usageError } from '../usage-error.ts';

/** One text on the command line; a job spec may also hold the arguments one by one. */
export const extraArgsFrom = (given: string | readonly string[] = ''): readonly string[] =>
  typeof given === 'string' ? parseArgsStringToArgv(closed(given)) : given;

/** @throws UsageError where a quote has no partner: the arguments after it would be split in another way than meant */
function closed(text: string): string {
  const [quote] = /["']/.exec(text.replaceAll(/(["'])[^]*?\1/g, '')) ?? [];
  if (quote === undefined) return text;
  throw usageError(
    `--extra-args has a quote (${quote}) that is not closed`,
    'Close it; a quote that is meant itself stands between quotes of the other kind.',
  );
}
