import type { RowOutcome } from '@joblayer/runs';
import { exitCodeOfRows } from './exit-code-of-rows.ts';

const failed = (exitCode?: number): RowOutcome => ({
  state: 'failed',
  ...(exitCode !== undefined && { exitCode }),
});

it.each([
  ['no row failed', [{ state: 'succeeded' }, { state: 'running' }] as const, 0],
  [
    'all failed rows have one exit code',
    [failed(65), { state: 'succeeded' }, failed(65)] as const,
    65,
  ],
  ['failed rows have several exit codes', [failed(65), failed(66)] as const, 1],
  ['a row failed without an exit code', [failed()] as const, 1],
  ['a row failed although its exit code is 0', [failed(0)] as const, 1],
])('if %s, status ends with that of the rows', (_, rows, code) => {
  expect(exitCodeOfRows(rows)).toBe(code);
});
