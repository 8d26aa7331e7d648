import { driverArgv, type Driver } from '../bed/drivers.ts';
import type { Side } from './side.ts';

function driver(name: string, program: Driver, env: Record<string, string>): Side {
  return {
    name,
    down: ({ bucket, key, path }) => [...driverArgv(program), 'down', bucket, key, path],
    up: ({ bucket, key, path }) => [...driverArgv(program), 'up', path, bucket, key],
    env: () => env,
  };
}

/** The runtime's transfer engine, with all its checks. */
export const joblayer = driver('joblayer', 'joblayer-store', {});

/** The transfer engine of this checkout and of another one, bundled in the same way. */
export const thisVersion = driver('this checkout', 'this-store', {});
export const otherVersion = driver('the other checkout', 'other-store', {});

/** The AWS SDK for JavaScript as its examples use it: GetObject piped into a file, and lib-storage. */
export const sdk = driver('SDK, lib-storage', 'sdk', {
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
});

/** The transfer engine with another HTTP client; all else is the same. */
export const onUndici = driver('joblayer on undici', 'store-on-undici', {});
export const onNodeHttp = driver('joblayer on node:http', 'store-on-node-http', {});

/** The transfer engine with a constant number of connections for a large object, without adaptive concurrency. */
export const eightConnections = driver('always 8 connections', 'store-with-8-connections', {});
export const sixteenConnections = driver('always 16 connections', 'store-with-16-connections', {});

export const withoutDetection = driver(
  'without slow-connection detection',
  'store-without-detection',
  {},
);

/** The transfer engine in a job that was granted 128 MiB: it holds 16 MiB instead of 48 MiB. */
export const littleMemory = driver('holds 16 MiB', 'joblayer-store', { BENCH_MEMORY_MIB: '128' });
