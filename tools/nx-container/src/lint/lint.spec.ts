import { parseToolManifest } from '@joblayer/tool-manifest';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copiedFiles } from './copied-files.ts';
import { describeFinding, lint } from './lint.ts';
import { RULES } from './rules.ts';
import type { Rule } from './rule.ts';
import { type LintSubject, lintSubject } from './subject.ts';

/** Each file of a fixture takes the place of the one in `fixtures/good`. */
const FIXTURES = join(import.meta.dirname, 'fixtures');

function subjectOf(fixture: string): LintSubject {
  const read = (file: string) => {
    const own = join(FIXTURES, fixture, file);
    return readFileSync(existsSync(own) ? own : join(FIXTURES, 'good', file), 'utf8');
  };
  const text = read('Dockerfile');
  return lintSubject({
    file: 'Dockerfile',
    text,
    manifest: parseToolManifest(read('manifest.json'), 'manifest.json'),
    manifestFile: 'manifest.json',
    repositoryPrefix: 'joblayer',
    copied: copiedFiles(join(FIXTURES, fixture), text, 'Dockerfile'),
    test: { file: 'test/Dockerfile', text: read('test/Dockerfile') },
  });
}

const found = (fixture: string, rule: Rule): string[] =>
  lint(subjectOf(fixture), [rule]).map(({ file, line, what }) => `${file}:${line} ${what}`);

const expected = (fixture: string): string[] =>
  readFileSync(join(FIXTURES, fixture, 'findings.txt'), 'utf8')
    .trimEnd()
    .split('\n');

describe.each(RULES)('the rule $id', (rule) => {
  it('finds each fault of its fixture', () => {
    expect(found(`${rule.id}/fail`, rule)).toEqual(expected(`${rule.id}/fail`));
  });

  it('finds nothing in the fixture that is right', () => {
    expect(found(`${rule.id}/pass`, rule)).toEqual([]);
  });

  it('says why in half a sentence', () => {
    expect(rule.why).toMatch(/^\S.{10,120}[^.]$/);
  });
});

describe('docker-lint', () => {
  it('finds nothing in a Dockerfile of the usual shape', () => {
    expect(lint(subjectOf('good'))).toEqual([]);
  });

  it('words a finding in one line: where, which rule, what, why, and what to do', () => {
    const [finding] = lint(subjectOf('non-root/fail'));
    expect(finding && describeFinding(finding)).toBe(
      'Dockerfile:32 non-root: the image is left to run as root; a tool that reads files from anywhere needs no right to change its host’s. End the section that needed root with USER joblayer.',
    );
  });

  it('asks for the test that docker-test is to run', () => {
    const test = { file: 'test/Dockerfile', text: undefined };
    const [finding] = lint({ ...subjectOf('good'), test });
    expect(finding).toMatchObject({ rule: { id: 'image-test' }, file: 'test/Dockerfile' });
  });

  it('has rules of different names', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});
