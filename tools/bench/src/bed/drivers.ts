import { bundle } from '@joblayer/nx-container/bundle';
import path from 'node:path';
import { insteadOf } from './instead-of.ts';

/** Programs of the bench itself that run in containers, as Joblayer's runners do: bundled, on the image's Node. */
const DRIVERS = ['worker', 'joblayer-store', 'sdk', 'fixture-job'] as const;

/** `joblayer-store` with one module of the runtime replaced: by its name, the module and the file in `inside/instead`. */
const VARIANTS = {
  'store-on-undici': ['connection-pool.ts', 'undici-pool.ts'],
  'store-on-node-http': ['connection-pool.ts', 'node-http-pool.ts'],
  'store-with-4-connections': ['adaptive-concurrency.ts', 'connections-4.ts'],
  'store-with-8-connections': ['adaptive-concurrency.ts', 'connections-8.ts'],
  'store-with-16-connections': ['adaptive-concurrency.ts', 'connections-16.ts'],
  'store-without-detection': ['slow-connections.ts', 'no-slow-connections.ts'],
} as const;

export type Variant = keyof typeof VARIANTS;
export type Driver = (typeof DRIVERS)[number] | Variant;

/** Where containers see them. */
export const DRIVERS_MOUNT = '/opt/bench';

/** The command that runs one in a container, less its arguments. */
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
