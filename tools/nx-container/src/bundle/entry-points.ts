import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The files that a package's build starts from. Each is an absolute path where the file exists. */
export interface EntryPoints {
  /** `src/main.ts`, the image's entry point: bundled into dist/main.js. */
  readonly main: string | undefined;
  /**
   * `src/build.ts`, the package's own script. Node runs it, and it writes further files into dist/.
   */
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
