import { testResults } from './test-results.ts';

it('a report of galaxy-tool-test has the result, the job’s messages and its datasets', () => {
  const job = { exit_code: 65, stderr: 'it ends', outputs: { bam: { id: 'f1' } } };
  const data = { status: 'failure', job, output_problems: ['bam is empty'] };
  const [result] = testResults(JSON.stringify({ tests: [{ data }] }));
  expect(result).toMatchObject({ passed: false, exitCode: 65 });
  expect(result?.log).toContain('it ends\nbam is empty');
  expect(result?.outputs.get('bam')).toBe('f1');
});

it('a report of galaxy-tool-test without tests has no result', () => {
  expect(testResults('{}')).toEqual([]);
});
