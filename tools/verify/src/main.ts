import { hideBin } from 'yargs/helpers';
import yargs from 'yargs';
import { STAGES } from './stages.ts';
import { verify } from './verify.ts';

const { only, files } = await yargs(hideBin(process.argv))
  .scriptName('npm test --')
  .usage(
    '$0 [--only STAGE…] [--files PATH…]\n\nChecks everything: lint, types, unit tests, and integration tests on real containers.',
  )
  .option('only', {
    array: true,
    choices: STAGES,
    default: STAGES,
    describe: 'Run these stages alone',
  })
  .option('files', {
    array: true,
    string: true,
    default: [],
    describe: 'Of the tests, run those in files whose path holds one of these',
  })
  .strict()
  .parseAsync();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
}

process.exitCode = await verify(only, stop.signal, files);
