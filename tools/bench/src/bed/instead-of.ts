import type { BundlePlugin } from '@joblayer/nx-container/bundle';

/**
 * Bundles `substitute` instead of every module with this file name. So a driver runs the runtime's own code with one
 * module replaced. The build fails if no module imports the file: otherwise the driver would silently be the usual one.
 *
 * @param fileName the name of a file of the runtime, such as `adaptive-concurrency.ts`
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
