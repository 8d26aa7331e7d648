import { formatLocation } from '@joblayer/object-store/location';
import type { AnyTool } from '@joblayer/tool-definition';
import type { JobError } from '../../job/errors.ts';
import type { JobRequest } from '../../job/job.ts';
import { fixtureTool } from '../../testing/fixture-tool.ts';
import { plan } from './plan.ts';

const settings: JobRequest['settings'] = {
  scratchDir: '/scratch',
  cpus: 1,
  memoryMiB: 256,
  extraArgs: [],
  encryption: { sse: 'AES256' },
  graceMs: 0,
};
const planned = (request: Partial<JobRequest>) =>
  plan(fixtureTool(), {
    inputs: { reads: ['s3://bkt/in/s1.fq.gz'] },
    outputs: {},
    params: {},
    outputDir: undefined,
    settings,
    ...request,
  });
const outputsOf = (request: Partial<JobRequest>) =>
  Object.fromEntries(
    planned(request).outputs.map(({ name, location }) => [name, formatLocation(location)]),
  );
const refusal = (request: Partial<JobRequest>): JobError => {
  try {
    planned(request);
  } catch (error) {
    return error as JobError;
  }
  throw new Error('was accepted');
};

describe('the arguments', () => {
  it('are passed to the definition before any input is read, and it may warn of them', () => {
    let given: unknown;
    const tool: AnyTool = {
      ...fixtureTool(),
      checkInJob: (context: unknown) => {
        given = context;
        return { warnings: ['-t is left out'] };
      },
    };
    const request = {
      inputs: { reads: ['/a.fq'], lanes: ['/b.fq', '/c.fq'] },
      outputs: { index: '/out/x.ix2' },
    };
    const { warnings } = plan(tool, {
      ...{ ...request, params: { mode: 'slow' }, outputDir: '/out/' },
      settings: { ...settings, extraArgs: ['-t'] },
    });
    expect(warnings).toEqual(['-t is left out']);
    expect(given).toEqual({
      params: expect.objectContaining({ mode: 'slow', minQuality: 20 }),
      extraArgs: ['-t'],
      inputCounts: { reads: 1, lanes: 2, panel: 0, genome: 0, once: 0 },
      outputsGiven: new Set(['index']),
      inputFiles: {
        reads: [{ name: 'a.fq', stem: 'a' }],
        lanes: [
          { name: 'b.fq', stem: 'b' },
          { name: 'c.fq', stem: 'c' },
        ],
      },
      cpus: 1,
      memoryMiB: 256,
    });
  });
});

