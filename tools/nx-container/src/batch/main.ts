import { exitCodeOf } from '@joblayer/aws-batch';
import { awsBatchClient } from '@joblayer/aws-batch/client';
import { workspaceRoot } from '@nx/devkit';
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { command, USAGE_ERROR } from '../command.ts';
import { optionsInNxJson } from '../options/nx-json.ts';
import { containerPackage } from '../package.ts';
import { say } from '../say.ts';
import { toolSourceProblem } from '../tool-source/problems.ts';
import { follow, submitPackage } from './submit-package.ts';

const USAGE = `npm run batch -- TOOL [--queue QUEUE] [--job-name NAME] [--wait] -- ARGUMENTS OF THE TOOL

Submits a job as the target batch-submit does. With --wait, it exits with the job's exit code, as no Nx target can.`;

const FAILED = 1;

async function main(argv: readonly string[]): Promise<number> {
  const end = argv.indexOf('--');
  const { values, positionals } = parseArgs({
    args: argv.slice(0, end === -1 ? undefined : end),
    allowPositionals: true,
    options: {
      queue: { type: 'string' },
      'job-name': { type: 'string' },
      wait: { type: 'boolean', default: false },
    },
  });
  const [tool] = positionals;
  if (tool === undefined || positionals.length > 1) {
    say(USAGE);
    return USAGE_ERROR;
  }
  const known = toolNames();
  if (!known.includes(tool)) {
    say(`There is no tool "${tool}". Give one of ${known.join(', ')}.`);
    return USAGE_ERROR;
  }
  const options = optionsInNxJson(workspaceRoot);
  const { repositoryPrefix, batch } = options;
  const client = awsBatchClient();
  const pkg = containerPackage(workspaceRoot, `packages/${tool}`);
  const id = await submitPackage(client, pkg, options, {
    repositoryPrefix,
    queue: values.queue ?? batch.queue,
    jobName: values['job-name'],
    command: end === -1 ? [] : argv.slice(end + 1),
  });
  process.stdout.write(`${id}\n`);
  if (!values.wait) return 0;
  const { succeeded, exitCode, reason } = await follow(client, id, say);
  if (succeeded) return 0;
  say(`The job ${id} failed: ${reason ?? 'Batch gives no reason'}`);
  return exitCode || FAILED;
}

/** The packages that define a tool, by name. */
function toolNames(): string[] {
  const files = globSync('packages/*/src/tool.ts', { cwd: workspaceRoot });
  return files.map((file) => basename(dirname(dirname(file)))).toSorted();
}

/** Wrong arguments of the tool are a wrong command line, too. */
const exitCode = (error: unknown): number | undefined =>
  toolSourceProblem.is(error, 'invalid-arguments') ? USAGE_ERROR : exitCodeOf(error);

await command(USAGE, main, exitCode);
