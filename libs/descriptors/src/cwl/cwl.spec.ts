import { parse } from 'yaml';
import { exported, fixtureDescription, outputsDescription } from '../testing/descriptions.ts';

const tool = (name = 'fixture', options = {}) =>
  parse(exported('cwl', outputsDescription, `${name}.cwl`, options));

describe('a CWL tool', () => {
  it('retries exit code 75, and gives up at 65 and 66', () => {
    expect(tool()).toMatchObject({
      ...{ cwlVersion: 'v1.2', class: 'CommandLineTool' },
      ...{ successCodes: [0], temporaryFailCodes: [75], permanentFailCodes: [65, 66] },
    });
  });

  it('takes CPUs and memory from what the engine grants', () => {
    const { arguments: words, requirements } = tool();
    expect(words.slice(1)).toEqual([
      { prefix: '--cpus=', separate: false, valueFrom: '$(runtime.cores)' },
      { prefix: '--memory-mib=', separate: false, valueFrom: '$(runtime.ram)' },
    ]);
    expect(requirements.ResourceRequirement).toEqual({ coresMin: 1, ramMin: 256, tmpdirMin: 1 });
  });

  it('asks for scratch space by the size of the inputs only with expressions', () => {
    const { requirements } = tool('fixture', { expressions: true });
    expect(requirements.InlineJavascriptRequirement).toEqual({});
    expect(requirements.ResourceRequirement.tmpdirMin).toMatch(/^\$\(Math\.ceil\(1 \+ 0 \* \[\]/);
  });

  it('has secondary files of inputs by each of their suffixes', () => {
    expect(tool().inputs.reads.secondaryFiles).toEqual([
      { pattern: '.fqi', required: false },
      { pattern: '.fxi', required: false },
    ]);
  });

  it('has types of inputs by their kinds', () => {
    const { inputs } = tool();
    const types = Object.fromEntries(
      ['reads', 'lanes', 'panel', 'genome', 'once'].map((id) => [id, inputs[id].type]),
    );
    expect(types).toEqual({
      ...{ reads: 'File', lanes: 'File[]?', panel: 'Directory?' },
      ...{ genome: ['null', 'File', 'Directory'], once: 'File?' },
    });
    expect([inputs.once.streamable, inputs.reads.streamable]).toEqual([true, undefined]);
  });

  it('has types of parameters, and passes a switch that is off', () => {
    const { inputs } = tool();
    expect(inputs.mode.type).toEqual(['null', { type: 'enum', symbols: ['fast', 'slow'] }]);
    expect([inputs.min_quality.type, inputs.fraction.type]).toEqual(['int?', 'double?']);
    expect(inputs.keep_all.inputBinding).toEqual({
      ...{ prefix: '--keep-all', separate: false, valueFrom: '=$(self)' },
    });
  });

  it('collects an index under each suffix that it may have, alone and with its file', () => {
    const { outputs } = tool('other');
    expect(outputs.index).toMatchObject({
      ...{ type: 'File', outputBinding: { glob: ['*.txt.idx', '*.txt.ix2'] } },
    });
    expect(outputs.text).toMatchObject({
      format: 'edam:format_2330',
      secondaryFiles: [
        { pattern: '.idx', required: false },
        { pattern: '.ix2', required: false },
      ],
    });
  });

  it('has a switch for each output that is made on request', () => {
    const { inputs, outputs } = tool('other');
    expect(inputs.make_copy.inputBinding).toEqual({ prefix: '--copy=./' });
    expect(inputs.make_plots.inputBinding).toEqual({ prefix: '--plots=./plots/' });
    expect([outputs.copy.type, outputs.plots.type]).toEqual(['File?', 'Directory?']);
    expect(outputs.plots.outputBinding.glob).toEqual(['plots']);
  });

  it('comes with the case of its definition as an input object', () => {
    const job = { reads: 'data/a.fq', lanes: ['data/b.fq'], panel: 'p/', 'min-quality': 3 };
    const stepCase = { definition: 'fixture', job: { ...job, 'memory-mib': 9 }, expect: {} };
    const text = exported('cwl', fixtureDescription, 'fixture.case.yml', { cases: [stepCase] });
    expect(parse(text)).toEqual({
      reads: { class: 'File', path: 'data/a.fq' },
      lanes: [{ class: 'File', path: 'data/b.fq' }],
      panel: { class: 'Directory', path: 'p' },
      min_quality: 3,
    });
  });
});
