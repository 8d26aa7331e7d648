import { failureOf } from './last-line.ts';

const runner = (text: string) => `[joblayer 12:00:01] ${text}`;
const oom =
  'tool failed in run, exit code 137, after 3 s: the memory limit of 512 MiB was exceeded: bwa was ended by SIGKILL';

describe('why a row failed', () => {
  it.each([
    [
      'the last line of the runner, if it wrote one',
      { exitCode: 65, statusReason: 'Essential container in task exited' },
      ['x', runner('system failed in preflight, exit code 65, after 1 s: the BAM is cut off'), ''],
      'system failed in preflight, exit code 65, after 1 s: the BAM is cut off',
    ],
    [
      'the last line of the runner in JSON',
      { exitCode: 65 },
      ['{"type":"job-ended","failure":{"phase":"run","message":"the BAM is cut off"}}'],
      'the BAM is cut off',
    ],
    [
      'else the code, the reason of the container agent, and the last line of the log',
      { exitCode: 1, reason: 'r', statusReason: 's' },
      ['one', 'two', ' '],
      'exit code 1, r: two',
    ],
    [
      'else the reason of Batch',
      { statusReason: 'Host EC2 (instance i-1) terminated.' },
      [],
      'Host EC2 (instance i-1) terminated.',
    ],
    ['unknown if Batch gives no reason', {}, [], 'Batch gives no reason'],
  ])('is %s', (_, job, lines, expected) => {
    expect(failureOf(job, lines)).toEqual({ lastLine: expected, outOfMemory: false });
  });
});

describe('a row', () => {
  it.each([
    ['by the runner, as text', { exitCode: 137 }, [runner(oom)]],
    [
      'by the runner, for the whole host',
      {},
      [runner(oom.replace(/the memory.*exceeded/, 'the host ran out of memory'))],
    ],
    [
      'by the runner, as JSON',
      { exitCode: 1 },
      ['{"type":"job-ended","failure":{"kind":"out-of-memory","message":"m"}}'],
    ],
    ['by Batch', { reason: 'OutOfMemoryError: Container killed due to memory usage' }, []],
  ])('failed for lack of memory %s', (_, job, lines) => {
    expect(failureOf(job, lines).outOfMemory).toBe(true);
  });

  it.each([
    ['exit code 137 alone', { exitCode: 137 }, ['Killed']],
    [
      'a tool’s own line about memory',
      { exitCode: 1 },
      ['the memory limit of 5 MiB was exceeded: x'],
    ],
    [
      'a line of the runner that only quotes such a text',
      { exitCode: 1 },
      [runner('tool failed in run, exit code 1: x exited with 1: OutOfMemoryError')],
    ],
    [
      'JSON of another program',
      { exitCode: 1 },
      ['{"type":"job-ended","failure":{"kind":"out-of-memory"}}'],
    ],
  ])('did not fail for lack of memory only because of %s', (_, job, lines) => {
    expect(failureOf(job, lines).outOfMemory).toBe(false);
  });
});
