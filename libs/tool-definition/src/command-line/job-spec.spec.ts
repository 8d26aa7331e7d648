import { parseLocation } from '@joblayer/object-store/location';
import { describeDefinition } from '../description/describe-definition.ts';
import { fixtureTool } from '../testing/fixture-tool.ts';
import { errorText, UsageError } from '../usage-error.ts';
import { parseJobSpec } from './job-spec.ts';
import { parseCommandLine } from './parse-command-line.ts';

const tool = describeDefinition(fixtureTool());
const read = (text: string, file = '/specs/job.json', arrayIndex?: string) =>
  parseJobSpec(tool, text, parseLocation(file), arrayIndex);
const refusal = (...args: Parameters<typeof read>): string => {
  try {
    read(...args);
  } catch (error) {
    if (error instanceof UsageError) return errorText(error);
    throw error;
  }
  throw new Error('was accepted');
};
const requestOf = (spec: object, ...argv: string[]) => {
  const parsed = parseCommandLine(tool, argv, { jobSpec: read(JSON.stringify(spec)) });
  if (parsed.action !== 'run') throw new Error(parsed.action);
  return { ...parsed.request, runtime: parsed.runtime };
};

describe('a job spec', () => {
  it('may begin with a byte-order mark', () => {
    expect(read('\uFEFF{"reads":"a.fq"}').get('reads')).toBe('a.fq');
    expect(read('\uFEFF{"reads":"a.fq"}\n', '/specs/jobs.jsonl', '0').get('reads')).toBe('a.fq');
  });

  it.each(["-a 'b", '-a "b c', "it's"])(
    'is refused if a quote in its extra arguments is not closed: %s',
    (text) => {
      expect(() => requestOf({ reads: 'a.fq', 'extra-args': text })).toThrow(/not closed/);
    },
  );

  it('is refused with the field’s name if a value is nested 50,000 deep or holds a NUL character', () => {
    const nested = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(refusal(`{"reads":${nested}}`)).toMatch(/"reads"|not JSON/);
    expect(refusal('{"extra-args":["-a","b\\u0000c"]}')).toMatch(/"extra-args" holds a NUL/);
    expect(refusal('{"reads":"a\\u0000.fq"}')).toMatch(/"reads" holds a NUL/);
  });

  it('makes the same request as the same options on a command line', () => {
    expect(
      requestOf({
        reads: 's3://bkt/a.fq',
        lanes: ['l1.fq', 'l2.fq'],
        text: '/out/x',
        'output-dir': 's3://bkt/out/',
        'min-quality': 30,
        'keep-all': true,
        fraction: 0.5,
        cpus: 3,
        sse: 'none',
        'extra-args': '-a "b c"',
      }),
    ).toMatchObject({
      inputs: { reads: ['s3://bkt/a.fq'], lanes: ['l1.fq', 'l2.fq'] },
      outputs: { text: '/out/x' },
      outputDir: 's3://bkt/out/',
      params: { minQuality: 30, keepAll: true, fraction: 0.5 },
      extraArgs: ['-a', 'b c'],
      runtime: { cpus: 3, sse: 'none' },
    });
  });

  it('is overridden by the command line, option by option', () => {
    const spec = { reads: 'a.fq', lanes: ['x', 'y'], 'min-quality': 30, label: 'spec' };
    expect(
      requestOf(spec, '--job-spec', '/specs/job.json', '--lanes', 'z', '--min-quality', '7'),
    ).toMatchObject({
      inputs: { reads: ['a.fq'], lanes: ['z'] },
      params: { minQuality: 7, label: 'spec' },
    });
  });

  it('accepts aliases, one file instead of a list, and a list of extra arguments', () => {
    expect(
      requestOf({ reads_s3_path: 'a.fq', lanes: 'x', 'extra-args': ['a  b', "it's"] }),
    ).toMatchObject({
      inputs: { reads: ['a.fq'], lanes: ['x'] },
      extraArgs: ['a  b', "it's"],
    });
  });

  it.each([
    [{ 'min-qualty': 3 }, 'unknown field "min-qualty". Did you mean "min-quality"?'],
    [{ minQuality: 3 }, 'unknown field "minQuality". Did you mean "min-quality"?'],
    [{ 'job-spec': 'other.json' }, 'unknown field "job-spec".'],
    [{ help: true }, 'unknown field "help".'],
    [{ 'min-quality': '3' }, '"min-quality" expects a whole number, got "3".'],
    [{ 'min-quality': 1.5 }, '"min-quality" expects a whole number, got 1.5.'],
    [{ fraction: true }, '"fraction" expects a number, got true.'],
    [{ 'keep-all': 'yes' }, '"keep-all" expects true or false, got "yes".'],
    [{ label: 7 }, '"label" expects a text, got 7.'],
    [{ reads: ['a', 'b'] }, '"reads" expects a text, got ["a","b"].'],
    [{ reads: null }, '"reads" expects a text, got null.'],
    [{ lanes: [] }, '"lanes" expects a list of texts, got [].'],
    [{ cpus: 'two' }, '"cpus" expects a whole number, got "two".'],
    [{ sse: 'AES' }, '"sse" expects one of AES256, aws:kms, none, got "AES".'],
    [{ reads: 'a', reads_s3_path: 'b' }, '"reads" was given more than once.'],
  ])('is refused with the field’s name: %j', (spec, message) => {
    expect(refusal(JSON.stringify(spec))).toContain(`/specs/job.json: ${message}`);
  });

  it.each(['[]', '7', 'null', '"reads"'])('is refused if it is no object: %s', (text) => {
    expect(refusal(text)).toContain('expected one JSON object');
  });

  it('is refused if it is not JSON', () => {
    expect(refusal('{"reads": ')).toContain('/specs/job.json: it is not JSON');
  });
});

