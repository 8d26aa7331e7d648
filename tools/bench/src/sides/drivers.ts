import { driverArgv } from '../bed/drivers.ts';
import type { Side } from './side.ts';

function driver(
  name: string,
  program: 'joblayer-store' | 'sdk',
  env: Record<string, string>,
): Side {
  return {
    name,
    down: ({ bucket, key, path }) => [...driverArgv(program), 'down', bucket, key, path],
    up: ({ bucket, key, path }) => [...driverArgv(program), 'up', path, bucket, key],
    env: () => env,
  };
}

/** The runtime's transfer engine, with all its checks. */
export const joblayer = driver('joblayer', 'joblayer-store', {});

/** The AWS SDK for JavaScript as its examples use it: GetObject piped into a file, and lib-storage. */
export const sdk = driver('SDK, lib-storage', 'sdk', {
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
});