describe('locations that lie in each other', () => {
  it.each<[string, Partial<JobRequest>, string]>([
    [
      'an output in a directory that is an input',
      { inputs: { reads: ['/in/a.fq'], panel: ['/p'] }, outputs: { text: '/p/x.txt' } },
      '--text /p/x.txt lies in the directory of --panel, /p/',
    ],
    [
      'an input in a directory that is an output',
      { inputs: { reads: ['/o/a.fq'] }, outputs: { text: '/t/x.txt', plots: '/o' } },
      '--reads /o/a.fq lies in the directory of --plots, /o/',
    ],
    [
      'an output in a directory that is another output',
      { outputs: { text: 's3://bkt/o/x.txt', plots: 's3://bkt/o/' } },
      '--text s3://bkt/o/x.txt lies in the directory of --plots, s3://bkt/o/',
    ],
    [
      'an output at the location of a secondary file',
      {
        inputs: { reads: ['s3://bkt/a.fq'], readsIndex: ['s3://bkt/x.fqi'] },
        outputs: { text: 's3://bkt/x.fqi' },
      },
      '--text and --reads-index are the same location, s3://bkt/x.fqi',
    ],
    [
      'an output at the location of the output manifest',
      { outputs: { text: '/o/x', index: '/o/x.joblayer.json' } },
      '--index and the output manifest are the same location, /o/x.joblayer.json',
    ],
    [
      'an input at the location of the output manifest',
      { inputs: { reads: ['/a.fq'], genome: ['/o/x.joblayer.json'] }, outputs: { text: '/o/x' } },
      'the output manifest and --genome are the same location',
    ],
    [
      'two local outputs whose names differ in case only',
      { outputs: { text: '/o/x.txt', index: '/o/X.TXT' } },
      '--text /o/x.txt and --index /o/X.TXT differ in case only',
    ],
    [
      'two outputs at one location',
      { outputs: { text: 's3://bkt/x', index: 's3://bkt/x' } },
      '--index and --text are the same location, s3://bkt/x',
    ],
    [
      'a report in a directory that is an output',
      {
        outputs: { text: 's3://bkt/x', plots: 's3://bkt/o/' },
        settings: { ...settings, reportUri: { scheme: 's3', bucket: 'bkt', key: 'o/reports/' } },
      },
      '--report-uri s3://bkt/o/reports/ lies in the directory of --plots',
    ],
    [
      'a report in a directory that is an input',
      {
        ...{ inputs: { reads: ['/a.fq'], panel: ['s3://bkt/p/'] }, outputs: { text: '/o/x' } },
        settings: { ...settings, reportUri: { scheme: 's3', bucket: 'bkt', key: 'p/' } },
      },
      '--report-uri s3://bkt/p/ lies in the directory of --panel',
    ],
  ])('are refused: %s', (_, request, problem) => {
    expect(refusal(request)).toMatchObject({ code: 'usage', exitCode: 64 });
    expect(refusal(request).facts.problem).toContain(problem);
  });

  it.each<[string, Partial<JobRequest>]>([
    [
      'two objects in S3 whose names differ in case only',
      { outputs: { text: 's3://bkt/x', index: 's3://bkt/X' } },
    ],
    ['outputs beside their input', { inputs: { reads: ['/d/a.fq'] }, outputDir: '/d/' }],
    [
      'a directory whose name begins with that of another',
      { inputs: { reads: ['/a.fq'], panel: ['/p'] }, outputs: { text: '/p2/x.txt' } },
    ],
    [
      'a report in the directory of files that are outputs',
      {
        outputDir: 's3://bkt/o/',
        settings: { ...settings, reportUri: { scheme: 's3', bucket: 'bkt', key: 'o/' } },
      },
    ],
  ])('do not include %s', (_, request) => {
    expect(() => planned(request)).not.toThrow();
  });
});

describe('outputs', () => {
  it('get default names from the input’s name, in one directory', () => {
    expect(outputsOf({ outputDir: 's3://bkt/out' })).toEqual({
      text: 's3://bkt/out/s1.txt',
      index: 's3://bkt/out/s1.txt.idx',
      plots: 's3://bkt/out/s1.fq.gz.plots/',
    });
  });

  it('lie beside the output they belong to', () => {
    expect(outputsOf({ outputs: { text: 's3://bkt/x/y.txt' } })).toEqual({
      text: 's3://bkt/x/y.txt',
      index: 's3://bkt/x/y.txt.idx',
    });
  });

  it('keep their default name in a directory that is given for a file', () => {
    expect(outputsOf({ outputs: { text: 's3://bkt/x/' } })).toMatchObject({
      text: 's3://bkt/x/s1.txt',
    });
  });

  it('have their manifest beside the first', () => {
    expect(formatLocation(planned({ outputDir: 's3://bkt/out/' }).outputManifest)).toBe(
      's3://bkt/out/s1.txt.joblayer.json',
    );
  });

  it('that are required need a location', () => {
    expect(refusal({}).facts).toMatchObject({
      code: 'usage',
      problem: expect.stringContaining('--text is missing'),
      advice: expect.stringContaining('--output-dir'),
    });
  });

  it('cannot overwrite an input or each other', () => {
    expect(refusal({ outputs: { text: 's3://bkt/in/s1.fq.gz' } }).message).toMatch(
      /--text and --reads are the same location/,
    );
    expect(refusal({ outputs: { text: 's3://bkt/x', index: 's3://bkt/x' } }).message).toMatch(
      /--index and --text are the same location/,
    );
  });
});

