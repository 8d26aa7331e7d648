import { hideBin } from 'yargs/helpers';
import yargs from 'yargs';
import { ENGINES } from './engines/index.ts';
import { testEngines } from './test-engines.ts';

const {
  all,
  engine = [],
  tool = [],
} = await yargs(hideBin(process.argv))
  .scriptName('npm run test:engines --')
  .usage(
    '$0 [--all] [--engine NAME…] [--tool NAME…]\n\nRuns the cases of tool definitions in workflow engines. Without options, each engine runs two of them.',
  )
  .option('all', {
    boolean: true,
    default: false,
    describe: 'Run every definition in every engine',
  })
  .option('engine', {
    array: true,
    requiresArg: true,
    choices: ENGINES.map(({ name }) => name),
    describe: 'Run only these engines',
  })
  .option('tool', {
    array: true,
    string: true,
    requiresArg: true,
    describe: 'Run only these definitions',
  })
  .strict()
  .parseAsync();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));

process.exitCode = await testEngines({ all, engines: engine, tools: tool }, stop.signal).catch(
  (error: unknown) => {
    process.stderr.write(`test:engines: ${(error as Error).message}\n`);
    return 1;
  },
);
