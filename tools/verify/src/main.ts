import { hideBin } from 'yargs/helpers';
import yargs from 'yargs';
import { say } from './say.ts';
import { STAGES } from './stages.ts';
import { chooseTests, testFiles } from './test-files.ts';
import { verify } from './verify.ts';

/** Exit code of a wrong command line (sysexits.h). */
const USAGE_ERROR = 64;

const {
  only,
  files = [],
  images,
} = await yargs(hideBin(process.argv))
  .scriptName('npm test --')
  .usage(
    '$0 [--only STAGE…] [--files PATH…] [--images NAME…]\n\nChecks everything: lint, types, unit tests, and integration tests on real containers.',
  )
  .option('only', {
    array: true,
    choices: STAGES,
    default: STAGES,
    describe: 'Run only these stages',
  })
  .option('files', {
    array: true,
    string: true,
    requiresArg: true,
    describe: 'Run only tests in files whose path contains one of these',
  })
  .option('images', {
    array: true,
    string: true,
    requiresArg: true,
    describe: 'Build and test only these images and their base images',
  })
  .strict()
  .parseAsync();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stop.abort(new Error(`stopped by ${signal}`)));
}

process.exitCode =
  files.length === 0 ? await verify(only, stop.signal, { images }) : await verifySome();

/** Reports a misspelt path before anything is set up for it. */
async function verifySome(): Promise<number> {
  const { chosen, unmatched } = chooseTests(await testFiles(only), files);
  if (unmatched.length === 0) return verify(only, stop.signal, { files: chosen, images });
  say(
    `--files ${unmatched.join(' ')}: no path of a test file in the stages ${only.join(', ')} contains it. Give a part of a path, such as packages/bwa-mem.`,
  );
  return USAGE_ERROR;
}
