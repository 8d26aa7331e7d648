import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AnyTool,
  type Command,
  type CommandContext,
  type InspectContext,
  type OutputAlternative,
  type OutputDefinition,
  patternOf,
  type PrepareContext,
  type StagedFile,
} from '@joblayer/tool-definition';
import { JobError } from './job/errors.ts';
import type { EventSink, JobEvent } from './job/events.ts';
import type { JobRequest } from './job/job.ts';
import { runJob } from './run-job.ts';
import { fixtureManifest, fixtureTool } from './testing/fixture-tool.ts';

let base: string;
let scratchDir: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "job 'of a test-"));
  scratchDir = join(base, 'scratch');
  mkdirSync(scratchDir);
});
afterEach(() => rmSync(base, { recursive: true }));

const path = (...names: string[]) => join(base, ...names);
const write = (name: string, content = name) => {
  writeFileSync(path(name), content);
  return path(name);
};

/** Runs a job on local files, with `program` as its tool. Asserts that it leaves nothing in scratch. */
const run = async (
  program: string | undefined,
  request: Partial<JobRequest>,
  {
    signal = new AbortController().signal,
    onEvent = undefined as EventSink | undefined,
    prepare = undefined as AnyTool['prepare'],
    errorPatterns = [] as NonNullable<AnyTool['errorPatterns']>,
    checkInJob = undefined as AnyTool['checkInJob'],
    inspect = undefined as AnyTool['inspect'],
    alternatives = [{ suffix: '.ix2' }] as readonly OutputAlternative[],
    makesOnly = undefined as 'plots' | undefined,
    minimumMemoryMiB = 0,
  } = {},
) => {
  const events: JobEvent[] = [];
  const tool = fixtureTool(program);
  const { index } = tool.outputs;
  const beside = { output: 'text', suffix: '.idx', alternatives };
  const report = await runJob(
    {
      ...tool,
      errorPatterns,
      resources: { ...tool.resources, minimumMemoryMiB },
      ...(prepare && { prepare }),
      ...(checkInJob && { checkInJob }),
      ...(inspect && { inspect }),
      ...(makesOnly && { command: (ctx: CommandContext) => withHalf(tool, ctx, makesOnly) }),
      outputs: { ...tool.outputs, index: { ...(index as OutputDefinition), beside } },
    },
    {
      inputs: { reads: [path('in.fq')] },
      outputs: {},
      params: {},
      outputDir: `${path('out')}/`,
      settings: {
        scratchDir,
        cpus: 1,
        memoryMiB: 256,
        extraArgs: [],
        encryption: { sse: 'none' },
        graceMs: 500,
      },
      ...request,
    },
    {
      toolManifest: fixtureManifest,
      config: { scratchDir, image: 'registry/fixture@sha256:0', batch: undefined },
      env: { PATH: process.env['PATH'], AWS_SECRET_ACCESS_KEY: 'hidden', COLOUR: 'green' },
      emit: (event) => {
        events.push(event);
        onEvent?.(event);
      },
      signal,
    },
  );
  expect(readdirSync(scratchDir)).toEqual([]);
  return { report, events };
};

/** The tool's command, and a step that makes half of an output and fails. */
const withHalf = (tool: AnyTool, context: CommandContext, output: string): Command => {
  const makesOnly = context.outputs[output] ?? '';
  const half = ['sh', '-c', 'echo half > "$1/half"; exit 25', 'sh', makesOnly] as const;
  return [...tool.command(context), { pipeline: [half], makesOnly }];
};

const published = () =>
  existsSync(path('out')) ? readdirSync(path('out'), { recursive: true }).sort() : [];

describe('a job with less memory than its tool needs', () => {
  it('fails with 64 in its first phase, before it reads or writes anything', async () => {
    const { report } = await run(undefined, {}, { minimumMemoryMiB: 257 });
    expect(report).toMatchObject({ outcome: 'system-failed', exitCode: 64 });
    expect(report.phases.map(({ phase }) => phase)).toEqual(['plan']);
    expect(published()).toEqual([]);
  });
});

describe('a job without an output manifest', () => {
  const settings = {
    ...{ cpus: 1, memoryMiB: 256, extraArgs: [], graceMs: 500 },
    encryption: { sse: 'none' as const },
    outputManifest: false,
  };

  it('leaves nothing but its outputs, and can be repeated', async () => {
    write('in.fq', 'ACGT\n');
    for (let times = 0; times < 2; times += 1) {
      const { report, events } = await run(undefined, { settings: { ...settings, scratchDir } });
      expect(report).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
      expect(events.filter(({ type }) => type === 'warning')).toEqual([]);
      expect(published()).toEqual(['in.fq.plots', 'in.fq.plots/copy', 'in.txt']);
    }
  });

  it('is refused with 64 if an output is in S3', async () => {
    write('in.fq', 'ACGT\n');
    const request = { outputDir: 's3://bkt/out/', settings: { ...settings, scratchDir } };
    const { report } = await run(undefined, request);
    expect(report).toMatchObject({ exitCode: 64, failure: { phase: 'plan' } });
    expect(report.failure?.error.message).toContain('--no-output-manifest was given, and s3://');
  });
});

