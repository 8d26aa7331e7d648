import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Options } from 'tsup';
import { leanHttp } from './lean-http.ts';

/** Dependencies written as CommonJS call `require` for Node's own modules. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export type BundlePlugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * Bundles an entry point with everything that it imports into `<outDir>/main.js`. Modules imported
 * with `import()` stay in separate chunks, so that a job that does not need one does not load it.
 * Names and lines are kept: without source maps, the stack traces in a job's log must be readable.
 */
export async function bundle(
  entryPoint: string,
  outDir: string,
  plugins: readonly BundlePlugin[] = [],
): Promise<void> {
  await build({
    config: false,
    entry: { main: entryPoint },
    outDir,
    clean: true,
    format: 'esm',
    // Without it, tsup would choose by the package.json of the directory that it is called in.
    outExtension: () => ({ js: '.js' }),
    platform: 'node',
    target: 'node24',
    splitting: true,
    noExternal: [/.*/],
    // Without it, tsup would resolve `node:` itself, before any plugin.
    removeNodeProtocol: false,
    esbuildPlugins: [leanHttp, ...plugins],
    banner: { js: BANNER },
    silent: true,
  });
  // In the image no package.json above the bundle declares it as ES modules.
  await writeFile(join(outDir, 'package.json'), '{ "type": "module" }\n');
}
