import { join } from 'node:path';
import { describeDefinition, errorText, UsageError } from '@joblayer/tool-definition';
import { fixtureTool } from '../testing/fixture-tool.ts';
import { parseArguments } from './parse-arguments.ts';

const tool = fixtureTool();
const config = { scratchDir: '/scratch', image: undefined, batch: undefined };
const parse = (...argv: string[]) => parseArguments(describeDefinition(tool), argv, config);
const request = (...argv: string[]) => {
  const invocation = parse(...argv);
  if (invocation.action !== 'run') throw new Error(invocation.action);
  return invocation.request;
};
const refusal = (...argv: string[]): string => {
  try {
    parse(...argv);
  } catch (error) {
    if (error instanceof UsageError) return errorText(error);
    throw error;
  }
  throw new Error('was accepted');
};

describe('a command line', () => {
  it('becomes a request that holds every kind of option', () => {
    expect(
      request(
        ...['--reads', 's3://bkt/a b.fq', '--lanes', 'l1.fq', "l'2.fq", '--text=/out/x'],
        ...['--output-dir', 's3://bkt/out/', '--min-quality', '30', '--keep-all', '--mode', 'slow'],
        ...['--cpus', '3', '--extra-args=-a "b c" --d', '--sse', 'none', '--fraction', '0.5'],
        ...['--timeout', '90'],
      ),
    ).toMatchObject({
      inputs: { reads: ['s3://bkt/a b.fq'], lanes: ['l1.fq', "l'2.fq"] },
      outputs: { text: '/out/x' },
      outputDir: 's3://bkt/out/',
      params: { minQuality: 30, keepAll: true, mode: 'slow', fraction: 0.5 },
      settings: {
        cpus: 3,
        scratchDir: '/scratch',
        extraArgs: ['-a', 'b c', '--d'],
        encryption: { sse: 'none' },
        graceMs: 20_000,
        timeoutMs: 90_000,
      },
    });
  });

  it.each([[['--cmd_args', '']], [['--cmd_args=']], [['--cmd_args', ' ']]])(
    'may leave the extra arguments empty, as older job definitions do by default: %j',
    (words) => {
      expect(request('--reads', 'x.fq', ...words).settings.extraArgs).toEqual([]);
    },
  );

  it('streams inputs unless it or a job spec turns that off', () => {
    expect(request('--reads', 'x.fq').settings.stream).toBe(true);
    expect(request('--reads', 'x.fq', '--no-stream').settings.stream).toBe(false);
    const given = new Map<string, unknown>([['stream', false]]);
    const location = { scheme: 'file', path: '/specs/job.json' } as const;
    const jobSpec = { given, file: { location, row: undefined } };
    const fromSpec = (...argv: string[]) => {
      const invocation = parseArguments(describeDefinition(tool), argv, config, jobSpec);
      return invocation.action === 'run' ? invocation.request.settings.stream : undefined;
    };
    expect([fromSpec(), fromSpec('--stream')]).toEqual([false, true]);
  });

  it('names the host cache, its size and its inputs; a variable is the default', () => {
    expect(request('--reads', 'x.fq').settings.hostCache).toBeUndefined();
    const given = ['--cache-dir', '/c', '--cache-max-bytes', '1000', '--cache-inputs', 'all'];
    expect(request(...given).settings.hostCache).toEqual({
      directory: '/c',
      maxBytes: 1000,
      inputs: 'all',
    });
    const onHost = (...argv: string[]) => {
      const invocation = parseArguments(describeDefinition(tool), argv, {
        ...config,
        cacheDir: '/host',
      });
      return invocation.action === 'run' ? invocation.request.settings.hostCache : undefined;
    };
    expect(onHost('--reads', 'x.fq')).toEqual({ directory: '/host', inputs: 'references' });
    expect(onHost('--cache-inputs', 'none')).toBeUndefined();
    expect(refusal('--cache-max-bytes', '10')).toMatch(/is for --cache-dir/);
    expect(refusal(...given.slice(0, 2), '--cache-max-bytes', '1GB')).toMatch(
      /--cache-max-bytes expects a whole number of at least 1, got "1GB"/,
    );
  });

  it('gets absolute paths for relative directories, because the tool runs in another directory', () => {
    const { settings } = request(
      ...['--reads', 'r.fq', '--lanes', 'l.fq', '--output-dir', 'out'],
      ...['--scratch-dir', 'sc', '--cache-dir', 'ca'],
    );
    expect(settings).toMatchObject({
      scratchDir: join(process.cwd(), 'sc'),
      hostCache: { directory: join(process.cwd(), 'ca') },
    });
  });

  it('may use the option names of the predecessor', () => {
    expect(
      request('--reads_s3_path', 's3://bkt/x.fq', '--working_dir', '/big', '--cmd_args', '-q'),
    ).toMatchObject({
      inputs: { reads: ['s3://bkt/x.fq'] },
      settings: { scratchDir: '/big', extraArgs: ['-q'] },
    });
    expect(request('--reads', 'x.fq', '--memory', '76').settings.memoryMiB).toBe(76 * 1024);
    expect(refusal('--memory', '76', '--memory-mib', '1000')).toMatch(/the same in two units/);
  });

  it('keeps text that looks like a number as text, for an option that takes text', () => {
    expect(request('--label', '007', '--text', '1e3')).toMatchObject({
      params: { label: '007' },
      outputs: { text: '1e3' },
    });
  });

  it.each(['help', 'version', 'describe'])('with --%s asks for that action', (action) => {
    expect(parse(`--${action}`)).toEqual({ action });
  });

  it.each([
    [['--raeds', 'x'], 'unknown option --raeds. Did you mean --reads? See --help.'],
    [['--zzzzzzzz', 'x'], 'unknown option --zzzzzzzz. See --help.'],
    [['--reads'], '--reads needs a value. See --help.'],
    [['--reads', ''], '--reads needs a value. See --help.'],
    [['--reads', 'a', '--reads', 'b'], '--reads was given more than once. It takes one value.'],
    [
      ['--reads', 'a', '--reads_s3_path', 'b'],
      '--reads was given more than once. It takes one value.',
    ],
    [
      ['--keep-all', 'yes', '--reads', 'a'],
      'unexpected argument "yes": --keep-all is a switch, and takes no value. See --help.',
    ],
    [
      ['--mode', 'fast', '--no-keep-all', 'x'],
      'unexpected argument "x": --no-keep-all is a switch, and takes no value. See --help.',
    ],
    [
      ['stray', '--reads', 'a'],
      'unexpected argument "stray": every value follows an option, like --reads VALUE. See --help.',
    ],
    [['--cpus', 'two'], '--cpus expects a whole number of at least 1, got "two".'],
    [['--cpus', '0'], '--cpus expects a whole number of at least 1, got "0".'],
    [['--sse', 'KMS'], '--sse expects one of AES256, aws:kms, none, got "KMS".'],
    [
      ['--kms-key-id', 'k'],
      '--kms-key-id is for --sse aws:kms only. Give --sse aws:kms too, or leave --kms-key-id out.',
    ],
    [['--log-format', 'xml'], '--log-format expects one of text, json, got "xml".'],
  ])('%j is refused with one helpful line', (argv, line) => {
    expect(refusal(...argv)).toBe(line);
  });
});
