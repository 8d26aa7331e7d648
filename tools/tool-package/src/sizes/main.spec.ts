import { jest } from '@jest/globals';
import { run, SubprocessError } from '@joblayer/subprocess';
import { join } from 'node:path';

jest.setTimeout(60_000);

const MAIN = join(import.meta.dirname, 'main.ts');

describe('npm run sizes', () => {
  it('says what it does when it is asked, and does it not', async () => {
    const { stdout, stderr } = await run([process.execPath, MAIN, '--help']);
    expect(stdout).toMatch(/^npm run sizes\n\nMeasures what each image takes/);
    expect(stderr).toBe('');
  });

  it.each(['--hlep', 'samtools-stats'])('refuses %s, which it does not know', async (word) => {
    const refusal = await run([process.execPath, MAIN, word]).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SubprocessError);
    const { exitCode, stderr } = refusal as SubprocessError;
    expect(stderr).toMatch(new RegExp(`'${word}'.*\n\nnpm run sizes\n`, 's'));
    expect(exitCode).toBe(64);
  });
});
