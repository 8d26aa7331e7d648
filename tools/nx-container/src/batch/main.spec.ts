import { jest } from '@jest/globals';
import { run, SubprocessError } from '@joblayer/subprocess';
import { join } from 'node:path';

jest.setTimeout(60_000);

const MAIN = join(import.meta.dirname, 'main.ts');

/** No account and no region. Nothing listens at the endpoint. */
const WITHOUT_AWS = {
  ...{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '', AWS_PROFILE: '' },
  ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
  ...{ AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' },
  ...{ AWS_REGION: '', AWS_DEFAULT_REGION: '' },
};
const ARGUMENTS = ['--', '--bam', 's3://bucket/a.bam', '--output-dir', 's3://bucket/out/'];

/** The failure of `npm run batch` with a command line that it refuses. */
async function refusalOf(...args: readonly string[]): Promise<SubprocessError> {
  const refusal = await run([process.execPath, MAIN, ...args], { env: WITHOUT_AWS }).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(SubprocessError);
  return refusal as SubprocessError;
}

describe('npm run batch', () => {
  it('refuses an unknown tool in a message that lists the tools', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stat', '--queue', 'q', '--', '--x', 'y');
    expect(stderr).toMatch(/^There is no tool "samtools-stat"\. Give one of .*samtools-stats.*\.$/);
    expect(exitCode).toBe(64);
  });

  it('prints its usage when an option is misspelt', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stats', '--qeue', 'q');
    expect(stderr).toMatch(/'--qeue'.*\n\nnpm run batch -- TOOL \[--queue QUEUE\]/s);
    expect(exitCode).toBe(64);
  });

  it('exits with 64 without a queue, and says how to name one', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stats', ...ARGUMENTS);
    expect(stderr).toContain('No job queue was given. Give one with --queue');
    expect(exitCode).toBe(64);
  });

  it("exits with 64 when the tool does not take the job's arguments", async () => {
    const tool = ['samtools-stats', '--queue', 'q', '--', '--bma', 'x'];
    const { exitCode, stderr } = await refusalOf(...tool);
    expect(stderr).toContain('unknown option --bma');
    expect(exitCode).toBe(64);
  });

  it('exits with 64 without a region', async () => {
    const { exitCode, stderr } = await refusalOf('samtools-stats', '--queue', 'q', ...ARGUMENTS);
    expect(stderr).toContain('No AWS region is set');
    expect(exitCode).toBe(64);
  });

  it('prints its usage with --help', async () => {
    const { stdout } = await run([process.execPath, MAIN, '--help']);
    expect(stdout).toMatch(/^npm run batch -- TOOL/);
  });
});
