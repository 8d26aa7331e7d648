import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, userPages } from './pages.ts';

const page = userPages.find(({ file }) => file === 'docs/exit-codes.md')?.text ?? '';

describe('the page of exit codes', () => {
  it('has exactly the names and codes of the runtime', async () => {
    const { EXIT_CODES } = (await import(join(ROOT, 'libs/job-runtime/src/job/errors.ts'))) as {
      readonly EXIT_CODES: object;
    };
    const rows = [...page.matchAll(/^\| +(\d+) \| ([a-z-]+(?:, [a-z-]+)*) +\|/gm)];
    const documented = rows.flatMap(([, code, names = '']) =>
      names.split(', ').map((name) => [name, Number(code)]),
    );
    expect(Object.fromEntries(documented)).toEqual(EXIT_CODES);
  });

  it('has a section for each code of its table', () => {
    const codes = [...page.matchAll(/^\| +(\d+) \|/gm)].map(([, code]) => code);
    const sections = [...page.matchAll(/^## (\d+)\b/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(10);
    expect(sections).toEqual(codes);
  });

  it('is linked from the contract', () => {
    expect(page).not.toBe('');
    const contract = join(ROOT, 'libs/job-runtime/README.md');
    expect(readFileSync(contract, 'utf8')).toContain('(../../docs/exit-codes.md)');
  });
});
