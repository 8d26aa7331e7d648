import { workspaceRoot } from '@joblayer/local-cloud';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const page = readFileSync(path.join(workspaceRoot, 'docs/guarantees.md'), 'utf8');
const contract = readFileSync(path.join(workspaceRoot, 'libs/job-runtime/README.md'), 'utf8');

/** The exit codes of the contract's table. */
const codes = new Set(
  [...contract.matchAll(/^\| +(\d+) \| [a-z, -]* *\| /gm)].map(([, code = '']) => code),
);

describe('the page of guarantees', () => {
  it('names tests that exist', () => {
    const named = [...page.matchAll(/`([\w/.-]+\.spec\.ts)`/g)].map(([, file = '']) => file);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(path.join(workspaceRoot, file)))).toEqual([]);
  });

  it('has only exit codes that the contract has', () => {
    expect(codes.size).toBeGreaterThan(10);
    const cells = [...page.matchAll(/\| +(\d\d(?:, \d\d)*) \|/g)].flatMap(([, cell = '']) =>
      cell.split(', '),
    );
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.filter((code) => !codes.has(code))).toEqual([]);
  });

  it('is linked from the README and the contract', () => {
    expect(readFileSync(path.join(workspaceRoot, 'README.md'), 'utf8')).toContain(
      '(docs/guarantees.md)',
    );
    expect(contract).toContain('(../../docs/guarantees.md)');
  });
});
