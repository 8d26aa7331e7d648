import { ProblemError } from '@joblayer/problem';
import { LIMITS } from '../limits.ts';
import { checkRequest } from './check-request.ts';
import type { JobRequest } from './job-request.ts';

const request = (changes: Partial<JobRequest> = {}): JobRequest => ({
  ...{ name: 'run-1', queue: 'q', definition: 'arn:aws:batch:x:1:job-definition/d:1' },
  command: ['--job-spec', 's3://b/rows.jsonl'],
  ...changes,
});

/** The message of the refusal; undefined if the request is fine. */
function refusal(changes: Partial<JobRequest>): string | undefined {
  try {
    checkRequest(request(changes));
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
}

const dependencies = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ jobId: `job-${index}` }));
const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
// Of 8,192 bytes, 512 are kept for Batch, and 16 are {"command":[""]}.
const longest = 8192 - 512 - 16;

describe('a submission at the limit', () => {
  it.each<[string, Partial<JobRequest>]>([
    ['a name of 128 characters', { name: 'a'.repeat(128) }],
    ['an array of 2', { arraySize: 2 }],
    ['an array of 10,000', { arraySize: 10_000 }],
    ['20 dependencies', { dependsOn: dependencies(20) }],
    ['49 tags beside that of its definition', { tags: tags(49) }],
    ['a tag key of 128 characters', { tags: { ['k'.repeat(128)]: 'v' } }],
    ['a tag value of 256 characters', { tags: { k: 'v'.repeat(256) } }],
    ['the longest command', { command: ['x'.repeat(longest)] }],
  ])('is taken with %s', (_, changes) => {
    expect(refusal(changes)).toBeUndefined();
  });
});

describe('a submission beyond the limit', () => {
  it.each<[string, Partial<JobRequest>, RegExp]>([
    [
      'a name of 129 characters',
      { name: 'a'.repeat(129) },
      /has 129 characters in its name\. AWS takes at most 128 characters \(https:.*API_SubmitJob/,
    ],
    ['a name with a space', { name: 'my run' }, /^"my run" is not a name for a job in Batch/],
    ['a name that begins with -', { name: '-a' }, /begins with a letter or a digit/],
    ['an empty name', { name: '' }, /^"" is not a name/],
    ['an array of 1', { arraySize: 1 }, /Batch takes arrays of 2 children or more/],
    [
      'an array of 10,001',
      { arraySize: 10_001 },
      /has 10001 children\. AWS takes at most 10,000 children \(https:.*service_limits.*Split it/,
    ],
    ['21 dependencies', { dependsOn: dependencies(21) }, /21 dependencies\. .*at most 20/],
    ['50 tags beside that of its definition', { tags: tags(50) }, /has 51 tags.*at most 50 tags/],
    ['a tag key of AWS', { tags: { 'aws:x': 'v' } }, /AWS reserves keys that begin with aws:/],
    ['a tag without a key', { tags: { '': 'v' } }, /the key is empty/],
    ['a tag with a character that AWS refuses', { tags: { k: 'a*' } }, /The tag "k" is invalid/],
    ['a tag key of 129', { tags: { ['k'.repeat(129)]: 'v' } }, /129 characters in its key/],
    ['a tag value of 257', { tags: { k: 'v'.repeat(257) } }, /257 characters in its value/],
    [
      'a command that is one byte longer',
      { command: ['x'.repeat(longest + 1)] },
      /8193 bytes in its command.*at most 8192 characters \(https:.*API_RunTask.*--job-spec/,
    ],
    [
      'an empty argument',
      { command: ['--extra-args', ''] },
      /The argument after --extra-args is empty, and Batch takes no empty argument/,
    ],
  ])('is refused with %s, in a message that names the limit', (_, changes, message) => {
    expect(refusal(changes)).toMatch(message);
  });

  it('counts bytes, as the JSON that is sent does', () => {
    expect(refusal({ command: ['ä'.repeat(longest / 2 + 1)] })).toMatch(/bytes in its command/);
  });

  it('is refused with more than 30 KiB in all', () => {
    const long = (index: number) => [`k${index}${'k'.repeat(100)}`, '語'.repeat(256)];
    const many = Object.fromEntries(Array.from({ length: 49 }, (_, index) => long(index)));
    expect(refusal({ tags: many })).toMatch(/bytes\. AWS takes at most 30 KiB \(https:/);
  });
});

it('every limit names the page of AWS that states it', () => {
  for (const { source } of Object.values(LIMITS))
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});
