import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Options } from 'tsup';
import { leanHttp } from './lean-http.ts';

/** Dependencies written as CommonJS call `require` for Node's own modules. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export type BundlePlugin = NonNullable<Options['esbuildPlugins']>[number];

/**
 * Bundles an entry point with everything that it imports into `<outDir>/main.js`. What it imports with
 * `import()` stays in chunks of its own, so that a job that does not need it does not load it. Names and
 * lines are kept, because stack traces from a job's log have to be read without source maps.
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
    // tsup would choose by the package.json of the directory that it is called in.
    outExtension: () => ({ js: '.js' }),
    platform: 'node',
    target: 'node24',
    splitting: true,
    noExternal: [/.*/],
    // tsup would resolve `node:` itself, before any plugin.
    removeNodeProtocol: false,
    esbuildPlugins: [leanHttp, ...plugins],
    banner: { js: BANNER },
    silent: true,
  });
  // In the image there is no package.json above it that says so.
  await writeFile(join(outDir, 'package.json'), '{ "type": "module" }\n');
}
