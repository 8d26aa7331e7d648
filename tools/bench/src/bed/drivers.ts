import { workspaceRoot } from '@joblayer/local-cloud';
import { bundle } from '@joblayer/nx-container/bundle';
import path from 'node:path';
import { insteadOf } from './instead-of.ts';

/**
 * The bench's own programs that run in containers. Like Joblayer's runners they are bundled, and use the image's
 * Node.
 */
const DRIVERS = ['worker', 'joblayer-store', 'sdk', 'fixture-job'] as const;

/** Variants of `joblayer-store` with one module replaced: the module's name, and its substitute in `inside/instead`. */
const VARIANTS = {
  'store-on-undici': ['connection-pool.ts', 'undici-pool.ts'],
  'store-on-node-http': ['connection-pool.ts', 'node-http-pool.ts'],
  'store-with-8-connections': ['adaptive-concurrency.ts', 'connections-8.ts'],
  'store-with-16-connections': ['adaptive-concurrency.ts', 'connections-16.ts'],
  'store-without-detection': ['slow-connections.ts', 'no-slow-connections.ts'],
} as const;

export type Variant = keyof typeof VARIANTS;
/** The store and a tool's runner, of this checkout and of another one. */
const VERSIONS = {
  'this-store': 'tools/bench/src/inside/joblayer-store.ts',
  'this-runner': 'packages/samtools-stats/src/main.ts',
  'other-store': 'tools/bench/src/inside/joblayer-store.ts',
  'other-runner': 'packages/samtools-stats/src/main.ts',
} as const;

export type Version = keyof typeof VERSIONS;
export type Driver = (typeof DRIVERS)[number] | Variant | Version;

/** The directory of the bundles in containers. */
export const DRIVERS_MOUNT = '/opt/bench';

/** The command that runs a driver in a container, without the driver's arguments. */
export const driverArgv = (driver: Driver): [string, string] => [
  'node',
  `${DRIVERS_MOUNT}/${driver}/main.js`,
];

const inside = (file: string): string => path.resolve(import.meta.dirname, '../inside', file);

export async function bundleDrivers(directory: string): Promise<void> {
  for (const driver of DRIVERS) {
    await bundle(inside(`${driver}.ts`), path.join(directory, driver));
  }
}

export async function bundleVariant(directory: string, variant: Variant): Promise<void> {
  const [replaced, substitute] = VARIANTS[variant];
  const plugin = insteadOf(replaced, inside(path.join('instead', substitute)));
  await bundle(inside('joblayer-store.ts'), path.join(directory, variant), [plugin]);
}

/** @param checkout the root of another checkout, with its dependencies installed */
export async function bundleVersions(directory: string, checkout: string): Promise<void> {
  for (const [version, file] of Object.entries(VERSIONS)) {
    const root = version.startsWith('this-') ? workspaceRoot : checkout;
    await bundle(path.join(root, file), path.join(directory, version));
  }
}
