import type { BundlePlugin } from '@joblayer/nx-container/bundle';

/**
 * Bundles `substitute` wherever a module of this file name is imported. So a driver runs the runtime's own code, and
 * one module of it is another. The build fails where no module imports the file: the driver would be the usual one.
 *
 * @param fileName the name of a file of the runtime, as `adaptive-concurrency.ts`
 * @param substitute the absolute path of a module with the same exports
 */
export const insteadOf = (fileName: string, substitute: string): BundlePlugin => ({
  name: `instead-of-${fileName}`,
  setup(build) {
    let isImported = false;
    const filter = new RegExp(`/${fileName.replaceAll('.', '\\.')}$`);
    build.onResolve({ filter }, ({ kind }) => {
      if (kind === 'entry-point') return undefined;
      isImported = true;
      return { path: substitute };
    });
    build.onEnd(() =>
      isImported
        ? {}
        : { errors: [{ text: `Nothing imports ${fileName}: it cannot be replaced.` }] },
    );
  },
});