describe('a job that succeeds', () => {
  it('publishes its outputs and, beside the first, the output manifest', async () => {
    write('in.fq', 'ACGT\n');
    const { report } = await run(undefined, {});
    expect(report).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
    expect(published()).toEqual([
      'in.fq.plots',
      'in.fq.plots/copy',
      'in.txt',
      'in.txt.joblayer.json',
    ]);
    expect(readFileSync(path('out', 'in.txt'), 'utf8')).toBe('ACGT\n');
    expect(JSON.parse(readFileSync(path('out', 'in.txt.joblayer.json'), 'utf8'))).toMatchObject({
      format: 'joblayer-output-manifest-1',
      tool: {
        name: 'fixture',
        software: [{ name: 'fixture', version: '1.0' }],
        image: 'registry/fixture@sha256:0',
      },
      inputs: [{ name: 'reads', files: [{ location: path('in.fq'), sizeBytes: 5 }] }],
      outputs: [
        { name: 'text', files: [{ location: path('out', 'in.txt'), sizeBytes: 5 }] },
        { name: 'plots', files: [{ location: path('out', 'in.fq.plots', 'copy') }] },
      ],
    });
  });

  it.each(['.idx', '.ix2'])(
    'publishes an index that the tool wrote with the suffix %s, under the name that was given',
    async (suffix) => {
      write('in.fq');
      const { report } = await run(
        `cat "$1" > "$2"; echo x > "$2${suffix}"; mkdir -p "$3"; cp "$1" "$3"`,
        {
          outputs: { index: path('out', `elsewhere${suffix}`) },
        },
      );
      expect(report.exitCode).toBe(0);
      expect(published()).toContain(`elsewhere${suffix}`);
    },
  );

  describe('with an output whose format depends on a fact of the inputs', () => {
    const alternatives = [{ suffix: '.ix2', when: { fact: 'isLong', because: 'it is long' } }];
    const program =
      'cat "$1" > "$2"; for i in idx ix2; do echo $i > "$2.$i"; done; mkdir -p "$3"; cp "$1" "$3"';
    const textOf = async ({ files }: InspectContext) => {
      const pieces: Buffer[] = [];
      for (const file of files('reads')) {
        for await (const piece of file.read()) pieces.push(Buffer.from(piece));
      }
      return Buffer.concat(pieces).toString();
    };

    it('learns the fact in preflight from the stored inputs, and publishes under the other name', async () => {
      write('in.fq', 'long');
      const inspect = async (context: InspectContext) => ({
        facts: { isLong: (await textOf(context)) === 'long' },
      });
      const { report, events } = await run(program, {}, { inspect, alternatives });
      expect(report.exitCode).toBe(0);
      expect(published()).toContain('in.txt.ix2');
      expect(published()).not.toContain('in.txt.idx');
      expect(readFileSync(path('out', 'in.txt.ix2'), 'utf8')).toBe('ix2\n');
      const types = events.map((event) =>
        event.type === 'phase-ended' ? event.phase : event.type,
      );
      expect(types.indexOf('output-chosen')).toBeGreaterThan(-1);
      expect(types.indexOf('output-chosen')).toBeLessThan(types.indexOf('preflight'));
      const manifest = JSON.parse(readFileSync(path('out', 'in.txt.joblayer.json'), 'utf8')) as {
        outputs: { name: string; location: string }[];
      };
      expect(manifest.outputs).toContainEqual(
        expect.objectContaining({ name: 'index', location: path('out', 'in.txt.ix2') }),
      );
    });

    it('keeps the first format if the fact does not hold', async () => {
      write('in.fq', 'short');
      const inspect = () => Promise.resolve({ facts: { isLong: false } });
      await run(program, {}, { inspect, alternatives });
      expect(readFileSync(path('out', 'in.txt.idx'), 'utf8')).toBe('idx\n');
      expect(published()).not.toContain('in.txt.ix2');
    });

    it('learns the fact from the staged inputs if preflight cannot know it', async () => {
      write('in.fq', 'long');
      const inspect = async (context: InspectContext) =>
        context.isStaged ? { facts: { isLong: (await textOf(context)) === 'long' } } : {};
      const { report } = await run(program, {}, { inspect, alternatives });
      expect(report.exitCode).toBe(0);
      expect(published()).toContain('in.txt.ix2');
    });

    it('finds the outputs of an earlier job complete under either name', async () => {
      write('in.fq', 'long');
      const inspect = ({ isStaged }: InspectContext) =>
        Promise.resolve(isStaged ? { facts: { isLong: true } } : {});
      await run(program, {}, { inspect, alternatives });
      const settings = {
        ...{ scratchDir, cpus: 1, memoryMiB: 256, extraArgs: [], graceMs: 500 },
        ...{ encryption: { sse: 'none' } as const, ifComplete: 'skip' as const },
      };
      const { events } = await run(program, { settings }, { inspect, alternatives });
      expect(events.map(({ type }) => type)).toContain('already-complete');
    });

    it('refuses in preflight, with 64, a name whose format the inputs do not allow', async () => {
      write('in.fq', 'long');
      const inspect = () => Promise.resolve({ facts: { isLong: true } });
      const { report } = await run(
        program,
        { outputs: { index: path('out', 'x.idx') } },
        { inspect, alternatives },
      );
      expect(report.exitCode).toBe(64);
      expect(report.failure?.phase).toBe('preflight');
      expect(report.failure?.error.message).toBe('--index names x.idx, and it is long');
      expect(published()).toEqual([]);
    });

    it('writes the format of a suffix in capitals', async () => {
      write('in.fq', 'short');
      const inspect = () => Promise.resolve({ facts: { isLong: false } });
      const to = { outputs: { index: path('out', 'x.IX2') } };
      await run(program, to, { inspect, alternatives });
      expect(readFileSync(path('out', 'x.IX2'), 'utf8')).toBe('ix2\n');
    });
  });

  it('logs the warnings of its definition about the inputs', async () => {
    write('in.fq');
    const inspect = () => Promise.resolve({ warnings: ['the reads are odd'] });
    const { events } = await run(undefined, {}, { inspect });
    expect(events).toContainEqual({ type: 'warning', message: 'the reads are odd' });
  });

  it('fails if the tool does not write an optional output that was given a location', async () => {
    write('in.fq');
    const named = { outputs: { plots: `${path('plots')}/` } };
    const { report } = await run('cat "$1" > "$2"', named);
    expect(report).toMatchObject({ outcome: 'tool-failed', exitCode: 65 });
    expect(report.failure?.error.facts).toMatchObject({
      problem: 'the tool ended without error but wrote nothing for --plots',
    });
    expect(published()).toEqual([]);
    const unnamed = await run('cat "$1" > "$2"', {});
    expect(unnamed.report.exitCode).toBe(0);
  });

  it('leaves out an output with a location whose step may fail, and warns', async () => {
    write('in.fq');
    const named = { outputs: { plots: `${path('plots')}/` } };
    const { report, events } = await run('cat "$1" > "$2"', named, { makesOnly: 'plots' });
    expect(report.exitCode).toBe(0);
    expect(events).toContainEqual({
      type: 'warning',
      message: '--plots is left out: sh exited with 25',
    });
  });

  it('leaves out an optional output whose step failed, and publishes no part of it', async () => {
    write('in.fq');
    const { report, events } = await run('cat "$1" > "$2"', {}, { makesOnly: 'plots' });
    expect(report.exitCode).toBe(0);
    expect(published()).toEqual(['in.txt', 'in.txt.joblayer.json']);
    expect(events.filter(({ type }) => type === 'warning')).toEqual([
      { type: 'warning', message: '--plots is left out: sh exited with 25' },
    ]);
  });

  it('logs the warnings of its definition about the arguments', async () => {
    write('in.fq');
    const checkInJob = () => ({ warnings: ['-t is left out'] });
    const { events } = await run(undefined, {}, { checkInJob });
    expect(events).toContainEqual({ type: 'warning', message: '-t is left out' });
  });

  it('goes through its phases in order', async () => {
    write('in.fq');
    const { report } = await run(undefined, {});
    expect(report.phases.map(({ phase }) => phase)).toEqual([
      'plan',
      'preflight',
      'stage-in',
      'run',
      'stage-out',
      'clean-up',
    ]);
  });

  it.each(["it's", 'a b', '"q"', '$(touch x)', '`id`', '-n', 'ü試', 'a\nb', '*', '\\'])(
    'handles a file with the name %j',
    async (name) => {
      write(`${name}.fq`, name);
      const { report } = await run(undefined, { inputs: { reads: [path(`${name}.fq`)] } });
      expect(report.exitCode).toBe(0);
      expect(readFileSync(path('out', `${name}.txt`), 'utf8')).toBe(name);
    },
  );

  it('gives the tool directories as trees of links that it cannot write through', async () => {
    write('in.fq');
    mkdirSync(path('panel', 'deep'), { recursive: true });
    write('panel/a');
    write('panel/deep/b');
    const { report } = await run(
      'panel=$(dirname "$1")/panel; (cd "$panel" && find . -type l | sort) > "$2" && touch "$panel/new"',
      { inputs: { reads: [path('in.fq')], panel: [path('panel')] } },
    );
    expect(report.exitCode).toBe(0);
    expect(readFileSync(path('out', 'in.txt'), 'utf8')).toBe('./a\n./deep/b\n');
    expect(readdirSync(path('panel')).sort()).toEqual(['a', 'deep']);
  });

  it('gives the tool an environment of its own, without secrets', async () => {
    write('in.fq');
    await run('env > "$2"; pwd >> "$2"', {});
    const text = readFileSync(path('out', 'in.txt'), 'utf8');
    expect(text).toContain('COLOUR=green');
    expect(text).not.toContain('hidden');
    expect(text).toMatch(
      new RegExp(`^TMPDIR=${scratchDir}/[0-9a-f-]+/${join('work', 'tmp')}$`, 'm'),
    );
    expect(text).toMatch(new RegExp(`^${scratchDir}/[0-9a-f-]+/work$`, 'm'));
  });

  it('names all files by paths that are the same in each run and do not look like options', async () => {
    write('in.fq');
    write('more.bam');
    const paths: unknown[] = [];
    const prepare = (ctx: PrepareContext) => {
      const { inputs, outputs, workDir, tmpDir } = ctx;
      paths.push(inputs['reads'], inputs['lanes'], outputs, workDir, tmpDir);
      return Promise.resolve();
    };
    const inputs = { reads: [path('in.fq')], lanes: [path('more.bam')] };
    const { report } = await run(undefined, { inputs }, { prepare });
    expect(report.exitCode).toBe(0);
    expect(paths).toMatchObject([
      { path: './inputs/in.fq' },
      [{ path: './inputs/more.bam' }],
      { text: './outputs/text/in.txt', index: './outputs/text/in.txt.idx' },
      '.',
      './tmp',
    ]);
  });

  it('stages files of one name in a directory each, with their indexes beside them', async () => {
    write('in.fq');
    for (const sample of ['s1', 's2']) {
      mkdirSync(path(sample));
      write(`${sample}/peaks.bam`);
      write(`${sample}/peaks.bam.bai`);
    }
    const staged: unknown[] = [];
    const prepare = ({ inputs, resolve }: PrepareContext) => {
      const lanes = inputs['lanes'] as unknown as StagedFile[];
      const read = (file: string) => readFileSync(resolve(file), 'utf8');
      staged.push(
        ...lanes.map((file) => [file.path, file.name, read(file.path)]),
        ...lanes.map(({ secondaryFiles: { lanesIndex = '' } }) => [lanesIndex, read(lanesIndex)]),
      );
      return Promise.resolve();
    };
    const lanes = ['s1', 's2'].map((sample) => path(sample, 'peaks.bam'));
    const { report } = await run(
      undefined,
      { inputs: { reads: [path('in.fq')], lanes } },
      { prepare },
    );
    expect(report.exitCode).toBe(0);
    expect(staged).toEqual([
      ['./inputs/1/peaks.bam', 'peaks.bam', 's1/peaks.bam'],
      ['./inputs/2/peaks.bam', 'peaks.bam', 's2/peaks.bam'],
      ['./inputs/1/peaks.bam.bai', 's1/peaks.bam.bai'],
      ['./inputs/2/peaks.bam.bai', 's2/peaks.bam.bai'],
    ]);
  });

  it('replaces the whole of an older output', async () => {
    write('in.fq', 'new');
    mkdirSync(path('out'));
    write('out/in.txt', 'older and longer');
    await run(undefined, {});
    expect(readFileSync(path('out', 'in.txt'), 'utf8')).toBe('new');
  });

  it('passes extra arguments on unchanged', async () => {
    write('in.fq');
    const settings = {
      scratchDir,
      cpus: 1,
      memoryMiB: 256,
      extraArgs: ["o'ne", 'two  three'],
      encryption: { sse: 'none' as const },
      graceMs: 0,
    };
    await run('out=$2; shift 3; printf "%s|" "$@" > "$out"', { settings });
    expect(readFileSync(path('out', 'in.txt'), 'utf8')).toBe("o'ne|two  three|");
  });
});

