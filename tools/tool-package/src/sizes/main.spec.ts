import { jest } from '@jest/globals';
import { run, SubprocessError } from '@joblayer/subprocess';
import { join } from 'node:path';

jest.setTimeout(60_000);

const MAIN = join(import.meta.dirname, 'main.ts');

describe('npm run sizes', () => {
  it('prints its usage with --help, and measures nothing', async () => {
    const { stdout, stderr } = await run([process.execPath, MAIN, '--help']);
    expect(stdout).toMatch(/^npm run sizes\n\nMeasures the size of each image/);
    expect(stderr).toBe('');
  });

  it.each(['--hlep', 'samtools-stats'])(
    'refuses the unknown argument %s, and prints its usage',
    async (argument) => {
      const refusal = await run([process.execPath, MAIN, argument]).catch(
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(SubprocessError);
      const { exitCode, stderr } = refusal as SubprocessError;
      expect(stderr).toMatch(new RegExp(`'${argument}'.*\n\nnpm run sizes\n`, 's'));
      expect(exitCode).toBe(64);
    },
  );
});
