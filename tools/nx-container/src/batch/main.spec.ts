import { jest } from '@jest/globals';
import { run, SubprocessError } from '@joblayer/subprocess';
import { join } from 'node:path';

jest.setTimeout(60_000);

const MAIN = join(import.meta.dirname, 'main.ts');

/** The failure of `npm run batch` with a command line that it refuses. */
async function refusalOf(...args: readonly string[]): Promise<SubprocessError> {
  const refusal = await run([process.execPath, MAIN, ...args]).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SubprocessError);
  return refusal as SubprocessError;
}

describe('npm run batch', () => {
  it('refuses an unknown tool in a message that lists the tools', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stat', '--queue', 'q', '--', '--x', 'y');
    expect(stderr).toMatch(
      /^There is no tool "samtools-stat"\. Give one of bcftools-call, .*samtools-stats.*\.$/,
    );
    expect(exitCode).toBe(64);
  });

  it('prints its usage when an option is misspelt', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stats', '--qeue', 'q');
    expect(stderr).toMatch(/'--qeue'.*\n\nnpm run batch -- TOOL \[--queue QUEUE\]/s);
    expect(exitCode).toBe(64);
  });

  it('prints its usage with --help', async () => {
    const { stdout } = await run([process.execPath, MAIN, '--help']);
    expect(stdout).toMatch(/^npm run batch -- TOOL/);
  });
});
