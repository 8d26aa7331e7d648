import { dockerfileMetadata, parseToolManifest } from '@joblayer/tool-manifest';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTools } from '@joblayer/nx-container/tool-source';
import { copiedFiles } from './copied-files.ts';
import { describeFinding, lint } from './lint.ts';
import { RULES } from './rules.ts';
import { foreignImage } from './rules/foreign-image.ts';
import { bundle } from './rules/bundle.ts';
import { labels } from './rules/labels.ts';
import { oneName } from './rules/one-name.ts';
import type { Rule } from './rule.ts';
import { type LintSubject, lintSubject } from './subject.ts';

/** Each file of a fixture replaces the one in `fixtures/good`. */
const FIXTURES = join(import.meta.dirname, 'fixtures');

async function subjectOf(fixture: string): Promise<LintSubject> {
  const at = (file: string) => {
    const own = join(FIXTURES, fixture, file);
    return existsSync(own) ? own : join(FIXTURES, 'good', file);
  };
  const read = (file: string) => readFileSync(at(file), 'utf8');
  const tools = await loadTools(at('src/tool.ts'));
  const text = read('Dockerfile');
  return lintSubject({
    file: 'Dockerfile',
    text,
    manifest: parseToolManifest(read('manifest.json'), 'manifest.json'),
    manifestFile: 'manifest.json',
    manifestText: read('manifest.json'),
    repositoryPrefix: 'joblayer',
    hasEntryPoint: true,
    definitions: { file: 'src/tool.ts', names: tools.map(({ name }) => name) },
    copied: copiedFiles(join(FIXTURES, fixture), text, 'Dockerfile'),
    readme: { file: 'README.md', text: read('README.md') },
    cases: tools.map(({ name }) => {
      const file = `test/${name}.case.json`;
      return { definition: name, file, text: existsSync(at(file)) ? read(file) : undefined };
    }),
    test: { file: 'test/Dockerfile', text: read('test/Dockerfile') },
  });
}

const found = async (fixture: string, rule: Rule): Promise<string[]> =>
  lint(await subjectOf(fixture), [rule]).map(({ file, line, what }) => `${file}:${line} ${what}`);

const expected = (fixture: string): string[] =>
  readFileSync(join(FIXTURES, fixture, 'findings.txt'), 'utf8')
    .trimEnd()
    .split('\n');

describe('the rule one-name', () => {
  it('accepts a family whose definitions all have a name that begins with the image’s', async () => {
    expect(await found('one-name/family', oneName)).toEqual([]);
  });
});

describe('the rule foreign-image', () => {
  const whatOf = async (fixture: string, from: string, to: string) => {
    const { text, ...rest } = await subjectOf(fixture);
    expect(text).toContain(from);
    return lint(lintSubject({ ...rest, text: text.replace(from, to) }), [foreignImage])[0]?.what;
  };

  it('refuses an image of others that has a tag only', async () => {
    const from = /@sha256:1+/.exec((await subjectOf('foreign-image/pass')).text)?.[0] ?? '';
    expect(await whatOf('foreign-image/pass', from, '')).toBe(
      'FROM takes quay.io/biocontainers/seqtk:1.4, which has no digest',
    );
  });

  it('refuses an image that the tool manifest does not state', async () => {
    const other = `debian@sha256:${'0'.repeat(64)}`;
    expect(await whatOf('good', 'FROM ${BASE_IMAGE}', `FROM ${other}`)).toBe(
      `FROM takes ${other}, but manifest.json has no "foreignImage"`,
    );
  });
});

describe.each(RULES)('the rule $id', (rule) => {
  it('finds every fault of its failing fixture', async () => {
    expect(await found(`${rule.id}/fail`, rule)).toEqual(expected(`${rule.id}/fail`));
  });

  it('finds nothing in its passing fixture', async () => {
    expect(await found(`${rule.id}/pass`, rule)).toEqual([]);
  });

  it('gives its reason as half a sentence', () => {
    expect(rule.why).toMatch(/^\S.{10,120}[^.]$/);
  });
});

describe('docker-lint', () => {
  it('finds nothing in a Dockerfile of the usual shape', async () => {
    expect(lint(await subjectOf('good'))).toEqual([]);
  });

  it("finds nothing in a Dockerfile with Windows' line ends and a byte order mark", async () => {
    const { text, ...rest } = await subjectOf('good');
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(lint(lintSubject({ ...rest, text: windows }))).toEqual([]);
  });

  it('describes a finding in one line: the location, the rule, the fault, the reason, and what to do', async () => {
    const [finding] = lint(await subjectOf('non-root/fail'));
    expect(finding && describeFinding(finding)).toBe(
      'Dockerfile:34 non-root: the image runs as root; a tool that reads files from any source needs no right to change the host’s. End the section that needed root with USER joblayer.',
    );
  });

  it('reads a label as the builder does, whatever characters it holds', async () => {
    const description = `Says "x y" of '5\\$', \\\\, \`id\` and \${HOME} \\`;
    const { manifest: good, ...rest } = await subjectOf('good');
    const manifest = { ...good, software: { ...good.software, description } };
    const text = `FROM scratch\n${dockerfileMetadata(manifest)}\n`;
    expect(lint(lintSubject({ ...rest, manifest, text }), [labels])).toEqual([]);
  });

  it('requires the test that docker-test runs', async () => {
    const test = { file: 'test/Dockerfile', text: undefined };
    const [finding] = lint({ ...(await subjectOf('good')), test });
    expect(finding).toMatchObject({ rule: { id: 'image-test' }, file: 'test/Dockerfile' });
  });

  it.each([
    [
      'COPY dist/ /opt/tool/',
      'ENTRYPOINT does not run /opt/tool/main.js, where COPY puts dist/main.js',
    ],
    [
      'COPY . /opt/joblayer/',
      'ENTRYPOINT does not run /opt/joblayer/dist/main.js, where COPY puts dist/main.js',
    ],
    [
      'COPY --from=builder dist/ /opt/joblayer/',
      'no instruction copies dist/main.js into the image',
    ],
    ['COPY dist/main.js /opt/joblayer/main.js', undefined],
    ['COPY --chmod=755 ./dist/*.js /opt/joblayer/', undefined],
    ['ADD dist /opt/joblayer', undefined],
  ])('finds the path at which %s puts the bundle', async (copy, what) => {
    const { text, ...rest } = await subjectOf('good');
    const changed = text.replace('COPY dist/ /opt/joblayer/', copy);
    expect(lint(lintSubject({ ...rest, text: changed }), [bundle])[0]?.what).toBe(what);
  });

  it('requires no bundle of a package without an entry point', async () => {
    const subject = { ...(await subjectOf('bundle/fail')), hasEntryPoint: false };
    expect(lint(subject, [bundle])).toEqual([]);
  });

  it('has a different name for each rule', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});
