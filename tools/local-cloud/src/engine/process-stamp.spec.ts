import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseStat, stampOf, stillRuns } from './process-stamp.ts';

describe('reading /proc/PID/stat', () => {
  const rest = 'S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1 2 3';

  it('gives the program, its state and its start time', () => {
    expect(parseStat(`42 (dockerd) ${rest}`)).toEqual({
      program: 'dockerd',
      state: 'S',
      startTicks: '987654',
    });
  });

  it('accepts a program name with parentheses and spaces', () => {
    expect(parseStat(`42 (a) b) (c) ${rest}`)).toMatchObject({
      program: 'a) b) (c',
      startTicks: '987654',
    });
  });

  it('gives undefined for another text', () => expect(parseStat('')).toBeUndefined());
});

(process.platform === 'linux' ? describe : describe.skip)('recognising a process', () => {
  it('distinguishes a running process and its program from others', async () => {
    const child = spawn('sleep', ['30']);
    await once(child, 'spawn');
    const stamp = await stampOf(child.pid as number);
    try {
      expect(await stillRuns(stamp)).toBe(true);
      expect(await stillRuns(stamp, 'sleep')).toBe(true);
      expect(await stillRuns(stamp, 'dockerd')).toBe(false);
      expect(await stillRuns({ ...stamp, startTicks: '1' })).toBe(false);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    expect(await stillRuns(stamp)).toBe(false);
  });
});
