import { formatLocation, type Location, parseLocation } from '@joblayer/object-store/location';
import {
  type ArgumentsPlan,
  type CommandLine,
  type DefinitionDescription,
  type GivenOptions,
  parseCommandLine,
  parseJobSpec,
  planArguments,
} from '@joblayer/tool-definition';
import { readFile } from 'node:fs/promises';
import { fileProblem } from './problems.ts';

type RunLine = Extract<CommandLine, { readonly action: 'run' }>;

/** The checked arguments of one job. */
export interface PlannedJob {
  readonly action: 'run';
  /** The arguments for the tool's runner, with what the settings add. */
  readonly argv: readonly string[];
  readonly plan: ArgumentsPlan;
  readonly runtime: RunLine['runtime'];
  readonly request: RunLine['request'];
  readonly jobSpec: Location | undefined;
}

export interface JobDefaults {
  /** The `--output-dir` of a job that names none. */
  readonly outputDir?: string | undefined;
  /** The `--timeout` of a job that names none, in seconds. */
  readonly timeoutSeconds?: number | undefined;
  /** Some options and inputs take their value from a variable. */
  readonly env: NodeJS.ProcessEnv;
  /** What `--job-spec` names, if that is known already. */
  readonly jobSpec?: GivenOptions | undefined;
}

/**
 * Parses and plans the arguments of a job as its runner will, before anything is started.
 *
 * @throws UsageError
 */
export async function planJob(
  definition: DefinitionDescription,
  argv: readonly string[],
  defaults: JobDefaults,
): Promise<PlannedJob | { readonly action: 'help' | 'version' | 'describe' }> {
  const variables = Object.fromEntries(
    Object.entries(defaults.env).filter(([name]) => name.startsWith('JOBLAYER_')),
  );
  let parsed = parseCommandLine(definition, argv, { variables });
  let jobSpec: Location | undefined;
  if (parsed.action === 'read-job-spec') {
    jobSpec = parseLocation(parsed.location);
    const given = defaults.jobSpec ?? (await readJobSpec(definition, jobSpec));
    parsed = parseCommandLine(definition, argv, { jobSpec: given, variables });
  }
  if (parsed.action === 'read-job-spec') throw new Error('a job spec cannot name another');
  if (parsed.action !== 'run') return { action: parsed.action };

  const { request, runtime } = parsed;
  const added = [
    ...(request.outputDir === undefined && defaults.outputDir !== undefined
      ? ['--output-dir', defaults.outputDir]
      : []),
    ...(runtime['timeout'] === undefined && defaults.timeoutSeconds !== undefined
      ? ['--timeout', String(defaults.timeoutSeconds)]
      : []),
  ];
  const outputDir = request.outputDir ?? defaults.outputDir;
  const plan = planArguments(definition, { ...request, outputDir });
  return { action: 'run', argv: [...argv, ...added], plan, runtime, request, jobSpec };
}

async function readJobSpec(
  definition: DefinitionDescription,
  location: Location,
): Promise<GivenOptions> {
  if (location.scheme !== 'file')
    throw fileProblem({ code: 'job-spec-in-s3', location: formatLocation(location) });
  const { path } = location;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const flag = '--job-spec';
    if (error.code === 'ENOENT')
      throw fileProblem({ code: 'input-not-found', flag, path, meant: undefined }, error);
    const detail = error.message;
    throw fileProblem({ code: 'input-not-readable', flag, path, detail }, error);
  });
  return parseJobSpec(definition, text, location, undefined);
}
