import { formatLocation } from '@joblayer/object-store/location';
import { helpText } from '../command-line/help.ts';
import { parseCommandLine } from '../command-line/parse-command-line.ts';
import { defineTool } from '../definition/define-tool.ts';
import { describeTool } from '../description/describe-tool.ts';
import type { DefinitionDescription } from '../description/description.ts';
import { fixtureManifest, fixtureTool, pairedTool } from '../testing/index.ts';
import { errorText, type UsageError } from '../usage-error.ts';
import { planArguments } from './plan-arguments.ts';

/** As a program reads it that has only the JSON of an image. */
const description = JSON.parse(JSON.stringify(describeTool([pairedTool()], fixtureManifest)));
const [paired] = description.definitions as [DefinitionDescription];

const SINGLE = ['--reads1', 's3://bkt/a_1.fq'];
const PAIRED = [...SINGLE, '--reads2', 's3://bkt/a_2.fq'];
const TO_DIRECTORY = ['--output-dir', 's3://bkt/out/'];
const TRIMMED1 = ['--trimmed1', 's3://bkt/t_1.fq'];

const plan = (...argv: string[]) => {
  const parsed = parseCommandLine(paired, argv);
  if (parsed.action !== 'run') throw new Error('it does not run');
  return planArguments(paired, parsed.request);
};
const made = (...argv: string[]) =>
  plan(...argv).outputs.map(({ location }) => formatLocation(location).replace('s3://bkt/', ''));
const refusal = (...argv: string[]) => {
  try {
    return made(...argv);
  } catch (error) {
    return errorText(error as UsageError);
  }
};

describe('an output that is made only with an input', () => {
  it('is made into the output directory if the input is given, as is what lies beside it', () => {
    expect(made(...PAIRED, ...TO_DIRECTORY)).toEqual([
      'out/a_1.R1.trimmed.fq',
      'out/a_2.R2.trimmed.fq',
      'out/a_2.R2.trimmed.fq.idx',
    ]);
  });

  it('is not made if the input is not given, nor is what lies beside it', () => {
    expect(made(...SINGLE, ...TO_DIRECTORY)).toEqual(['out/a_1.R1.trimmed.fq']);
    expect(made(...SINGLE, ...TRIMMED1)).toEqual(['t_1.fq']);
  });

  it('is required in a job with the input, so that the job fails without it', () => {
    const required = plan(...PAIRED, ...TO_DIRECTORY).outputs.map((output) => output.required);
    expect(required).toEqual([true, true, true]);
  });

  it.each(['s3://bkt/t_2.fq', 's3://bkt/t/'])(
    'is refused if it has the location %s and the input is not given',
    (location) => {
      expect(refusal(...SINGLE, ...TRIMMED1, '--trimmed2', location)).toBe(
        '--trimmed2 was given, but it is made only with --reads2. Give --reads2 too, or leave --trimmed2 out.',
      );
    },
  );

  it('needs a location if the input is given', () => {
    expect(refusal(...PAIRED, ...TRIMMED1)).toBe(
      '--trimmed2 is missing: Trimmed mates. --reads2 asks for it. Give its location, or one directory for all outputs with --output-dir.',
    );
  });

  it('is refused if only one of its two conditions holds', () => {
    const merged = ['--merged', 's3://bkt/m.fq', ...TO_DIRECTORY];
    expect(refusal(...PAIRED, ...merged)).toBe(
      '--merged was given, but it is made only with --mode merge. Give --mode merge too, or leave --merged out.',
    );
    expect(refusal(...SINGLE, '--mode', 'merge', ...merged)).toContain('only with --reads2');
    expect(made(...PAIRED, '--mode', 'merge', ...merged)).toContain('m.fq');
  });

  it('may go without a location if it is optional even with the input', () => {
    const mates = ['--trimmed2', 's3://bkt/t_2.fq'];
    expect(made(...PAIRED, ...TRIMMED1, ...mates, '--mode', 'merge')).toEqual([
      ...['t_1.fq', 't_2.fq', 't_2.fq.idx'],
    ]);
  });

  it('says so in the help', () => {
    const help = helpText(description, paired);
    expect(help).toContain(
      'Trimmed mates; only with --reads2 [default: {reads2.stem}.R2.trimmed.fq in',
    );
    expect(help).toContain('Merged pairs; only with --reads2 and --mode merge');
  });

  it('is optional for a reader of the description that does not know conditions', () => {
    expect(paired.outputs['trimmed2']).toMatchObject({
      required: false,
      onlyWith: { conditions: ['reads2'], required: true },
    });
  });

  it('is not refused at submission if a variable of the job may give the input', () => {
    const tool = pairedTool();
    const variable = { name: 'JOBLAYER_MATES' };
    const inputs = { ...tool.inputs, reads2: { ...tool.inputs.reads2, fromVariable: variable } };
    const [described] = describeTool([{ ...tool, inputs }], fixtureManifest).definitions;
    if (!described) throw new Error('was not described');
    const request = {
      ...{ inputs: { reads1: ['s3://bkt/a.fq'] }, params: {}, extraArgs: [] },
      ...{ outputs: { trimmed2: 's3://bkt/t_2.fq' }, outputDir: 's3://bkt/out/' },
    };
    const { outputs } = planArguments(described, request);
    expect(outputs.map(({ name }) => name)).toContain('trimmed2');
    expect(() => planArguments(described, { ...request, variables: {} })).toThrow(
      '--trimmed2 was given, but it is made only with --reads2',
    );
  });

  it('is refused in a definition that names no input or parameter of its own', () => {
    const tool = fixtureTool();
    const kind = 'file' as const;
    const plots = { kind, description: 'Plots', defaultName: 'plots', onlyWith: 'mates' };
    expect(() => defineTool({ ...tool, outputs: { ...tool.outputs, plots } })).toThrow(
      'fixture: plots is made only with mates, which is no input and no parameter',
    );
  });
});
