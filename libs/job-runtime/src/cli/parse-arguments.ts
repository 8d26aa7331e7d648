import type { Encryption } from '@joblayer/object-store';
import { printableText, asDirectory } from '@joblayer/object-store/location';
import { resolve } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import parseOptions from 'yargs-parser';
import {
  closest,
  type DefinitionDescription,
  type Option,
  optionsOf,
} from '@joblayer/tool-definition';
import { usageError } from '../job/errors.ts';
import type { RuntimeConfig } from '../host/config.ts';
import { grantedResources } from '../host/memory-and-cpus.ts';
import type { HostCacheSettings, IfComplete, JobRequest } from '../job/job.ts';
import { parseOutputFor } from '../phases/plan/parse-for.ts';
import { isFlag, isList, type GivenOptions } from './given-options.ts';
import type { JobSpecSource } from './read-job-spec.ts';

export type LogFormat = 'text' | 'json';

/** What the command line asks for. */
export type Invocation =
  | { readonly action: 'help' | 'version' | 'describe' }
  /** The rest is in a job spec, which is to be read first. */
  | { readonly action: 'read-job-spec'; readonly source: JobSpecSource }
  | { readonly action: 'run'; readonly request: JobRequest; readonly logFormat: LogFormat };

/**
 * @param jobSpec what the job spec gives, once it was read; the command line wins over it
 * @throws JobError `usage` in one line: what was expected, what came, what was probably meant
 */
export function parseArguments(
  tool: DefinitionDescription,
  argv: readonly string[],
  config: RuntimeConfig,
  jobSpec?: GivenOptions,
): Invocation {
  const options = optionsOf(tool);
  const flags = readFlags(options, argv);
  const given: GivenOptions = new Map([...(jobSpec ?? []), ...flags]);
  for (const action of ['help', 'version', 'describe'] as const) {
    if (given.get(action)) return { action };
  }
  const pick = (group: Option['group']) =>
    Object.fromEntries(
      options
        .filter((option) => option.group === group && given.has(option.flag))
        .map((option) => [option.key, given.get(option.flag)]),
    );
  const runtime = pick('runtime') as Partial<Record<string, string>>;
  const location = runtime['jobSpec'];
  if (location !== undefined && jobSpec === undefined) {
    return { action: 'read-job-spec', source: { location } };
  }
  const inputs = Object.entries({ ...pick('input'), ...pick('companion') }).map(([name, value]) => [
    name,
    [value].flat(),
  ]);
  return {
    action: 'run',
    logFormat: (runtime['logFormat'] ?? 'text') as LogFormat,
    request: {
      inputs: Object.fromEntries(inputs) as JobRequest['inputs'],
      outputs: pick('output') as JobRequest['outputs'],
      params: pick('param'),
      outputDir: runtime['outputDir'],
      settings: settingsFrom(runtime, config),
      variables: config.variables ?? {},
    },
  };
}

function settingsFrom(
  runtime: Partial<Record<string, string>>,
  config: RuntimeConfig,
): JobRequest['settings'] {
  const granted = grantedResources(config.taskLimits);
  const askedMemoryMiB = memoryMiBFrom(runtime);
  const timeoutSeconds = wholeNumber('timeout', runtime, 1);
  const { kmsKeyId, reportUri } = runtime;
  const sse = (runtime['sse'] ?? 'AES256') as Encryption['sse'];
  if (kmsKeyId !== undefined && sse !== 'aws:kms') {
    throw usageError('--kms-key-id is for --sse aws:kms only');
  }
  return {
    // Absolute, as the tool's working directory is another.
    scratchDir: resolve(runtime['scratchDir'] ?? config.scratchDir),
    cpus: wholeNumber('cpus', runtime, 1) ?? granted.cpus,
    memoryMiB: askedMemoryMiB ?? granted.memoryMiB,
    ...(askedMemoryMiB !== undefined && { memoryIsAsked: true }),
    extraArgs: extraArgsFrom(runtime['extraArgs']),
    encryption: { sse, ...(kmsKeyId !== undefined && { kmsKeyId }) },
    conditionalWrites: (runtime['conditionalWrites'] ?? 'required') as 'required' | 'ignore',
    requesterPays: Boolean(runtime['requesterPays']),
    ifComplete: (runtime['ifComplete'] ?? 'rerun') as IfComplete,
    reportUri:
      reportUri === undefined ? undefined : asDirectory(parseOutputFor('--report-uri', reportUri)),
    stream: runtime['stream'] === undefined || Boolean(runtime['stream']),
    hostCache: hostCacheFrom(runtime, config),
    graceMs: (wholeNumber('graceSeconds', runtime, 0) ?? 20) * 1000,
    ...(timeoutSeconds !== undefined && { timeoutMs: timeoutSeconds * 1000 }),
  };
}

function hostCacheFrom(
  runtime: Partial<Record<string, string>>,
  config: RuntimeConfig,
): HostCacheSettings | undefined {
  const maxBytes = wholeNumber('cacheMaxBytes', runtime, 1);
  const directory = runtime['cacheDir'] ?? config.cacheDir;
  if (maxBytes !== undefined && directory === undefined) {
    throw usageError('--cache-max-bytes is for --cache-dir, or JOBLAYER_CACHE_DIR, only');
  }
  const inputs = (runtime['cacheInputs'] ?? 'references') as HostCacheSettings['inputs'] | 'none';
  if (directory === undefined || inputs === 'none') return undefined;
  return { directory: resolve(directory), inputs, ...(maxBytes !== undefined && { maxBytes }) };
}

