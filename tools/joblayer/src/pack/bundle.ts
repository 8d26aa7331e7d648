import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'tsup';
import * as z from 'zod';

/** Dependencies written as CommonJS call `require` for Node's own modules. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
const METAFILE = 'metafile-esm.json';

const metafileSchema = z.object({ inputs: z.record(z.string(), z.unknown()) });

/**
 * Bundles the command line with everything that it imports into `<outDir>/main.js` and chunks, which load when they are
 * needed.
 *
 * @returns the bundled source files, relative to the current directory
 */
export async function bundle(outDir: string): Promise<string[]> {
  await build({
    config: false,
    entry: { main: join(import.meta.dirname, '../main.ts') },
    outDir,
    format: 'esm',
    outExtension: () => ({ js: '.js' }),
    platform: 'node',
    target: 'node20',
    splitting: true,
    noExternal: [/.*/],
    metafile: true,
    banner: { js: BANNER },
    silent: true,
  });
  const metafile = join(outDir, METAFILE);
  const { inputs } = metafileSchema.parse(JSON.parse(await readFile(metafile, 'utf8')));
  await rm(metafile);
  return Object.keys(inputs);
}
