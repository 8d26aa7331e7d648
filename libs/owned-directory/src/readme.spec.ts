import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('the README of owned-directory', () => {
  it('cites only tests that exist', () => {
    const named = [...readme.matchAll(/`([\w-]+\.spec\.ts)`: “(.+)”/g)];
    expect(named.length).toBeGreaterThan(10);
    const missing = named.filter(
      ([, file = '', title = '']) =>
        !readFileSync(join(import.meta.dirname, file), 'utf8').includes(`'${title}',`),
    );
    expect(missing.map(([line]) => line)).toEqual([]);
  });
});
