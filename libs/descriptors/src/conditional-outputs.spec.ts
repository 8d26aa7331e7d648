import { describeTool } from '@joblayer/tool-definition';
import { fixtureManifest, pairedTool } from '@joblayer/tool-definition/testing';
import { XMLParser } from 'fast-xml-parser';
import { parse } from 'yaml';
import { asJson, exported } from './testing/descriptions.ts';

const description = asJson(describeTool([pairedTool()], fixtureManifest));

describe('an output whose default name has the suffix of its input', () => {
  const tool = pairedTool();
  const reads1 = { ...tool.inputs.reads1, suffixes: ['.fastq.gz', '.fq'] };
  const defaultName = '{reads1.stem}.R1.trimmed{reads1.suffix}';
  const changed = {
    ...{ ...tool, inputs: { ...tool.inputs, reads1 } },
    outputs: { ...tool.outputs, trimmed1: { ...tool.outputs.trimmed1, defaultName } },
  };
  const suffixed = asJson(describeTool([changed], fixtureManifest));

  it('is collected under each suffix, and not under the name of the output manifest', () => {
    const text = exported('cwl', suffixed, 'paired.cwl');
    expect(parse(text).outputs.trimmed1.outputBinding.glob).toEqual([
      ...['*.R1.trimmed.fastq.gz', '*.R1.trimmed.fq'],
    ]);
  });

  it('has the format of that input in Galaxy, under whichever name it was made', () => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
    const { command, outputs } = parser.parse(exported('galaxy', suffixed, 'paired.xml')).tool;
    const find = 'ls -d outputs/*.R1.trimmed.fastq.gz outputs/*.R1.trimmed.fq 2> /dev/null';
    expect(command).toContain(`made=\\$(${find} || true) && mv "\\$made" '$trimmed1'`);
    const trimmed1 = outputs.data.find(({ name }: { name: string }) => name === 'trimmed1');
    expect(trimmed1).toMatchObject({ format_source: 'reads1' });
    expect(trimmed1).not.toHaveProperty('format');
  });
});

it('outputs whose names an engine could take for each other are refused', () => {
  const tool = pairedTool();
  const { trimmed1, trimmed2 } = tool.outputs;
  const outputs = {
    ...tool.outputs,
    trimmed1: { ...trimmed1, defaultName: '{reads1.stem}.trimmed.fq' },
    trimmed2: { ...trimmed2, defaultName: '{reads2.stem}.trimmed.fq' },
  };
  const alike = asJson(describeTool([{ ...tool, outputs }], fixtureManifest));
  expect(() => exported('cwl', alike, 'paired.cwl')).toThrow(
    'could not distinguish the outputs trimmed1 and trimmed2 of paired: files of both match *.trimmed.fq',
  );
});

describe('an output that is made only with an input', () => {
  it('is optional in CWL', () => {
    const { outputs } = parse(exported('cwl', description, 'paired.cwl'));
    const types = ['trimmed1', 'trimmed2', 'index2'].map((name) => outputs[name].type);
    expect(types).toEqual(['File', 'File?', 'File?']);
    expect(outputs.trimmed2.doc).toContain('only with --reads2');
  });

  it('is optional in WDL', () => {
    const text = exported('wdl', description, 'paired.wdl');
    expect(text).toContain('File trimmed1 =');
    expect(text).toMatch(/File\? trimmed2 = if length\(.*\) > 0/);
  });

  it('is optional in Nextflow, and never named by a prefix, which single reads would have refused', () => {
    const text = exported('nextflow', description, 'modules/paired/main.nf');
    expect(text).toMatch(/emit: trimmed2, optional: true/);
    expect(text).toMatch(/emit: trimmed1$/m);
    expect(text).toContain('--trimmed1=');
    expect(text).not.toContain('--trimmed2=');
  });

  it('is added by the user of a Snakemake rule', () => {
    const text = exported('snakemake', description, 'paired.smk');
    expect(text).toMatch(
      /# Outputs that may be added:\n# {3}trimmed2: Trimmed mates; only with --reads2\n# {3}index2/,
    );
  });

  it('leaves an empty dataset in Galaxy if it is not made', () => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
    const { command } = parser.parse(exported('galaxy', description, 'paired.xml')).tool;
    expect(command).toMatch(/\{ \[ -z "\\\$made" \] \|\| \{ mv "\\\$made" '\$trimmed2'; \}; \}/);
  });
});
