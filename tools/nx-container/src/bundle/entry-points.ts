import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a package that its build starts from, each an absolute path where it is there. */
export interface EntryPoints {
  /** `src/main.ts`, the image's entry point: bundled into dist/main.js. */
  readonly main: string | undefined;
  /** `src/build.ts`, the package's own script: run by Node, it puts what it likes into dist/. */
  readonly script: string | undefined;
  /** `src/tool.ts`, a tool's definition. */
  readonly tool: string | undefined;
}

export function entryPoints(directory: string): EntryPoints {
  const at = (file: string) => {
    const path = join(directory, 'src', file);
    return existsSync(path) ? path : undefined;
  };
  return { main: at('main.ts'), script: at('build.ts'), tool: at('tool.ts') };
}
