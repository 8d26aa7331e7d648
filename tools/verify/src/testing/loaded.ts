import { run } from '@joblayer/subprocess';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The modules that a process had loaded when it ended, each list sorted. */
export interface Loaded {
  /** Node's own modules, without `node:`. */
  readonly builtins: readonly string[];
  /** Dependencies, by name. */
  readonly packages: readonly string[];
  /** Files of this workspace, by path from its root. */
  readonly files: readonly string[];
}

/** Prints the URL of every loaded module to standard output, after everything else. */
const REPORT_MODULES = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  const urls = new Set();
  registerHooks({
    load(url, context, next) {
      urls.add(url);
      return next(url, context);
    },
  });
  process.on('exit', () => writeSync(1, '\\n' + JSON.stringify([...urls])));
`)}`;

/** esbuild names the source of each bundled module in a comment. */
const SOURCE = /^\/\/ (?:\S*\/)?((?:node_modules|libs|packages)\/\S+)$/gm;
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/**
 * Runs a bundled entry point to its end, and returns the modules that it loaded.
 *
 * @param exitCode the expected exit code
 */
export async function loadedBy(
  entryPoint: string,
  args: readonly string[],
  exitCode = 0,
): Promise<Loaded> {
  const program = `"$@" 2>/dev/null; [ $? = ${exitCode} ]`;
  const argv = [process.execPath, '--import', REPORT_MODULES, entryPoint, ...args];
  const { stdout } = await run(['sh', '-c', program, 'sh', ...argv]);
  const urls = JSON.parse(stdout.split('\n').at(-1) ?? '') as string[];
  const chunks = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  const texts = await Promise.all(chunks.map((chunk) => readFile(chunk, 'utf8')));
  const sources = texts.flatMap((text) =>
    [...text.matchAll(SOURCE)].map(([, source = '']) => source),
  );
  const packages = sources.flatMap((source) => PACKAGE.exec(source)?.[1] ?? []);
  return {
    builtins: sorted(urls.flatMap((url) => (url.startsWith('node:') ? [url.slice(5)] : []))),
    packages: sorted(packages),
    files: sorted(sources.filter((source) => !PACKAGE.test(source)).map(path.posix.normalize)),
  };
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
