import { jest } from '@jest/globals';
import { run, SubprocessError } from '@joblayer/subprocess';
import { join } from 'node:path';

jest.setTimeout(60_000);

const MAIN = join(import.meta.dirname, 'main.ts');

/** What `npm run batch` says of a command line that it refuses. */
async function refusalOf(...words: readonly string[]): Promise<SubprocessError> {
  const refusal = await run([process.execPath, MAIN, ...words]).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SubprocessError);
  return refusal as SubprocessError;
}

describe('npm run batch', () => {
  it('names the tools that there are where it knows the given one not', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stat', '--queue', 'q', '--', '--x', 'y');
    expect(stderr).toMatch(
      /^There is no tool "samtools-stat"\. Expected one of bcftools-call, .*samtools-stats.*\.$/,
    );
    expect(exitCode).toBe(64);
  });

  it('says how it is used where an option is misspelt', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stats', '--qeue', 'q');
    expect(stderr).toMatch(/'--qeue'.*\n\nnpm run batch -- TOOL \[--queue QUEUE\]/s);
    expect(exitCode).toBe(64);
  });

  it('tells how it is used when it is asked', async () => {
    const { stdout } = await run([process.execPath, MAIN, '--help']);
    expect(stdout).toMatch(/^npm run batch -- TOOL/);
  });
});