describe('an output on request', () => {
  const tool: AnyTool = {
    ...fixtureTool(),
    outputs: {
      ...fixtureTool().outputs,
      extra: { kind: 'directory', onRequest: true, description: 'More', defaultName: 'extra' },
    },
  };
  const namesOf = (outputs: JobRequest['outputs']) =>
    plan(tool, {
      inputs: { reads: ['s3://bkt/in/s1.fq.gz'] },
      params: {},
      outputDir: 's3://bkt/out/',
      settings,
      outputs,
    }).outputs.map(({ name }) => name);

  it('is not made if only the directory of all outputs is given', () => {
    expect(namesOf({})).not.toContain('extra');
  });

  it('is made if its location is given', () => {
    expect(namesOf({ extra: 's3://bkt/extra/' })).toContain('extra');
  });
});

describe('an output named after an input that was not given', () => {
  const mates = (required: boolean, outputs: JobRequest['outputs'] = {}) =>
    plan(
      {
        ...fixtureTool(),
        outputs: {
          ...fixtureTool().outputs,
          mates: { kind: 'file', required, description: 'M', defaultName: '{once.stem}.left.fq' },
        },
      },
      {
        inputs: { reads: ['s3://bkt/in/s1.fq.gz'] },
        params: {},
        outputDir: 's3://bkt/out/',
        settings,
        outputs,
      },
    ).outputs.map(({ name }) => name);

  it('is not made if it is optional', () => {
    expect(mates(false)).toEqual(['text', 'index', 'plots']);
  });

  it('is made if its full location is given', () => {
    expect(mates(false, { mates: 's3://bkt/out/m.fq' })).toContain('mates');
  });

  it.each([
    ['is required', true, {}],
    ['was asked for in a directory', false, { mates: 's3://bkt/m/' }],
  ])('needs a location if it %s', (_, required, outputs) => {
    expect(() => mates(required, outputs)).toThrow(
      /--mates needs a location: its default name, \{once\.stem\}\.left\.fq, is made from an input that was not given/,
    );
  });
});

describe('inputs', () => {
  const outputDir = 's3://bkt/out/';

  it('that are directories get a final slash, so that siblings with the same prefix are not read', () => {
    const { inputs } = planned({
      outputDir,
      inputs: { reads: ['a.fq'], panel: ['s3://bkt/panel'], genome: ['s3://bkt/genome'] },
    });
    expect(inputs.map(({ locations }) => locations.map(formatLocation).join()).slice(1)).toEqual([
      's3://bkt/panel/',
      's3://bkt/genome',
    ]);
  });

  it.each([
    [{ reads: [] }, /--reads is missing/],
    [{ reads: ['s3://bkt/dir/'] }, /--reads expects a file, got the directory/],
    [{ reads: ['s3://bkt/x.bam'] }, /--reads expects a name that ends in \.fq or \.fq\.gz/],
    [{ reads: ['gs://b/x.fq'] }, /--reads: "gs:\/\/b\/x\.fq" has the scheme gs/],
  ])('%j are refused', (inputs, message) => {
    const error = refusal({ outputDir, inputs });
    expect(error.exitCode).toBe(64);
    expect(error.message).toMatch(message);
  });
});

describe('an invalid location', () => {
  it('is refused with the name of its flag and the expected form', () => {
    expect(refusal({ inputs: { reads: ['s3://b/x.fq'] } }).facts).toMatchObject({
      problem: '--reads: "s3://b/x.fq" names no valid bucket',
      advice: 'Expected s3://bucket/key, or s3://bucket/prefix/ for a directory.',
    });
  });
});