describe('a job whose tool fails', () => {
  it('keeps the tool’s exit code and its last line of stderr, and publishes nothing', async () => {
    write('in.fq');
    const { report } = await run('echo x > "$2"; echo "bad record 7" >&2; exit 42', {});
    expect(report).toMatchObject({ outcome: 'tool-failed', exitCode: 42 });
    expect(report.failure?.error.message).toBe('sh exited with 42: bad record 7');
    expect(published()).toEqual([]);
  });

  it('reports a signal as a shell would', async () => {
    write('in.fq');
    const { report } = await run('kill -KILL $$', {});
    expect(report).toMatchObject({ outcome: 'tool-failed', exitCode: 137 });
  });

  it('by exiting 0 without any output exits 65', async () => {
    write('in.fq');
    const { report } = await run('exit 0', {});
    expect(report).toMatchObject({ outcome: 'tool-failed', exitCode: 65 });
    expect(report.failure?.error.facts).toMatchObject({
      problem: 'the tool ended without error but wrote nothing for --text',
      location: { path: path('out', 'in.txt') },
    });
    expect(published()).toEqual([]);
  });

  describe('with an error pattern of its definition', () => {
    const problem = 'the file given with --reads is cut short';
    const errorPatterns = [
      { pattern: patternOf(/no EOF marker/), problem, advice: 'Copy it again.' },
    ];

    it('names the input and what is wrong with it, and keeps the tool’s exit code', async () => {
      write('in.fq');
      const program = 'echo "in.fq: no EOF marker" >&2; echo aborting >&2; exit 4';
      const { report } = await run(program, {}, { errorPatterns });
      expect(report).toMatchObject({ outcome: 'tool-failed', exitCode: 4 });
      expect(report.failure?.error.facts).toMatchObject({
        problem: `${problem}: sh exited with 4: in.fq: no EOF marker`,
        advice: expect.stringMatching(/^Copy it again\. It was: sh /),
      });
    });

    it('that proves bad data ends with 65, whatever the exit code of the tool is', async () => {
      write('in.fq');
      const program = 'echo "in.fq: no EOF marker" >&2; exit 1';
      const proofs = errorPatterns.map((pattern) => ({ ...pattern, provesBadData: true }));
      const { report } = await run(program, {}, { errorPatterns: proofs });
      expect(report).toMatchObject({ exitCode: 65 });
      expect(report.failure?.error.facts).toMatchObject({
        code: 'bad-data',
        problem: `${problem}: the tool says "in.fq: no EOF marker"`,
      });
    });

    it('fails even if the tool exits 0, and publishes nothing', async () => {
      write('in.fq');
      const program = 'cp "$1" "$2"; mkdir -p "$3"; cp "$1" "$3"; echo "no EOF marker" >&2';
      const { report } = await run(program, {}, { errorPatterns });
      expect(report).toMatchObject({ outcome: 'tool-failed', exitCode: 65 });
      expect(report.failure?.error.facts).toMatchObject({
        problem: `${problem}: the tool says "no EOF marker"`,
        advice: 'Copy it again.',
      });
      expect(published()).toEqual([]);
    });
  });

  it('because of a full disk ends with 74 and reports the disk', async () => {
    write('in.fq');
    const { report } = await run('echo "write error: No space left on device" >&2; exit 1', {});
    expect(report).toMatchObject({ outcome: 'system-failed', exitCode: 74 });
    expect(report.failure?.error.code).toBe('disk-full');
  });

  it('has its unwritable directories removed', async () => {
    write('in.fq');
    const { report } = await run('mkdir -p ro/deep; touch ro/deep/x; chmod -R a-w ro; exit 3', {});
    expect(report.exitCode).toBe(3);
  });
});

