import { exportTool } from '../export.ts';
import type { ExportedFile } from '../exported-file.ts';
import { asJson, fixtureDescription, IMAGE, outputsDescription } from '../testing/descriptions.ts';
import { nfCoreProblems } from '../testing/index.ts';

const filesOf = (description: unknown) => exportTool('nextflow', description, { image: IMAGE });

/** The fixture's module with one text of a file replaced. */
function changed(name: string, from: string | RegExp, to: string): ExportedFile[] {
  return filesOf(fixtureDescription).map(({ path, text }) => {
    if (!path.endsWith(name)) return { path, text };
    expect(text).toMatch(from);
    return { path, text: text.replace(from, to) };
  });
}

describe('a Nextflow module, by the rules of nf-core', () => {
  it.each([
    ['inputs of each kind', fixtureDescription],
    ['outputs of each kind', outputsDescription],
  ])('has a meta.yml that agrees with its main.nf: %s', (_, description) => {
    expect(nfCoreProblems(filesOf(description))).toEqual([]);
  });

  it('is still read right if a text of its definition has the names of sections', () => {
    const description = asJson(fixtureDescription);
    description.toolManifest.software.description = 'input: a text, output: a text, when: always';
    expect(nfCoreProblems(filesOf(description))).toEqual([]);
  });

  it.each([
    ['a keyword less than three', 'meta.yml', /keywords:\n(?: {2}- .*\n)+/, 'keywords:\n  - a\n'],
    ['the same keyword twice', 'meta.yml', /keywords:\n/, 'keywords:\n  - joblayer\n'],
    ['a type that nf-core does not know', 'meta.yml', 'type: file', 'type: text'],
    ['a homepage that is no address', 'meta.yml', /homepage: .*/, 'homepage: none'],
    ['no authors', 'meta.yml', /authors:\n(?: {2}- .*\n)+/, ''],
    ['a name of its own', 'meta.yml', /^name: .*/, 'name: another'],
    ['another name of an input', 'meta.yml', '- reads:', '- read:'],
    ['another name of an output', 'main.nf', 'emit: text', 'emit: txt'],
    ['a topic that meta.yml lacks', 'main.nf', 'topic: versions', 'topic: other'],
  ])('is refused with %s', (_, file, from, to) => {
    expect(nfCoreProblems(changed(file, from, to))).not.toEqual([]);
  });
});
