import { checkLimit } from '../limits.ts';
import { batchProblem } from '../problems.ts';

/** The tag of every job of a run, with the run's name. */
export const RUN_TAG = 'joblayer-run';
/** The tag of every job, with the tool definition's name. */
export const TOOL_TAG = 'joblayer-tool';

const OWN_PREFIX = 'joblayer-';

/**
 * Batch adds the tags of the job definition when it copies a job's tags to the ECS task, and fails
 * a job with more than 50. A definition has one tag.
 */
const TAGS_OF_DEFINITION = 1;

/** Letters, digits and spaces in UTF-8, and `+ - = . _ : / @`. */
const ALLOWED = /^[\p{L}\p{N}\p{Zs}+\-=._:/@]*$/u;

/** The tags of a job: the user's, and those by which later commands find it. */
export function jobTags(
  run: string,
  tool: string,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const reserved = Object.keys(own).find((key) => key.startsWith(OWN_PREFIX));
  if (reserved !== undefined)
    throw invalid(reserved, `keys that begin with ${OWN_PREFIX} are Joblayer's own`);
  return { ...own, [RUN_TAG]: run, [TOOL_TAG]: tool };
}

/**
 * @throws ProblemError `invalid-tag` or `limit-exceeded`
 * @see https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html
 */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  for (const [key, value] of entries) {
    if (key === '') throw invalid(key, 'the key is empty');
    if (/^aws:/i.test(key)) throw invalid(key, 'AWS reserves keys that begin with aws:');
    if (!ALLOWED.test(key) || !ALLOWED.test(value))
      throw invalid(key, 'a tag has only letters, digits, spaces and + - = . _ : / @');
    const given = `The tag "${key}"`;
    const advice = 'Shorten it.';
    checkLimit('tagKeyLength', { given, value: key.length, unit: 'characters in its key', advice });
    const unit = 'characters in its value';
    checkLimit('tagValueLength', { given, value: value.length, unit, advice });
  }
  checkLimit('tags', {
    given: 'The job',
    value: entries.length + TAGS_OF_DEFINITION,
    unit: 'tags, with those of its definition',
    advice: 'Give fewer tags.',
  });
}

const invalid = (key: string, reason: string) => batchProblem({ code: 'invalid-tag', key, reason });