describe('a tool that writes something other than plain files', () => {
  it.each([
    ['a link in an output directory', 'ln -s /etc/passwd "$3/x"', 'a symbolic link'],
    ['a FIFO in an output directory', 'mkfifo "$3/x"', 'no file, such as a FIFO'],
    ['a link as an output', 'rm "$2"; ln -s /etc/passwd "$2"', 'not a file'],
    [
      'a link to a file of its own as an output',
      'mv "$2" "$2.x"; ln -s "$PWD/$2.x" "$2"',
      'not a file',
    ],
    ['a FIFO as an output', 'rm "$2"; mkfifo "$2"', 'not a file'],
    ['a link as an output directory', 'rm -r "$3"; ln -s /etc "$3"', 'not a directory'],
    [
      'a link instead of the directory of an output',
      'd=$(dirname "$2"); mkdir other; mv "$2" other/; rm -r "$d"; ln -s "$PWD/other" "$d"',
      'behind a link',
    ],
  ])('publishes nothing and exits 65: %s', async (_, program, problem) => {
    write('in.fq', 'ACGT\n');
    const { report } = await run(`cp "$1" "$2"; mkdir -p "$3"; cp "$1" "$3/a"; ${program}`, {});
    expect(report).toMatchObject({ exitCode: 65 });
    expect(report.failure?.error.facts.problem).toContain(problem);
    expect(published()).toEqual([]);
  });

  it('publishes the content of a hard link, and keeps the file of its other name unchanged', async () => {
    write('in.fq', 'ACGT\n');
    const other = write('other', 'TTTT\n');
    const { report } = await run(`ln "${other}" "$2"`, {});
    expect(report.exitCode).toBe(0);
    expect(readFileSync(path('out', 'in.txt'), 'utf8')).toBe('TTTT\n');
    write('out/in.txt', 'changed');
    expect(readFileSync(other, 'utf8')).toBe('TTTT\n');
  });

  it('publishes files whose names hold line breaks and control characters', async () => {
    write('in.fq', 'ACGT\n');
    const { report } = await run(
      `cp "$1" "$2"; mkdir -p "$3"; cp "$1" "$3/$(printf 'a\\nb\\001c\\td')"`,
      {},
    );
    expect(report.exitCode).toBe(0);
    expect(readdirSync(path('out', 'in.fq.plots'))).toEqual(['a\nb\x01c\td']);
  });

  it('can read an input whose name holds a line break', async () => {
    const reads = write('in\nput.fq', 'ACGT\n');
    const { report } = await run('cp "$1" "$2"', { inputs: { reads: [reads] } });
    expect(report.exitCode).toBe(0);
    expect(published()).toContain('in\nput.txt');
  });
});

describe('an output that is an input under another path', () => {
  it('is refused if one of its directories is a link', async () => {
    write('in.fq', 'ACGT\n');
    symlinkSync(base, path('link'));
    const { report } = await run(undefined, { outputs: { text: path('link', 'in.fq') } });
    expect(report).toMatchObject({ exitCode: 64 });
    expect(report.failure?.error.facts.problem).toContain(
      'would replace a file that --reads reads',
    );
    expect(readFileSync(path('in.fq'), 'utf8')).toBe('ACGT\n');
  });

  it('is refused if it is a secondary file that was found beside an input', async () => {
    write('in.fq', 'ACGT\n');
    write('in.fq.fqi', 'index');
    const { report } = await run(undefined, { outputs: { text: path('in.fq.fqi') } });
    expect(report).toMatchObject({ exitCode: 64 });
    expect(readFileSync(path('in.fq.fqi'), 'utf8')).toBe('index');
  });
});

