import { readFileSync } from 'node:fs';
import { parseToolManifest, ToolManifestError } from './parse.ts';

const good = readFileSync(
  new URL('../../../packages/samtools-stats/manifest.json', import.meta.url),
  'utf8',
);
const changed = (change: (manifest: Record<string, never>) => void) => {
  const manifest = JSON.parse(good);
  change(manifest);
  return JSON.stringify(manifest);
};
const problemsOf = (text: string): readonly string[] => {
  try {
    parseToolManifest(text, 'packages/x/manifest.json');
  } catch (error) {
    if (error instanceof ToolManifestError) return error.problems;
    throw error;
  }
  return [];
};

describe('a tool manifest', () => {
  it('is read, with defaults for optional fields', () => {
    expect(parseToolManifest(good, 'manifest.json')).toMatchObject({
      name: 'samtools-stats',
      revision: 0,
      alsoContains: [],
    });
  });

  it('that is not JSON is refused', () => {
    expect(problemsOf('{')).toEqual([expect.stringMatching(/^the document|it is not JSON/)]);
  });

  it.each([
    ['an image name with capitals', (m: any) => (m.name = 'BWA'), /^name: expected lower-case/],
    [
      'a license outside SPDX',
      (m: any) => (m.software.license = 'GPLv3'),
      /^software\.license: .*SPDX/,
    ],
    [
      'a version without digits',
      (m: any) => (m.software.version = 'latest'),
      /^software\.version: /,
    ],
    [
      'a website without scheme',
      (m: any) => (m.software.website = 'htslib'),
      /^software\.website: /,
    ],
    ['a misspelt field', (m: any) => (m.softwear = {}), /softwear/],
    [
      'two programs instead of one',
      (m: any) => (m.software = [m.software, m.software]),
      /^software: expected one object, .*"alsoContains"/,
    ],
    [
      'a description of two lines, the second of which a Dockerfile would run',
      (m: any) => (m.software.description = 'Statistics of reads\nRUN id'),
      /^software\.description: expected one line/,
    ],
    [
      'a tag with a comma, which the label would split',
      (m: any) => (m.tags = ['Reads, short']),
      /^tags\[0\]: expected one line without a comma/,
    ],
    [
      'two programs that share one version argument',
      (m: any) => (m.alsoContains = [{ name: 'SamTools', version: '1.20', license: 'MIT' }]),
      /^alsoContains: "SamTools" and "samtools" would share the version argument SAMTOOLS_VERSION/,
    ],
    [
      'a version that is too long for a tag',
      (m: any) => (m.software.version = `1${'.2'.repeat(60)}`),
      /^software\.version: /,
    ],
    ['no tags', (m: any) => (m.tags = []), /^tags: /],
  ])('with %s is refused with the field’s name', (_, change, problem) => {
    expect(problemsOf(changed(change))).toEqual([expect.stringMatching(problem)]);
  });

  it('that is refused is named in the error', () => {
    expect(() => parseToolManifest('[]', 'packages/x/manifest.json')).toThrow(
      /packages\/x\/manifest\.json/,
    );
  });
});
