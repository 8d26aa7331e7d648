import type { Encryption } from '@joblayer/object-store';
import {
  askedMemoryMiB,
  type DefinitionDescription,
  parseCommandLine,
  type ParsedArguments,
  type RuntimeValues,
} from '@joblayer/tool-definition';
import { resolve } from 'node:path';
import type { RuntimeConfig } from '../host/config.ts';
import { grantedResources } from '@joblayer/granted-resources';
import type { HostCacheSettings, IfComplete, JobRequest } from '../job/job.ts';
import type { JobSpecSource, ReadJobSpec } from './read-job-spec.ts';

export type LogFormat = 'text' | 'json';

/** What the command line asks for. */
export type Invocation =
  | { readonly action: 'help' | 'version' | 'describe' }
  /** The rest is in a job spec, which must be read first. */
  | { readonly action: 'read-job-spec'; readonly source: JobSpecSource }
  | { readonly action: 'run'; readonly request: JobRequest; readonly logFormat: LogFormat };

/**
 * @param jobSpec what the job spec gives, once it was read; the command line wins over it
 * @throws UsageError in one line: what was expected, what came, what was probably meant
 */
export function parseArguments(
  tool: DefinitionDescription,
  argv: readonly string[],
  config: RuntimeConfig,
  jobSpec?: ReadJobSpec,
): Invocation {
  const variables = config.variables ?? {};
  const parsed = parseCommandLine(tool, argv, { jobSpec: jobSpec?.given, variables });
  switch (parsed.action) {
    case 'read-job-spec':
      return { action: 'read-job-spec', source: { location: parsed.location } };
    case 'run': {
      const { request, runtime } = parsed;
      const settings = settingsFrom(request, runtime, config);
      const logFormat = runtime['logFormat'] as LogFormat;
      return {
        action: 'run',
        logFormat,
        request: { ...request, settings, jobSpec: jobSpec?.file },
      };
    }
    default:
      return parsed;
  }
}

/** Values of runtime options have the types, and the defaults, that the description states. */
function settingsFrom(
  { extraArgs, reportUri }: ParsedArguments,
  runtime: RuntimeValues,
  config: RuntimeConfig,
): JobRequest['settings'] {
  const granted = grantedResources(config.taskLimits);
  const memoryMiB = askedMemoryMiB(runtime);
  const [kmsKeyId, timeoutSeconds] = [runtime['kmsKeyId'], runtime['timeout']];
  return {
    ...scratchFrom(runtime, config),
    cpus: (runtime['cpus'] as number | undefined) ?? granted.cpus,
    memoryMiB: memoryMiB ?? granted.memoryMiB,
    ...{ extraArgs, reportUri },
    encryption: {
      sse: runtime['sse'] as Encryption['sse'],
      ...(kmsKeyId !== undefined && { kmsKeyId: kmsKeyId as string }),
    },
    conditionalWrites: runtime['conditionalWrites'] as 'required' | 'ignore',
    requesterPays: Boolean(runtime['requesterPays']),
    ifComplete: runtime['ifComplete'] as IfComplete,
    outputManifest: Boolean(runtime['outputManifest']),
    stream: Boolean(runtime['stream']),
    hostCache: hostCacheFrom(runtime, config),
    graceMs: (runtime['graceSeconds'] as number) * 1000,
    ...(timeoutSeconds !== undefined && { timeoutMs: (timeoutSeconds as number) * 1000 }),
  };
}

/** Absolute, because the tool has another working directory. */
function scratchFrom(runtime: RuntimeValues, config: RuntimeConfig) {
  const asked = runtime['scratchDir'] as string | undefined;
  if (asked !== undefined) return { scratchDir: resolve(asked) };
  const { scratchDir, scratchDirBecause } = config;
  return { scratchDir: resolve(scratchDir), scratchDirBecause };
}

function hostCacheFrom(
  runtime: RuntimeValues,
  config: RuntimeConfig,
): HostCacheSettings | undefined {
  const directory = (runtime['cacheDir'] as string | undefined) ?? config.cacheDir;
  const inputs = runtime['cacheInputs'] as HostCacheSettings['inputs'] | 'none';
  if (directory === undefined || inputs === 'none') return undefined;
  const maxBytes = runtime['cacheMaxBytes'] as number | undefined;
  return { directory: resolve(directory), inputs, ...(maxBytes !== undefined && { maxBytes }) };
}