describe('a tool that gives a name that is not UTF-8', () => {
  const name = '"$(printf "a\\351")"';

  it.each([
    ['a file', `touch "$3/"${name}`],
    ['a directory', `mkdir "$3/"${name}`],
  ])('to %s in an output fails with 65, and all of it is removed', async (_, make) => {
    write('in.fq');
    const { report } = await run(`cp "$1" "$2"; mkdir -p "$3"; ${make}`, {});
    expect(report).toMatchObject({ outcome: 'tool-failed', exitCode: 65 });
    expect(report.failure?.error.message).toMatch(/wrote "a.", whose name is not UTF-8/);
    expect(published()).toEqual([]);
  });

  it('to a file that is not an output succeeds, and the file is removed', async () => {
    write('in.fq');
    const { report } = await run(`cp "$1" "$2"; touch ${name}`, {});
    expect(report.exitCode).toBe(0);
  });
});

describe('a tool whose definition lays out its files', () => {
  const program = 'cat laid/out.fq > "$2"';

  it('finds them in its current directory', async () => {
    write('in.fq', 'ACGT');
    const prepare = async ({ inputs, resolve }: PrepareContext) => {
      mkdirSync(resolve('./laid'));
      const reads = resolve((inputs['reads'] as { path: string }).path);
      symlinkSync(reads, resolve('./laid/out.fq'));
    };
    const { report } = await run(program, {}, { prepare });
    expect(report.exitCode).toBe(0);
    expect(readFileSync(path('out', 'in.txt'), 'utf8')).toBe('ACGT');
  });

  it.each([
    [
      'files that do not fit',
      new JobError({ code: 'bad-data', problem: 'no descriptor' }),
      65,
      'no descriptor',
    ],
    [
      'a full disk',
      Object.assign(new Error('write'), { code: 'ENOSPC', syscall: 'write' }),
      74,
      'no space left on the device',
    ],
    ['a mistake in the definition', new TypeError('x is undefined'), 70, 'x is undefined'],
  ])('does not run if that fails because of %s', async (_, error, exitCode, message) => {
    write('in.fq');
    const { report, events } = await run(program, {}, { prepare: () => Promise.reject(error) });
    expect(report.exitCode).toBe(exitCode);
    expect(report.failure?.error.message).toContain(message);
    expect(events.some(({ type }) => type === 'command-started')).toBe(false);
    expect(published()).toEqual([]);
  });
});

describe('a job whose tool leaves a daemon behind', () => {
  it('ends the daemon, and warns of it', async () => {
    write('in.fq');
    const { report, events } = await run('setsid sleep 60 & sleep 0.2; cp "$1" "$2"', {});
    expect(report.exitCode).toBe(0);
    expect(events).toContainEqual({
      type: 'warning',
      message: 'the tool left 1 process behind, now ended',
    });
  });
});

describe('a job that cannot start', () => {
  it.each<[string, () => Partial<JobRequest>, number, RegExp]>([
    ['an absent input', () => ({}), 66, /no such file/],
    [
      'a directory as a file',
      () => (mkdirSync(path('in.fq')), {}),
      64,
      /expected a file, found a directory/,
    ],
    [
      'an empty directory',
      () => (
        write('in.fq'),
        mkdirSync(path('d')),
        { inputs: { reads: [path('in.fq')], panel: [path('d')] } }
      ),
      66,
      /no file below it/,
    ],
    [
      'an output below a file',
      () => (write('in.fq'), { outputDir: path('in.fq', 'x') }),
      73,
      /the output cannot be written/,
    ],
    [
      'a parameter out of range',
      () => (write('in.fq'), { params: { minQuality: 99 } }),
      64,
      /--min-quality/,
    ],
  ])('because of %s fails before the tool runs', async (_, request, exitCode, message) => {
    const { report, events } = await run('touch "$OLDPWD/ran"', request());
    expect(report).toMatchObject({ outcome: 'system-failed', exitCode });
    expect(report.failure?.error.message).toMatch(message);
    expect(events.map(({ type }) => type)).not.toContain('command-started');
    expect(published()).toEqual([]);
  });

  it('leaves no directory that it made to test the output', async () => {
    write('in.fq');
    await run('exit 1', { outputDir: path('out', 'deep', 'er') });
    expect(existsSync(path('out'))).toBe(false);
  });

  it('for lack of disk space names the needed and the free MiB', async () => {
    write('in.fq');
    const tool = fixtureTool();
    const huge = {
      ...tool,
      resources: { ...tool.resources, scratch: { baseMiB: 1e12, perInputMiB: 0 } },
    };
    const report = await runJob(
      huge,
      {
        inputs: { reads: [path('in.fq')] },
        outputs: {},
        params: {},
        outputDir: path('out'),
        settings: {
          scratchDir,
          cpus: 1,
          memoryMiB: 1,
          extraArgs: [],
          encryption: { sse: 'none' },
          graceMs: 0,
        },
      },
      {
        toolManifest: fixtureManifest,
        config: { scratchDir, image: undefined, batch: undefined },
        env: {},
        emit: () => {},
        signal: new AbortController().signal,
      },
    );
    expect(report.exitCode).toBe(74);
    expect(report.failure?.error.message).toMatch(
      /has \d+ MiB free, and the job needs about 10{12}/,
    );
    expect(readdirSync(scratchDir)).toEqual([]);
  });
});

describe('a job that is stopped', () => {
  const stopAt = async (isTheMoment: (event: JobEvent) => boolean, program?: string) => {
    write('in.fq');
    const controller = new AbortController();
    const started = performance.now();
    const { report, events } = await run(
      program,
      {},
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (!isTheMoment(event)) return;
          controller.abort(
            new JobError({ code: 'terminated', exitCode: 143, problem: 'stopped by SIGTERM' }),
          );
        },
      },
    );
    return { report, events, seconds: (performance.now() - started) / 1000 };
  };

  it.each(['plan', 'preflight', 'stage-in', 'run', 'stage-out'] as const)(
    'in %s leaves nothing and exits 143',
    async (phase) => {
      const { report } = await stopAt(
        (event) => event.type === 'phase-started' && event.phase === phase,
      );
      expect(report).toMatchObject({ outcome: 'canceled', exitCode: 143 });
      expect(published()).toEqual([]);
    },
  );

  it('ends a running tool and its children at once', async () => {
    const { report, seconds } = await stopAt(
      (event) => event.type === 'tool-stderr',
      'echo ready >&2; sleep 100 & sleep 100 | cat; wait',
    );
    expect(report.exitCode).toBe(143);
    expect(seconds).toBeLessThan(5);
  });

  it('kills a tool that ignores SIGTERM after the grace period', async () => {
    const { report } = await stopAt(
      (event) => event.type === 'tool-stderr',
      'trap "" TERM; echo ready >&2; sleep 100; sleep 100',
    );
    expect(report.exitCode).toBe(143);
    expect(published()).toEqual([]);
  });

  it('by its own deadline exits 124, and leaves nothing', async () => {
    write('in.fq');
    const settings = {
      scratchDir,
      cpus: 1,
      memoryMiB: 256,
      extraArgs: [],
      encryption: { sse: 'none' as const },
      graceMs: 500,
      timeoutMs: 400,
    };
    const { report } = await run('sleep 100', { settings });
    expect(report).toMatchObject({ outcome: 'canceled', exitCode: 124 });
    expect(report.failure?.error.message).toBe('the job was not done within its 0.4 s');
    expect(published()).toEqual([]);
  });

  it('after its outputs are complete succeeds', async () => {
    const { report } = await stopAt(
      (event) => event.type === 'phase-started' && event.phase === 'clean-up',
    );
    expect(report.exitCode).toBe(0);
    expect(published()).toContain('in.txt.joblayer.json');
  });
});