describe('secondary files', () => {
  const outputDir = 's3://bkt/out/';

  it('may be given by options of their own, one for each file', () => {
    const { inputs } = planned({
      outputDir,
      inputs: {
        reads: ['a.fq'],
        lanes: ['s3://bkt/1.bam', 's3://bkt/2.bam'],
        lanesIndex: ['s3://bkt/x/1.bai', 's3://bkt/x/2.bai'],
      },
    });
    expect(inputs[0]?.secondaryFiles).toMatchObject([{ name: 'readsIndex', locations: undefined }]);
    expect(inputs[1]?.secondaryFiles[0]?.locations?.map(formatLocation)).toEqual([
      's3://bkt/x/1.bai',
      's3://bkt/x/2.bai',
    ]);
  });

  it.each([
    [
      { reads: ['a.fq'], lanes: ['1.bam', '2.bam'], lanesIndex: ['1.bai'] },
      /--lanes-index expects one file for each of --lanes, 2, got 1/,
    ],
    [
      { reads: ['a.fq'], readsIndex: ['a.idx'] },
      /--reads-index expects a name that ends in \.fqi or \.fxi/,
    ],
    [
      { reads: ['a.fq'], lanesIndex: ['1.bai'] },
      /--lanes-index belongs beside --lanes, which is missing/,
    ],
    [{ reads: ['a.fq'], lanes: ['1.bam', './1.bam'] }, /--lanes names \/.*1\.bam twice/],
  ])('%j are refused', (inputs, message) => {
    const error = refusal({ outputDir, inputs });
    expect(error.exitCode).toBe(64);
    expect(error.message).toMatch(message);
  });
});

describe('inputs of one name', () => {
  const directories = (inputs: JobRequest['inputs']) => {
    const planned_ = planned({ inputs, outputDir: 's3://bkt/out/' });
    return planned_.inputs.map((input) => input.directories);
  };

  it('get a directory each, in the order of the arguments, and others none', () => {
    const lanes = ['s1/peaks.bam', 'other.bam', 's2/peaks.bam'];
    expect(directories({ reads: ['a.fq'], lanes })).toEqual([[undefined], ['1', undefined, '2']]);
  });

  it('get a directory each across options', () => {
    expect(directories({ reads: ['x/a.fq'], lanes: ['y/a.fq'] })).toEqual([['1'], ['2']]);
    expect(directories({ reads: ['a.fq'], panel: ['p/x/'], genome: ['g/x/'] })).toEqual([
      ...[[undefined], ['1'], ['2']],
    ]);
  });

  it('get a directory each if one has the name of a secondary file of the other', () => {
    expect(directories({ reads: ['a.fq'], lanes: ['1.bam', '1.bam.bai.fq'] })).toEqual([
      ...[[undefined], [undefined, undefined]],
    ]);
    expect(directories({ reads: ['a.fq'], once: ['x/a.fq.fqi'] })).toEqual([['1'], ['2']]);
  });

  it('leave the names of other files and directories to these', () => {
    const lanes = ['s1/x.bam', 's2/x.bam'];
    expect(directories({ reads: ['a.fq'], lanes, panel: ['1/'] })).toEqual([
      ...[[undefined], ['2', '3'], [undefined]],
    ]);
  });
});

describe('a web server', () => {
  const outputDir = 's3://bkt/out/';

  it('may hold input files, but no input directories', () => {
    const reads = ['https://h.example/a.fq?X-Amz-Signature=s'];
    expect(planned({ outputDir, inputs: { reads } }).inputs[0]?.locations).toEqual([
      { scheme: 'https', url: reads[0] },
    ]);
    const error = refusal({ outputDir, inputs: { reads, panel: ['https://h.example/panel'] } });
    expect(error.message).toMatch(/--panel got a directory of a web server/);
  });

  it('takes no outputs', () => {
    const error = refusal({ outputDir: 'https://h.example/out/' });
    expect(error.message).toMatch(/--output-dir: nothing can be written to https:/);
  });
});

describe('parameters', () => {
  const outputDir = 's3://bkt/out/';

  it('get their defaults', () => {
    expect(planned({ outputDir, params: { label: 'x' } }).params).toEqual({
      minQuality: 20,
      mode: 'fast',
      keepAll: false,
      printed: false,
      label: 'x',
    });
  });

  it.each([
    [{ minQuality: 94 }, '--min-quality expects a whole number from 0 to 93, got 94'],
    [{ minQuality: 'x' }, '--min-quality expects a whole number from 0 to 93, got "x"'],
    [{ minQuality: 1.5 }, '--min-quality expects a whole number from 0 to 93, got 1.5'],
    [{ mode: 'medium' }, '--mode expects one of fast, slow, got "medium"'],
    [{ fraction: 2 }, '--fraction expects a number from 0 to 1, got 2'],
  ])('%j are refused with the flag’s name', (params, message) => {
    expect(refusal({ outputDir, params }).message).toBe(message);
  });
});
