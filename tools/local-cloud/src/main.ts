import { SubprocessError } from '@joblayer/subprocess';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import * as commands from './cli/commands.ts';
import {
  DEFAULT_AWS_PORT,
  DEFAULT_NAME,
  DEFAULT_REGISTRY_PORT,
  DEFAULT_VCPUS,
} from './cloud/plan.ts';
import { LocalCloudError } from './error.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    process.exitCode = signal === 'SIGINT' ? 130 : 143;
    stopping.abort();
  });
}

const output: commands.Output = {
  print: (text) => process.stdout.write(`${text}\n`),
  notify: (message) => process.stderr.write(`local-cloud: ${message}\n`),
  signal: stopping.signal,
};

class UsageError extends Error {}

const name = { type: 'string', default: DEFAULT_NAME, describe: 'Which cloud' } as const;

try {
  await yargs(hideBin(process.argv))
    .scriptName('local-cloud')
    .usage('$0 <command>: an AWS on this machine, for trials and tests')
    .command(
      'start',
      'Start a cloud, or use the one that runs',
      (y) =>
        y
          .option('name', name)
          .option('aws-port', {
            type: 'number',
            describe: `Port of the AWS endpoint on 127.0.0.1, 0 for a free one [default: ${DEFAULT_AWS_PORT}]`,
          })
          .option('registry-port', {
            type: 'number',
            describe: `Port of the registry on 127.0.0.1, 0 for a free one [default: ${DEFAULT_REGISTRY_PORT}]`,
          })
          .option('vcpus', {
            type: 'number',
            describe: `How many vCPUs of jobs run at once in a new cloud [default: ${DEFAULT_VCPUS}]`,
          }),
      (args) => commands.start(args, output),
    )
    .command(
      'stop',
      'Stop a cloud and the jobs that run in it',
      (y) => y.option('name', name),
      (args) => commands.stop(args, output),
    )
    .command(
      'status',
      'Show what runs, its addresses, since when, and what it holds',
      (y) => y.option('name', name).option('json', { type: 'boolean', default: false }),
      (args) => commands.status(args, output),
    )
    .command(
      'env',
      'Print the variables with which a shell uses the cloud',
      (y) => y.option('name', name),
      (args) => commands.env(args, output),
    )
    .command(
      'logs',
      "Print the last lines of both servers' logs",
      (y) =>
        y.option('name', name).option('lines', {
          type: 'number',
          default: 100,
          describe: 'Number of lines of each log',
        }),
      (args) => commands.logs(args, output),
    )
    .demandCommand(1, 'Name a command.')
    .strict()
    .version(false)
    .fail((message, error, y) => {
      if (error) throw error;
      throw new UsageError(`${message}\n\n${String(y.help())}`);
    })
    .parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints the failure's message and returns the exit code. */
function report(error: unknown): number {
  if (stopping.signal.aborted) return Number(process.exitCode);
  if (error instanceof LocalCloudError || error instanceof SubprocessError) {
    output.notify(error.message);
    return 1;
  }
  if (error instanceof UsageError) {
    output.notify(error.message);
    return 64;
  }
  output.notify(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
