import { XMLParser } from 'fast-xml-parser';
import { parse } from 'yaml';
import { exportTool } from './export.ts';
import { asJson, exported, fixtureDescription, IMAGE } from './testing/descriptions.ts';

const PARTS = [
  ...["'", '"', '\\', '$', '${x}', '~{y}', '$(z)', '`id`', '{{w}}', '{v}', '<tag>', '&amp;', ']]>'],
  ...['\n', '\t', '*/', '//', '#if', '%', ': ', '- ', '--', 'no', '\u0001', 'é', '漢', '😀', ' '],
];

/** A text of parts that some format gives a meaning. The same seed makes the same text. */
function hardText(seed: number): string {
  let state = seed + 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647);
  return Array.from({ length: 12 }, () => PARTS[next() % PARTS.length]).join('');
}

/** The fixture with a hard text wherever people wrote one. */
function hardDescription(text: string) {
  const copy = asJson(fixtureDescription);
  copy.toolManifest.software.description = text;
  for (const definition of copy.definitions) {
    definition.summary = `x${text}`;
    definition.checkedInJob.push(text);
    for (const port of [definition.inputs, definition.outputs, definition.params].flatMap((ports) =>
      Object.values<{ description: string }>(ports),
    ))
      port.description = `x${text}`;
  }
  return copy;
}

const onOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const texts = Array.from({ length: 40 }, (_, seed) => hardText(seed));

describe('texts that a format could read as its own', () => {
  it('come out of CWL as they went in', () => {
    for (const text of texts) {
      const tool = parse(exported('cwl', hardDescription(text), 'fixture.cwl'));
      expect(tool.label).toBe(onOneLine(`x${text}`));
      expect(tool.inputs.panel.doc).toBe(onOneLine(`x${text}`));
      expect(Object.keys(tool.outputs)).toEqual(['text', 'index', 'plots']);
    }
  });

  it("come out of Nextflow's meta.yml as they went in", () => {
    for (const text of texts) {
      const path = 'modules/fixture/meta.yml';
      const module = parse(exported('nextflow', hardDescription(text), path));
      expect(module.description).toBe(onOneLine(`x${text}`));
      expect(module.tools[0].fixture.description).toBe(onOneLine(text));
    }
  });

  it("come out of Galaxy's XML as they went in, but for characters that XML cannot hold", () => {
    const parser = new XMLParser({
      ...{ ignoreAttributes: false, attributeNamePrefix: '', trimValues: false },
      ...{ htmlEntities: true, parseTagValue: false, processEntities: { maxTotalExpansions: 1e6 } },
    });
    for (const text of texts) {
      const { tool } = parser.parse(exported('galaxy', hardDescription(text), 'fixture.xml'));
      const expected = onOneLine(`x${text}`).replaceAll('\u0001', '\uFFFD');
      expect(tool.description).toBe(expected);
      const labels = tool.inputs.param.map(({ label }: { label: string }) => label);
      expect(labels).toContain(expected);
    }
  });

  it.each(['nextflow', 'snakemake'] as const)('stay in the comments of %s', (format) => {
    const mark = format === 'nextflow' ? '//' : '#';
    const codeOf = (description: unknown) =>
      exportTool(format, description, { image: IMAGE })
        .filter(({ path }) => !path.endsWith('.yml'))
        .flatMap(({ text }) => text.split('\n').filter((line) => !line.trim().startsWith(mark)));
    const plain = codeOf(fixtureDescription);
    for (const text of texts) expect(codeOf(hardDescription(text))).toEqual(plain);
  });

  it.each([
    ['WDL', 'wdl', 'fixture.wdl', /command <<<[^]*?>>>/],
    ['Galaxy', 'galaxy', 'fixture.xml', /<command>[^]*?<\/command>/],
    ['CWL', 'cwl', 'fixture.cwl', /baseCommand:[^]*?inputs:/],
  ])('change nothing of what %s runs', (_, format, path, command) => {
    const commandOf = (description: unknown) =>
      command.exec(exported(format, description, path))?.[0];
    const plain = commandOf(fixtureDescription);
    expect(plain).toContain('joblayer-run');
    for (const text of texts) expect(commandOf(hardDescription(text))).toBe(plain);
  });
});