describe('a job whose outputs exist already', () => {
  const settings = (ifComplete: 'skip' | 'fail' | 'rerun', extraArgs: readonly string[] = []) => ({
    scratchDir,
    cpus: 1,
    memoryMiB: 256,
    extraArgs,
    encryption: { sse: 'none' as const },
    graceMs: 0,
    ifComplete,
  });
  const says = (events: readonly JobEvent[]) =>
    events.flatMap((event) => (event.type === 'not-skipped' ? [event.because] : []));
  const ran = (events: readonly JobEvent[]) =>
    events.some(({ type }) => type === 'command-started');

  beforeEach(async () => {
    write('in.fq', 'ACGT');
    await run(undefined, {});
  });

  it('with skip succeeds at once', async () => {
    const { report, events } = await run('exit 9', { settings: settings('skip') });
    expect(report).toMatchObject({ outcome: 'succeeded', exitCode: 0 });
    expect(report.phases.map(({ phase }) => phase)).toEqual(['plan', 'preflight', 'clean-up']);
    expect(events).toContainEqual(expect.objectContaining({ type: 'already-complete' }));
  });

  it('with fail exits 73 with advice', async () => {
    const { report, events } = await run(undefined, { settings: settings('fail') });
    expect(report.exitCode).toBe(73);
    expect(report.failure?.error.facts.advice).toContain('--if-complete skip');
    expect(ran(events)).toBe(false);
  });

  it('with rerun makes them again', async () => {
    const { report, events } = await run(undefined, { settings: settings('rerun') });
    expect(report.exitCode).toBe(0);
    expect(ran(events)).toBe(true);
  });

  it.each<[string, string, () => Partial<JobRequest>]>([
    [
      'an input was written again',
      'the inputs differ',
      () => (write('in.fq', 'TTTT'), { settings: settings('skip') }),
    ],
    [
      'a parameter differs',
      'the parameters differ',
      () => ({ params: { minQuality: 1 }, settings: settings('skip') }),
    ],
    [
      'an extra argument differs',
      'the extra arguments differ',
      () => ({ settings: settings('skip', ['-x']) }),
    ],
    [
      'an output was removed',
      'is not there, or not as it was published',
      () => (rmSync(path('out', 'in.txt')), { settings: settings('skip') }),
    ],
    [
      'a file of a directory was removed',
      'copy is not there, or not as it was published',
      () => (rmSync(path('out', 'in.fq.plots', 'copy')), { settings: settings('skip') }),
    ],
    [
      'an output was overwritten',
      'in.txt is not there, or not as it was published',
      () => (write('out/in.txt', 'TTTT'), { settings: settings('skip') }),
    ],
    [
      'the manifest is damaged',
      'not an output manifest',
      () => (write('out/in.txt.joblayer.json', '{'), { settings: settings('skip') }),
    ],
  ])('runs with skip if %s', async (_, words, request) => {
    const { report, events } = await run(undefined, request());
    expect(report.exitCode).toBe(0);
    expect(says(events).join()).toContain(words);
    expect(ran(events)).toBe(true);
    expect(published()).toContain('in.txt.joblayer.json');
  });

  const WITH_SUB = 'cat "$1" > "$2"; mkdir -p "$3/sub"; cp "$1" "$3/new"; cp "$1" "$3/sub/old"';
  const older = (events: readonly JobEvent[]) =>
    events.flatMap((event) =>
      event.type === 'older-file-removed' ? [(event.location as { path: string }).path] : [],
    );
  const plots = () => readdirSync(path('out', 'in.fq.plots'), { recursive: true }).sort();

  it('removes the files of the older set that the new one does not have, and logs each', async () => {
    await run(WITH_SUB, {});
    write('out/in.fq.plots/mine', 'not of any set');
    const { report, events } = await run(undefined, {});
    expect(report.exitCode).toBe(0);
    expect(plots()).toEqual(['copy', 'mine']);
    expect(older(events).sort()).toEqual([
      path('out', 'in.fq.plots', 'new'),
      path('out', 'in.fq.plots', 'sub', 'old'),
    ]);
    const written = events.findIndex(({ type }) => type === 'output-manifest-written');
    expect(events.findIndex(({ type }) => type === 'older-file-removed')).toBeGreaterThan(written);
  });

  it('removes an optional output of the older set that was not made this time', async () => {
    const { report } = await run('cat "$1" > "$2"', {});
    expect(report.exitCode).toBe(0);
    expect(published()).not.toContain('in.fq.plots/copy');
  });

  it('keeps the files of the older set if the tool fails', async () => {
    await run('exit 9', {});
    expect(plots()).toEqual(['copy']);
  });

  it('keeps a file of the older set that was changed since, and warns of it', async () => {
    write('out/in.fq.plots/copy', 'changed');
    const { report, events } = await run('cat "$1" > "$2"; mkdir -p "$3"; cp "$1" "$3/new"', {});
    expect(report.exitCode).toBe(0);
    expect(plots()).toEqual(['copy', 'new']);
    const message = expect.stringMatching(/copy belongs to the older set.*changed/) as string;
    expect(events).toContainEqual({ type: 'warning', message });
  });

  it('removes nothing that the older manifest lists outside of the output locations', async () => {
    const precious = write('precious');
    const manifestPath = path('out', 'in.txt.joblayer.json');
    const { mtimeNs, size, ino } = statSync(precious, { bigint: true });
    const etag = [mtimeNs, size, ino].map((n) => n.toString(16)).join('-');
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as {
      outputs: { files: object[] }[];
    };
    for (const location of [precious, `${path('out', 'in.fq.plots')}/../../precious`]) {
      manifest.outputs[0]?.files.push({ location, sizeBytes: Number(size), etag });
    }
    writeFileSync(manifestPath, JSON.stringify(manifest));
    const { report, events } = await run(undefined, {});
    expect(report.exitCode).toBe(0);
    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(older(events)).toEqual([]);
  });

  it('removes nothing through a link that leads out of an output', async () => {
    await run(WITH_SUB, {});
    const sub = path('out', 'in.fq.plots', 'sub');
    renameSync(sub, path('moved'));
    symlinkSync(path('moved'), sub);
    const { report } = await run(undefined, {});
    expect(report.exitCode).toBe(0);
    expect(readdirSync(path('moved'))).toEqual(['old']);
  });

  /** Replaces the set, but fails half-way, because one of the files has the path of a directory. */
  const interrupted = async () => {
    const blocker = path('out', 'in.fq.plots', 'new');
    const block = `mkdir -p "${blocker}/x"`;
    const { report } = await run(`cat "$1" > "$2"; mkdir "$3"; cp "$1" "$3/new"; ${block}`, {});
    rmSync(blocker, { recursive: true });
    expect(report.exitCode).toBe(73);
    expect(published()).toContain('in.txt.joblayer.json.unfinished');
    expect(published()).not.toContain('in.txt.joblayer.json');
  };

  it('removes the files of a set whose replacement was interrupted, even more than once', async () => {
    await interrupted();
    await interrupted();
    expect(plots()).toEqual(['copy']);
    const { report, events } = await run('cat "$1" > "$2"; mkdir "$3"; cp "$1" "$3/last"', {});
    expect(report.exitCode).toBe(0);
    expect(plots()).toEqual(['last']);
    expect(older(events)).toEqual([path('out', 'in.fq.plots', 'copy')]);
    expect(published()).not.toContain('in.txt.joblayer.json.unfinished');
  });

  const markOf = (file: string) => {
    const { mtimeNs, size, ino } = statSync(file, { bigint: true });
    return [mtimeNs, size, ino].map((n) => n.toString(16)).join('-');
  };

  it('removes only what a killed attempt left and no one rolled back', async () => {
    const stale = write('out/in.fq.plots/stale');
    const changed = write('out/in.fq.plots/changed');
    const precious = write('precious');
    const objects = [
      { location: stale, mark: markOf(stale) },
      { location: changed, mark: 'of another write' },
      { location: precious, mark: markOf(precious) },
      { location: path('in.fq'), mark: markOf(path('in.fq')) },
    ];
    const list = { format: 'joblayer-unfinished-set-1', older: [], objects };
    write('out/in.txt.joblayer.json.unfinished', JSON.stringify(list));
    const { report } = await run(undefined, {});
    expect(report.exitCode).toBe(0);
    expect(plots()).toEqual(['changed', 'copy']);
    expect([precious, path('in.fq')].every(existsSync)).toBe(true);
  });

  it('warns of a list of unfinished files that it cannot read, and replaces it', async () => {
    write('out/in.txt.joblayer.json.unfinished', '{');
    const { report, events } = await run(undefined, {});
    expect(report.exitCode).toBe(0);
    const message = expect.stringContaining('.unfinished could not be read') as string;
    expect(events).toContainEqual({ type: 'warning', message });
    expect(published()).not.toContain('in.txt.joblayer.json.unfinished');
  });

  it('keeps the outputs and their manifest if it is stopped before it replaces them', async () => {
    const controller = new AbortController();
    const { report } = await run(
      undefined,
      {},
      {
        signal: controller.signal,
        onEvent: ({ type }) => {
          if (type === 'command-started')
            controller.abort(new JobError({ code: 'terminated', problem: 'x' }));
        },
      },
    );
    expect(report.outcome).toBe('canceled');
    expect(published()).toContain('in.txt.joblayer.json');
  });
});

