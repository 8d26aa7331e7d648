import { LocalCloudError } from '@joblayer/local-cloud';
import { SubprocessError } from '@joblayer/subprocess';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { PIPELINES } from './context.ts';
import { DemoError } from './error.ts';
import { runDemo } from './run-demo.ts';

const say = (text: string) => process.stderr.write(`${text}\n`);

const args = await yargs(hideBin(process.argv))
  .scriptName('npm run demo --')
  .usage(
    '$0 [options]\n\nBuilds the tools, pushes them to a registry, and runs them as AWS Batch jobs, all on this machine. The pipeline alignment aligns reads of phage lambda and measures the alignment; germline goes from reads of yeast to variants with their effects, and checks that they are the planted ones; rnaseq goes from RNA-seq reads of two samples to counts by gene, and checks that they are those simulated.',
  )
  .option('pipeline', {
    choices: PIPELINES,
    default: 'alignment' as const,
    describe: 'What to run',
  })
  .option('keep', {
    type: 'boolean',
    default: false,
    describe: 'Leave the local cloud up afterwards',
  })
  .option('name', { type: 'string', describe: 'Name of the local cloud [default: joblayer]' })
  .option('aws-port', { type: 'number', describe: 'Port of its AWS endpoint [default: 4566]' })
  .option('registry-port', { type: 'number', describe: 'Port of its registry [default: 5566]' })
  .strict()
  .version(false)
  .parseAsync();

// A closed terminal must not keep the demo from stopping what it started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const stopping = new AbortController();
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) return;
    process.exitCode = EXIT_CODES[signal];
    say(`\n${signal}: stopping what was started`);
    stopping.abort();
  });
}

try {
  await runDemo({ ...args, signal: stopping.signal }, (text) => process.stdout.write(`${text}\n`));
} catch (error) {
  if (!stopping.signal.aborted) {
    process.exitCode = 1;
    say(`\n${describe(error)}`);
  }
}

function describe(error: unknown): string {
  const expected = [DemoError, LocalCloudError, SubprocessError];
  if (expected.some((kind) => error instanceof kind)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
