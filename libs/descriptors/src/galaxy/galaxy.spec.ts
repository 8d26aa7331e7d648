import { XMLParser } from 'fast-xml-parser';
import { exported, outputsDescription } from '../testing/descriptions.ts';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
const text = (options = {}) => exported('galaxy', outputsDescription, 'other.xml', options);
const tool = (options = {}) => parser.parse(text(options)).tool;

const param = (flag: string) =>
  tool().inputs.param.find((each: { argument?: string }) => each.argument === `--${flag}`);

describe('a Galaxy tool', () => {
  it('has a version that Galaxy can sort, and the container by digest', () => {
    expect(tool().version).toBe('1.0+joblayer0');
    expect(tool().requirements.container['#text']).toMatch(/@sha256:[0-9a-f]{64}$/);
  });

  it('has ranges, choices and texts that a shell does not read', () => {
    expect(param('min-quality')).toMatchObject({ type: 'integer', min: '0', max: '93' });
    expect(param('mode').option.map(({ value }: { value: string }) => value)).toEqual([
      'fast',
      'slow',
    ]);
    expect(param('label').sanitizer.mapping.add).toEqual({ source: "'", target: `'"'"'` });
  });

  it('passes a switch only if it differs from its default', () => {
    expect(text()).toContain('#if $keep_all\n    --keep-all=true\n#end if');
  });

  it('has an output on request only with its switch', () => {
    const plots = tool().outputs.data.find(({ name }: { name: string }) => name === 'plots');
    expect(plots).toMatchObject({ format: 'tar', filter: 'make_plots' });
  });

  it('leaves indexes of outputs to Galaxy', () => {
    const names = tool().outputs.data.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['text', 'copy', 'plots']);
  });

  it('has the case of its definition as a test', () => {
    const job = { reads: 'data/a.fq', panel: 'p/', plots: 'outputs/plots/', 'min-quality': 3 };
    const expectations = { text: { lines: ['a', '', 'b'] }, plots: { files: ['*.png'] } };
    const stepCase = { definition: 'other', job, expect: expectations };
    const { test } = tool({ cases: [stepCase] }).tests;
    expect(test.param).toEqual([
      { name: 'reads', value: 'a.fq' },
      { name: 'panel', value: 'p.tar' },
      { name: 'min_quality', value: '3' },
      { name: 'make_plots', value: 'true' },
    ]);
    expect(test.output).toMatchObject([
      { name: 'text', assert_contents: { has_line: [{ line: 'a' }, { line: 'b' }] } },
      { name: 'plots' },
    ]);
    const [, plots] = test.output;
    expect(Object.values(plots.assert_contents)).toEqual([{ path: '.*[^/]*\\.png' }]);
  });
});

it('a Galaxy tool links the index that Galaxy keeps by a name that Cheetah reads as a text', () => {
  const [definition] = outputsDescription.definitions;
  const bam = {
    ...Object.values(definition?.inputs ?? {})[0],
    ...{ flag: 'bam', kind: 'file', suffixes: ['.bam'] },
    secondaryFiles: {
      bai: { flag: 'bai', aliases: [], required: false, suffixes: ['.bai'], description: 'x' },
    },
  };
  const description = {
    ...outputsDescription,
    definitions: [{ ...definition, inputs: { bam }, relations: [] }],
  };
  const command = exported('galaxy', description, `${definition?.name}.xml`);
  expect(command).toContain("'${path}.bai'");
  expect(command).not.toMatch(/\$path\.\w/);
});

it('a Galaxy tool’s test has the secondary file that its input requires', () => {
  const [definition] = outputsDescription.definitions;
  const fai = { flag: 'fai', aliases: [], required: true, suffixes: ['.fai'], description: 'x' };
  const fasta = {
    ...Object.values(definition?.inputs ?? {})[0],
    ...{ flag: 'fasta', kind: 'file', suffixes: ['.fa'], secondaryFiles: { fai } },
  };
  const definitions = [{ ...definition, inputs: { fasta }, relations: [] }];
  const stepCase = { definition: definition?.name ?? '', job: { fasta: 'data/a.fa' }, expect: {} };
  const description = { ...outputsDescription, definitions };
  expect(
    exported('galaxy', description, `${stepCase.definition}.xml`, { cases: [stepCase] }),
  ).toContain('<param name="fai" value="a.fa.fai"/>');
});
