import { chooseTests, testFiles } from './test-files.ts';

const ALL = new Map([
  ['unit', ['packages/bwa-mem/src/tool.spec.ts', 'libs/a/src/a.spec.ts']],
  ['integration', ['packages/bwa-mem/test/e2e.spec.ts', 'packages/snpeff/test/e2e.spec.ts']],
] as const);

describe('the tests of --files', () => {
  it('are those whose path contains one of the given texts, by stage', () => {
    const { chosen, unmatched } = chooseTests(ALL, ['bwa-mem', 'packages/snpeff']);
    expect(Object.fromEntries(chosen)).toEqual({
      unit: ['packages/bwa-mem/src/tool.spec.ts'],
      integration: ['packages/bwa-mem/test/e2e.spec.ts', 'packages/snpeff/test/e2e.spec.ts'],
    });
    expect(unmatched).toEqual([]);
  });

  it('are none for a text that no path contains, which is not read as a pattern', () => {
    expect(chooseTests(ALL, ['snpeff', 'NOPE', 'bwa.mem', '('])).toMatchObject({
      unmatched: ['NOPE', 'bwa.mem', '('],
    });
  });

  it('come from the files that Jest would run', async () => {
    const found = await testFiles(['lint', 'unit']);
    expect([...found.keys()]).toEqual(['unit']);
    expect(found.get('unit')).toContain('tools/verify/src/test-files.spec.ts');
  });
});
