import { formatLocation } from '@joblayer/object-store/location';
import type { AnyTool } from '@joblayer/tool-definition';
import { checkArguments } from '../../cli/check-arguments.ts';
import type { JobError } from '../../job/errors.ts';
import type { JobRequest } from '../../job/job.ts';
import { fixtureTool } from '../../testing/fixture-tool.ts';
import { plan } from './plan.ts';

const fixture = fixtureTool();
const tool: AnyTool = {
  ...fixture,
  inputs: {
    ...fixture.inputs,
    panel: {
      kind: 'directory',
      description: 'A directory',
      fromVariable: { name: 'JOBLAYER_PANELS', subdirectory: '{label}' },
      absentAdvice: 'Another tool makes one.',
    },
  },
};
const planned = (
  variables: JobRequest['variables'],
  params: JobRequest['params'] = {},
  panel?: readonly string[],
  { definition = tool, reads = 's3://bkt/a.fq' } = {},
) =>
  plan(definition, {
    inputs: { reads: [reads], ...(panel && { panel }) },
    outputs: {},
    params,
    outputDir: 's3://bkt/out/',
    settings: {
      ...{ scratchDir: '/scratch', cpus: 1, memoryMiB: 256, extraArgs: [] },
      ...{ encryption: { sse: 'AES256' as const }, graceMs: 0 },
    },
    variables,
  });
const panelOf = (...args: Parameters<typeof planned>) =>
  planned(...args)
    .inputs.find(({ name }) => name === 'panel')
    ?.locations.map(formatLocation);
const refusal = (...args: Parameters<typeof planned>): JobError => {
  try {
    planned(...args);
  } catch (error) {
    return error as JobError;
  }
  throw new Error('was accepted');
};

describe('an input that an environment variable names', () => {
  it.each(['s3://bkt/panels', 's3://bkt/panels/'])(
    'lies below %s, in the directory that the parameter names',
    (base) => {
      expect(panelOf({ JOBLAYER_PANELS: base }, { label: 'hg38' })).toEqual([
        's3://bkt/panels/hg38/',
      ]);
    },
  );

  it('comes from its own option if that is given', () => {
    expect(panelOf({ JOBLAYER_PANELS: 's3://bkt/x' }, {}, ['s3://bkt/own/'])).toEqual([
      's3://bkt/own/',
    ]);
  });

  it('is missing without the variable and the option, and the message names both', () => {
    const { exitCode, facts } = refusal({ JOBLAYER_PANELS: '' }, { label: 'hg38' });
    expect(exitCode).toBe(64);
    expect(facts.problem).toBe('--panel is missing: A directory');
    expect(facts.advice).toBe(
      'Give --panel, or set JOBLAYER_PANELS to the directory or prefix that holds hg38/. Another tool makes one.',
    );
  });

  it('needs the parameter that its directory is named after', () => {
    const { exitCode, facts } = refusal({ JOBLAYER_PANELS: 's3://bkt/p' });
    expect(exitCode).toBe(64);
    expect(facts.problem).toBe(
      'JOBLAYER_PANELS is set to s3://bkt/p, but --label is missing: the input lies in {label}/ below it',
    );
  });

  describe('with a parameter that the definition derives from other arguments', () => {
    const definition: AnyTool = {
      ...tool,
      checkInJob: () => ({ params: { label: 'hg19' }, warnings: ['named'] }),
    };

    it('lies in the directory of that value', () => {
      const variables = { JOBLAYER_PANELS: 's3://bkt/p' };
      expect(panelOf(variables, {}, undefined, { definition })).toEqual(['s3://bkt/p/hg19/']);
      const { params, warnings } = planned(variables, {}, undefined, { definition });
      expect(params).toMatchObject({ label: 'hg19', minQuality: 20 });
      expect(warnings).toEqual(['named']);
    });

    it('is located only when the names of all inputs are known', () => {
      const unnamed = { definition, reads: 'https://h.example/17/content' };
      const job = planned({ JOBLAYER_PANELS: 's3://bkt/p' }, {}, undefined, unnamed);
      expect(job.unnamed).toHaveLength(1);
      expect(job.inputs.map(({ name }) => name)).toEqual(['reads']);
    });
  });

  it('may be missing at submission, which does not know the job’s variables', () => {
    const argv = ['--reads', 's3://bkt/a.fq', '--output-dir', 's3://bkt/out/'];
    expect(checkArguments(tool, argv)).toBeUndefined();
  });
});
