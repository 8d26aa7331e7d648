import { bundle } from '@joblayer/nx-container/bundle';
import path from 'node:path';

/** Programs of the bench itself that run in containers, as Joblayer's runners do: bundled, on the image's Node. */
const DRIVERS = ['worker', 'joblayer-store', 'sdk', 'fixture-job'] as const;
export type Driver = (typeof DRIVERS)[number];

/** Where containers see them. */
export const DRIVERS_MOUNT = '/opt/bench';

/** The command that runs one in a container, less its arguments. */
export const driverArgv = (driver: Driver): [string, string] => [
  'node',
  `${DRIVERS_MOUNT}/${driver}/main.js`,
];

export async function bundleDrivers(directory: string): Promise<void> {
  for (const driver of DRIVERS) {
    const entry = path.resolve(import.meta.dirname, '../inside', `${driver}.ts`);
    await bundle(entry, path.join(directory, driver));
  }
}
