import {
  StoreError,
  type StoreErrorCode,
  type StoreErrorFacts,
} from '@joblayer/object-store/errors';
import { readFileSync } from 'node:fs';
import { asJobError, EXIT_CODES, ioError, JobError } from './errors.ts';

const contract = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The rows `| 74 | local-io, disk-full | … |` of the contract's table, as name → code. */
const documented = Object.fromEntries(
  [...contract.matchAll(/^\|\s*(\d+) \| ([a-z-]+(?:, [a-z-]+)*)\s*\|/gm)].flatMap(
    ([, code, names = '']) => names.split(', ').map((name) => [name, Number(code)]),
  ),
);

describe('the exit codes', () => {
  it('are exactly those of the contract’s table', () => {
    expect(documented).toEqual(EXIT_CODES);
  });

  it('differ from those that docker, shells and AWS give a meaning of their own', () => {
    for (const code of Object.values(EXIT_CODES).filter((value) => value !== 143)) {
      expect([104, 125, 126, 127, 175]).not.toContain(code);
      expect(code < 130 || code > 145).toBe(true);
    }
  });

  it('are replaced by the tool’s own', () => {
    const error = new JobError({ code: 'tool-failed', exitCode: 3, problem: 'x' });
    expect(error.exitCode).toBe(3);
  });
});

describe('an error of the operating system', () => {
  const location = { scheme: 'file', path: '/scratch/x' } as const;

  it.each([
    ['ENOSPC', 'disk-full', 74],
    ['EDQUOT', 'disk-full', 74],
    ['ENOENT', 'input-absent', 66],
    ['EACCES', 'access-denied', 77],
    ['EPERM', 'access-denied', 77],
    ['EROFS', 'local-io', 74],
    ['EIO', 'local-io', 74],
  ])('%s becomes %s with exit code %s, and keeps the location', (code, expected, exitCode) => {
    const error = ioError(Object.assign(new Error('why'), { code }), location);
    expect(error).toMatchObject({ code: expected, exitCode, facts: { location } });
    expect(error.message).not.toBe('');
  });
});

describe('an error of a store', () => {
  const location = { scheme: 's3', bucket: 'b', key: 'k' } as const;

  it.each<[StoreErrorCode, number]>([
    ['usage', 64],
    ['bad-data', 65],
    ['input-absent', 66],
    ['service-refused', 69],
    ['internal', 70],
    ['cannot-write-output', 73],
    ['disk-full', 74],
    ['local-io', 74],
    ['transient', 75],
    ['access-denied', 77],
  ])('%s ends the job with exit code %s, and keeps its facts and its cause', (code, exitCode) => {
    const facts = { code, problem: 'what is wrong', advice: 'what to do', location };
    const cause = new Error('why');
    const error = asJobError(new StoreError(facts, cause));
    expect(error).toBeInstanceOf(JobError);
    expect(error).toMatchObject({ code, exitCode, facts, cause, message: 'what is wrong' });
  });

  it.each<[string, Pick<StoreErrorFacts, 'code' | 'kind' | 'advice'>, RegExp]>([
    ['one that may pass', { code: 'transient' }, /^Submit the job again; Batch does so/],
    [
      'one that may pass, where the store knows more',
      { code: 'transient', advice: 'Check the clock.' },
      /^Check the clock\.$/,
    ],
    [
      'content with another checksum',
      { code: 'bad-data', kind: 'checksum-mismatch' },
      /^Submit the job again; if it stays so/,
    ],
    ['content that changed', { code: 'bad-data', kind: 'changed' }, /once nothing writes to it/],
    ['an output that changed', { code: 'bad-data', kind: 'source-changed' }, /have the tool wait/],
    [
      'a store without conditional writes',
      { code: 'service-refused', kind: 'no-conditional-writes' },
      /--conditional-writes ignore/,
    ],
  ])('has the advice that a user of jobs needs: %s', (_, facts, advice) => {
    const error = asJobError(new StoreError({ ...facts, problem: 'x' }));
    expect(error.facts.advice).toMatch(advice);
  });

  it('has no advice if the store and the job have none', () => {
    const error = asJobError(new StoreError({ code: 'service-refused', problem: 'x' }));
    expect(error.facts).toEqual({ code: 'service-refused', problem: 'x' });
  });

  it('is converted, but a job’s own error keeps its exit code', () => {
    const error = new JobError({ code: 'terminated', exitCode: 130, problem: 'it was stopped' });
    expect(asJobError(error)).toBe(error);
  });
});
