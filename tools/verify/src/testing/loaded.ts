import { run } from '@joblayer/subprocess';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a process loaded by the time it ended, each sorted. */
export interface Loaded {
  /** Node's own modules, without `node:`. */
  readonly builtins: readonly string[];
  /** Dependencies, by name. */
  readonly packages: readonly string[];
  /** Files of this workspace, from its root. */
  readonly files: readonly string[];
}

/** Tells on standard output, after all else, the URL of every module that is loaded. */
const TELL = `data:text/javascript,${encodeURIComponent(`
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

/** esbuild names the source of each module that it bundles in a comment of its own. */
const SOURCE = /^\/\/ (?:\S*\/)?((?:node_modules|libs|packages)\/\S+)$/gm;
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/**
 * Runs a bundled entry point to its end, and returns what it loaded.
 *
 * @param exitCode that it is to end with
 */
export async function loadedBy(
  entryPoint: string,
  args: readonly string[],
  exitCode = 0,
): Promise<Loaded> {
  const program = `"$@" 2>/dev/null; [ $? = ${exitCode} ]`;
  const argv = [process.execPath, '--import', TELL, entryPoint, ...args];
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