describe('a file of job specs for an array job', () => {
  const lines = '{"reads": "0.fq"}\n{"reads": "1.fq"}\n';

  it.each(['0', '1'])('gives the job with array index %s the line of that number', (index) => {
    expect(read(lines, '/specs/jobs.jsonl', index).get('reads')).toBe(`${index}.fq`);
  });

  it.each([
    ['2', 'AWS_BATCH_JOB_ARRAY_INDEX is 2, and the last of its 2 lines has the index 1.'],
    ['-1', 'AWS_BATCH_JOB_ARRAY_INDEX is "-1", and must be a whole number from 0.'],
    ['1.0', 'AWS_BATCH_JOB_ARRAY_INDEX is "1.0", and must be a whole number from 0.'],
    ['x', 'AWS_BATCH_JOB_ARRAY_INDEX is "x", and must be a whole number from 0.'],
  ])('is refused if it has no line for the array index %s', (index, message) => {
    expect(refusal(lines, '/specs/jobs.jsonl', index)).toContain(`/specs/jobs.jsonl: ${message}`);
  });

  it('gives its only line to a job without an array index', () => {
    expect(read('{"reads": "0.fq"}\r\n\n', '/specs/jobs.jsonl').get('reads')).toBe('0.fq');
  });

  it('is refused with its number of lines if it has several and there is no array index', () => {
    expect(refusal(lines, '/specs/jobs.jsonl')).toBe(
      '/specs/jobs.jsonl: it has 2 lines, and AWS_BATCH_JOB_ARRAY_INDEX, which selects one, is not set. Submit an array job, or give a file with one line.',
    );
  });

  it.each(['', '\n', ' \n\n'])('is refused without a line: %j', (text) => {
    expect(refusal(text, '/specs/jobs.jsonl', '0')).toContain('/specs/jobs.jsonl: it has no line.');
  });

  it('is refused with the number of an empty line between others', () => {
    expect(refusal('{}\n \n{}\n', '/specs/jobs.jsonl', '1')).toContain(
      '/specs/jobs.jsonl: line 2 (AWS_BATCH_JOB_ARRAY_INDEX 1) is empty.',
    );
  });

  it.each([
    ['{"x-y-z": 1}', 'unknown field "x-y-z"'],
    ['{"reads":', 'it is not JSON'],
    ['[]', 'expected one JSON object'],
    ['{"reads": 7}', '"reads" expects a text, got 7.'],
  ])('is refused with the number of a wrong line: %s', (line, message) => {
    expect(refusal(`{}\n${line}`, '/specs/jobs.jsonl', '1')).toContain(
      `/specs/jobs.jsonl: line 2 (AWS_BATCH_JOB_ARRAY_INDEX 1): ${message}`,
    );
  });
});
