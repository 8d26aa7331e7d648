import { formatArgv } from '@joblayer/subprocess/argv';
import { selectDefinition, type ToolDescription } from '@joblayer/tool-definition';
import { engineOf } from '../engine/engine.ts';
import { print, say } from '../say.ts';
import { findTool } from '../tool/find-tool.ts';
import type { RunOptions } from './checked-run.ts';
import { checkedIn, describeJob } from './dry-run.ts';
import { runCommand } from './container.ts';
import { localDirectories, localFiles } from './job-files.ts';
import { jobContainer } from './job-container.ts';
import { planJob } from './plan-job.ts';
import { fileProblem } from './problems.ts';
import { checkResources } from './resources.ts';
import { runJob } from './run-job.ts';

/** Runs one job of a tool on an engine of this machine, and returns its exit code. */
export async function runTool(options: RunOptions): Promise<number> {
  const { settings, env, toolArguments } = options;
  const engine = engineOf(options.program);
  const tool = await findTool(options.tool, { settings, engine, env });
  const { definition, argv } = selectDefinition(definitionsOf(tool.description), toolArguments);
  if (argv.length === 0) throw fileProblem({ code: 'arguments-missing', tool: options.tool });
  const outputDir = settings.outputDir?.value;
  const { timeoutSeconds } = options;
  const job = await planJob(definition, argv, { outputDir, timeoutSeconds, env });
  if (job.action !== 'run')
    return showInstead(job.action, options, tool.description, definition.name);

  const info = await engine.info();
  const notes = checkResources(definition, options, info);
  const files = { inputs: await localFiles(job), directories: localDirectories(job, settings) };
  const prefix = toolArguments.slice(0, toolArguments.length - argv.length);
  const run = { options, engine, info, tool, job, files, argv: [...prefix, ...job.argv] };
  if (options.dryRun) {
    describeJob(run, definition, notes).forEach(print);
    return 0;
  }
  if (options.print) {
    const { container } = await jobContainer(run, []);
    print(formatArgv(runCommand(options.program, info, container)));
    return 0;
  }
  say(`${definition.name} in ${tool.digest}`);
  notes.forEach(say);
  job.plan.warnings.forEach(say);
  if (checkedIn(definition).length > 0)
    say('some arguments are checked in the job only: see --dry-run');
  return runJob(run);
}

const definitionsOf = ({ definitions }: ToolDescription) =>
  definitions as [
    ToolDescription['definitions'][number],
    ...ToolDescription['definitions'][number][],
  ];

async function showInstead(
  action: 'help' | 'version' | 'describe',
  { tool }: RunOptions,
  description: ToolDescription,
  definition: string,
): Promise<number> {
  const { describeText } = await import('../tool/describe-text.ts');
  print(describeText(action, tool, description, definition));
  return 0;
}
