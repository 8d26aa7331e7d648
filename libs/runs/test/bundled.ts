import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'tsup';

/** Dependencies written as CommonJS call `require` for Node's own modules. */
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** A program as one file: it starts much faster than from some thousand modules. */
export interface BundledProgram {
  readonly path: string;
  remove(): Promise<void>;
}

export async function bundled(entryPoint: string): Promise<BundledProgram> {
  const outDir = await mkdtemp(join(tmpdir(), 'bundled-'));
  await build({
    ...{ config: false, entry: { main: entryPoint }, outDir, silent: true, splitting: false },
    ...{ format: 'esm', platform: 'node', target: 'node24', noExternal: [/.*/] },
    ...{ outExtension: () => ({ js: '.mjs' }), banner: { js: BANNER } },
  });
  const remove = () => rm(outDir, { recursive: true });
  return { path: join(outDir, 'main.mjs'), remove };
}