describe('attempts that race', () => {
  /** Runs jobs whose tools have all started before the first job publishes. */
  const race = async (programs: readonly string[]) => {
    write('in.fq', 'ACGT');
    const gate = path('gate');
    mkdirSync(path('out'));
    const waiting = programs.map((program, index) =>
      run(`touch "${gate}.${index}"; while [ ! -e "${gate}" ]; do sleep 0.02; done; ${program}`, {
        settings: {
          scratchDir: path(`scratch-${index}`),
          cpus: 1,
          memoryMiB: 256,
          extraArgs: [],
          encryption: { sse: 'none' },
          graceMs: 0,
        },
        params: { label: programs.indexOf(program) === 0 ? 'same' : String(index) },
      }),
    );
    const ready = () => programs.every((_, index) => existsSync(`${gate}.${index}`));
    while (!ready()) await new Promise((resolve) => setTimeout(resolve, 10));
    writeFileSync(gate, '');
    return (await Promise.all(waiting)).map(({ report, events }) => ({
      exitCode: report.exitCode,
      error: report.failure?.error.message,
      published: events.some(({ type }) => type === 'output-manifest-written'),
    }));
  };
  const manifest = () =>
    JSON.parse(readFileSync(path('out', 'in.txt.joblayer.json'), 'utf8')) as {
      params: { label: string };
    };
  const SAME = 'echo same > "$2"; mkdir "$3"; cp "$2" "$3/copy"';

  it('with the same outputs end with one set, and the others succeed without publishing', async () => {
    const ended = await race([SAME, SAME, SAME]);
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(ended.filter((each) => each.published)).toHaveLength(1);
    expect(published()).toEqual([
      'in.fq.plots',
      'in.fq.plots/copy',
      'in.txt',
      'in.txt.joblayer.json',
    ]);
  });

  it('with different outputs end with one set, and the loser exits 73', async () => {
    const other = SAME.replace('echo same', 'echo other');
    const ended = await race([SAME, other]);
    expect(ended.map(({ exitCode }) => exitCode).sort()).toEqual([0, 73]);
    const winner = manifest().params.label === 'same' ? 'same\n' : 'other\n';
    expect(readFileSync(path('out', 'in.txt'), 'utf8')).toBe(winner);
    expect(readFileSync(path('out', 'in.fq.plots', 'copy'), 'utf8')).toBe(winner);
    expect(ended.find(({ exitCode }) => exitCode === 73)?.error).toContain('the parameters differ');
  });
});