/** Given in either unit, not in both. */
function memoryMiBFrom(runtime: Partial<Record<string, string>>): number | undefined {
  const memoryMiB = wholeNumber('memoryMib', runtime, 1);
  const memoryGiB = wholeNumber('memory', runtime, 1);
  if (memoryGiB === undefined) return memoryMiB;
  if (memoryMiB === undefined) return memoryGiB * 1024;
  throw usageError('--memory and --memory-mib say the same in two units', 'Give one of them.');
}

/** One text on the command line; a job spec may also hold the arguments one by one. */
const extraArgsFrom = (given: string | readonly string[] = ''): readonly string[] =>
  typeof given === 'string' ? parseArgsStringToArgv(closed(given)) : given;

/** @throws JobError where a quote has no partner: the arguments after it would be split in another way than meant */
function closed(text: string): string {
  const [quote] = /["']/.exec(text.replaceAll(/(["'])[^]*?\1/g, '')) ?? [];
  if (quote === undefined) return text;
  throw usageError(
    `--extra-args has a quote (${quote}) that is not closed`,
    'Close it; a quote that is meant itself stands between quotes of the other kind.',
  );
}

function wholeNumber(
  key: 'cpus' | 'memoryMib' | 'memory' | 'graceSeconds' | 'timeout' | 'cacheMaxBytes',
  runtime: Partial<Record<string, string>>,
  minimum: number,
): number | undefined {
  const text = runtime[key];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= minimum) return value;
  const flag = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw usageError(`--${flag} expects a whole number of at least ${minimum}, got "${text}"`);
}

/** The values by flag: text, true or false, a list of texts, or for numbers a number where the text is one. */
function readFlags(options: readonly Option[], argv: readonly string[]): Map<string, unknown> {
  const known = new Map<string, Option>();
  for (const option of options) {
    [option.flag, ...option.aliases].forEach((name) => known.set(name, option));
  }
  const names = (matches: (option: Option) => boolean) =>
    [...known].filter(([, option]) => matches(option)).map(([name]) => name);

  // The parser of yargs alone: yargs itself renders help, which took a third of the time of our own.
  const { _: extra, ...parsed } = parseOptions(joinDashedValues(argv, known), {
    boolean: names(isFlag),
    array: names(isList),
    string: names((option) => !isFlag(option)),
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'short-option-groups': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    },
  });

  const given = new Map<string, unknown>();
  for (const [name, value] of Object.entries(parsed)) {
    const option = known.get(name);
    if (!option) throw unknownOption(name, [...known.keys()]);
    if (given.has(option.flag) && !isList(option)) throw givenTwice(option.flag);
    given.set(option.flag, readValue(option, value));
  }
  const [stray] = extra.map(String);
  if (stray === undefined) return given;
  const before = argv[argv.indexOf(stray) - 1];
  const isAfterSwitch = before !== undefined && isSwitch(before, known);
  const expected = isAfterSwitch
    ? `${before} is a switch, and takes no value`
    : `every value follows an option, like --${options[0]?.flag} VALUE`;
  throw usageError(`unexpected argument "${printableText(stray)}": ${expected}`, 'See --help.');
}

function isSwitch(word: string, known: ReadonlyMap<string, Option>): boolean {
  const name = /^--(?:no-)?(?<name>.+)$/.exec(word)?.groups?.['name'] ?? '';
  const option = known.get(name);
  return option !== undefined && isFlag(option);
}

/** The value of an option for whole arguments begins with a dash as a rule: it is joined to its option. */
function joinDashedValues(argv: readonly string[], known: ReadonlyMap<string, Option>): string[] {
  const joined: string[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] as string;
    const next = argv[i + 1];
    const option = word.startsWith('--') ? known.get(word.slice(2)) : undefined;
    if (option && isExtraArgs(option) && next !== undefined) {
      joined.push(`${word}=${next}`);
      i += 1;
    } else {
      joined.push(word);
    }
  }
  return joined;
}

/** Also without any, as the default of older job definitions: `--cmd_args ''`. */
const isExtraArgs = ({ group, key }: Option): boolean => group === 'runtime' && key === 'extraArgs';

function readValue(option: Option, value: unknown): unknown {
  if (isList(option)) {
    if (!Array.isArray(value) || value.length === 0) throw noValue(option.flag);
    return value;
  }
  if (Array.isArray(value)) throw givenTwice(option.flag);
  if (isFlag(option)) return value;
  if (value === '' && isExtraArgs(option)) return value;
  if (value === undefined || value === '') throw noValue(option.flag);
  if (option.group === 'runtime') {
    const { choices } = option.definition;
    if (choices && !choices.includes(value as string)) {
      throw usageError(
        `--${option.flag} expects one of ${choices.join(', ')}, got "${String(value)}"`,
      );
    }
  }
  const isNumber =
    option.group === 'param' &&
    (option.definition.type === 'integer' || option.definition.type === 'number');
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : value;
}

const givenTwice = (flag: string) =>
  usageError(`--${flag} was given more than once`, 'It takes one value.');

const noValue = (flag: string) => usageError(`--${flag} needs a value`, 'See --help.');

function unknownOption(name: string, known: readonly string[]) {
  const meant = closest(name, known);
  return usageError(
    `unknown option --${name}`,
    meant === undefined ? 'See --help.' : `Did you mean --${meant}? See --help.`,
  );
}
