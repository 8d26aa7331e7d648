import { runCli } from '@joblayer/job-runtime';
import manifest from '../manifest.json' with { type: 'json' };
import { CHECK_READS } from './check-reads-argv.ts';
import { tool } from './tool.ts';

const [command, ...args] = process.argv.slice(2);
if (command === CHECK_READS) {
  const { checkReads } = await import('./check-reads.ts');
  process.exitCode = await checkReads(args, (line) => process.stderr.write(`${line}\n`));
} else {
  await runCli(tool, manifest);
}