describe('the report of a job', () => {
  const SECRET = 'pl4nted-s3cret';
  const reporting = async (
    program: string | undefined,
    {
      extraArgs = [] as string[],
      signal = undefined as AbortSignal | undefined,
      diagnostics = [] as string[],
      inputs = { reads: [path('in.fq')] },
      onEvent = undefined as EventSink | undefined,
    } = {},
  ) => {
    const events: JobEvent[] = [];
    const result = await runJob(
      { ...fixtureTool(program), diagnostics },
      {
        inputs,
        outputs: {},
        params: {},
        outputDir: `${path('out')}/`,
        settings: {
          scratchDir,
          cpus: 1,
          memoryMiB: 256,
          extraArgs,
          encryption: { sse: 'none' },
          graceMs: 500,
          reportUri: { scheme: 'file', path: `${path('reports')}/` },
        },
      },
      {
        toolManifest: fixtureManifest,
        config: { scratchDir, image: undefined, batch: undefined, attemptNumber: 3 },
        env: { PATH: process.env['PATH'], MY_SECRET: SECRET },
        emit: (event) => {
          events.push(event);
          onEvent?.(event);
        },
        signal: signal ?? new AbortController().signal,
      },
    );
    expect(readdirSync(scratchDir)).toEqual([]);
    const files = readdirSync(path('reports'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const read = (name: string) =>
      readFileSync(files.find((file) => file.endsWith(name)) as string, 'utf8');
    return { result, events, files, report: JSON.parse(read('report.json')) as object, read };
  };

  it('that succeeded lies with its log below the attempt’s name', async () => {
    write('in.fq', 'ACGT');
    const { files, report, read, events } = await reporting('echo hello >&2; cp "$1" "$2"');
    const attempt = events.flatMap((e) => (e.type === 'job-started' ? [e.attempt] : []))[0] ?? '';
    expect(attempt).toMatch(/^3-[0-9a-f-]{36}$/);
    expect(files.sort()).toEqual([
      path('reports', attempt, 'job.log'),
      path('reports', attempt, 'report.json'),
    ]);
    expect(report).toMatchObject({
      format: 'joblayer-report-1',
      attempt,
      outcome: 'succeeded',
      exitCode: 0,
      failure: null,
      tool: { name: 'fixture', software: [{ version: '1.0' }] },
      granted: { cpus: 1, memoryMiB: 256 },
      scratchFreeBytes: expect.any(Number),
      inputs: [{ input: 'reads', location: path('in.fq'), sizeBytes: 4, how: 'linked' }],
      outputs: [{ output: 'text', location: path('out', 'in.txt'), sizeBytes: 4 }],
      command: [
        [['sh', '-c', expect.any(String), 'fixture', ...Array(3).fill(expect.any(String))]],
      ],
      phases: [
        { phase: 'plan' },
        { phase: 'preflight' },
        { phase: 'stage-in' },
        { phase: 'run' },
        { phase: 'stage-out', bytes: 4, mbPerS: expect.any(Number) },
      ],
    });
    expect(read('job.log')).toMatch(/attempt 3-[^]*\nhello\n[^]*succeeded in/);
  });

  it('that failed lies below failed/, with the last lines of stderr and the files that the definition lists', async () => {
    write('in.fq');
    const { files, report, read, result } = await reporting(
      'mkdir sub; echo why > sub/trace; ln -s /etc/passwd link; echo a >&2; echo b >&2; exit 5',
      { diagnostics: ['sub/trace', 'link', 'absent'] },
    );
    expect(result.exitCode).toBe(5);
    expect(files.every((file) => file.includes('/reports/failed/3-'))).toBe(true);
    expect(files).toHaveLength(3);
    expect(read('files/sub/trace')).toBe('why\n');
    expect(report).toMatchObject({
      outcome: 'tool-failed',
      exitCode: 5,
      failure: { phase: 'run', code: 'tool-failed', toolStderr: ['a', 'b'] },
    });
  });

  it('that could not start is written anyway', async () => {
    const { report, result } = await reporting(undefined, { inputs: { reads: [path('none.fq')] } });
    expect(result.exitCode).toBe(66);
    expect(report).toMatchObject({ failure: { phase: 'preflight', code: 'input-absent' } });
  });

  it('that was stopped is written anyway', async () => {
    write('in.fq');
    const controller = new AbortController();
    const { report, result } = await reporting('echo ready >&2; sleep 100', {
      signal: controller.signal,
      onEvent: ({ type }) => {
        if (type !== 'tool-stderr') return;
        controller.abort(new JobError({ code: 'terminated', exitCode: 143, problem: 'stopped' }));
      },
    });
    expect(result.exitCode).toBe(143);
    expect(report).toMatchObject({ outcome: 'canceled', exitCode: 143 });
  });

  it('that cannot be written gives a warning, and does not fail the job', async () => {
    write('in.fq');
    write('reports');
    const events: JobEvent[] = [];
    const settings = {
      scratchDir,
      cpus: 1,
      memoryMiB: 256,
      extraArgs: [],
      encryption: { sse: 'none' as const },
      graceMs: 0,
      reportUri: { scheme: 'file' as const, path: `${path('reports')}/` },
    };
    const { report } = await run(undefined, { settings }, { onEvent: (e) => events.push(e) });
    expect(report.exitCode).toBe(0);
    expect(events).toContainEqual({
      type: 'warning',
      message: expect.stringContaining('the report was not written completely'),
    });
  });

  it('holds no secret, like every other file that a job leaves', async () => {
    write('in.fq');
    const program = `echo "tool says $4 $5" >&2; env >&2; cp "$1" "$2"; [ "$6" = ok ]`;
    for (const last of ['ok', 'not-ok']) {
      const { files } = await reporting(program, {
        extraArgs: [`--password=hunter2222`, SECRET, last, '--api-token', 'abcdefgh'],
      });
      const outputs = published().map((name) => path('out', String(name)));
      for (const file of [...files, ...outputs]) {
        const text = readFileSync(file, 'utf8');
        expect(text).not.toContain(SECRET);
        expect(text).not.toContain('MY_SECRET');
        if (!file.endsWith('job.log')) expect(text).not.toMatch(/hunter2222|abcdefgh/);
      }
    }
  });
});

describe('a scratch base', () => {
  it('that is not a directory fails the job and stays unchanged', async () => {
    write('in.fq');
    const file = write('file', 'precious');
    const settings = {
      scratchDir: file,
      cpus: 1,
      memoryMiB: 256,
      extraArgs: [],
      encryption: { sse: 'none' as const },
      graceMs: 0,
    };
    const { report } = await run(undefined, { settings });
    expect(report).toMatchObject({ outcome: 'system-failed', exitCode: 74 });
    expect(report.failure?.error.facts.advice).toContain('--scratch-dir');
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });
});
