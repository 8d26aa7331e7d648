import { mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundedLog } from './bounded-log.ts';

const MIB = 1024 * 1024;
let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'log-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a bounded log', () => {
  it('keeps what was written before it had a directory', () => {
    const log = new BoundedLog();
    log.write('one\n');
    log.moveTo(directory);
    log.write('two\n');
    expect(log.end().toString()).toBe('one\ntwo\n');
  });

  it('without a directory is kept in memory', () => {
    const log = new BoundedLog();
    log.write('one\n');
    expect(log.end().toString()).toBe('one\n');
  });

  it('keeps the end of a long text, and says that its beginning was dropped', () => {
    const log = new BoundedLog();
    log.moveTo(directory);
    for (let i = 0; i < 23; i += 1) log.write(Buffer.alloc(MIB, `${i % 10}`));
    log.write('the end');
    const size = readdirSync(directory).reduce(
      (sum, name) => sum + statSync(join(directory, name)).size,
      0,
    );
    expect(size).toBeLessThanOrEqual(10 * MIB);
    const kept = log.end().toString();
    expect(kept).toMatch(/^\[… the log’s beginning was dropped …\]\n/);
    expect(kept.length).toBeGreaterThan(5 * MIB);
    expect(kept.endsWith('2the end')).toBe(true);
  });

  it('does not throw if it cannot be written any more', () => {
    const log = new BoundedLog();
    log.moveTo(join(directory, 'absent'));
    log.write('lost');
    expect(log.end().toString()).toContain('dropped');
  });
});
