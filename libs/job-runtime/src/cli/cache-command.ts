import { parseArgs } from 'node:util';
import { listCache, pruneCache, verifyCache } from '../cache/inspect.ts';
import type { CacheContext } from '../cache/open-cache.ts';
import { EXIT_CODES, ioError, usageError } from '../job/errors.ts';
import type { RuntimeConfig } from '../host/config.ts';
import { CACHE_COMMAND } from './cache-command-name.ts';
import { formatBytes, oneLine } from '../log/text.ts';

const ACTIONS = ['ls', 'prune', 'verify'] as const;
type Action = (typeof ACTIONS)[number];

const USAGE = `Usage: docker run -v /host/dir:/cache IMAGE ${CACHE_COMMAND} ${ACTIONS.join('|')} --cache-dir /cache [--cache-max-bytes BYTES]`;

interface Request {
  readonly action: Action;
  readonly directory: string;
  /** For `cache prune`: how much may stay. */
  readonly maxBytes: number;
}

/**
 * `cache ls` lists what the cache holds, `cache prune` evicts what no job uses (down to --cache-max-bytes, else all
 * of it), `cache verify` compares every object with its checksum and removes those that are damaged.
 *
 * @param print a line for stdout
 * @returns the exit code: 65 if an object was damaged
 * @throws JobError `usage`, or an error of the directory if it cannot be used
 */
export async function cacheCommand(
  argv: readonly string[],
  config: RuntimeConfig,
  context: CacheContext,
  print: (line: string) => void,
): Promise<number> {
  const { action, directory, maxBytes } = parse(argv, config);
  try {
    switch (action) {
      case 'ls':
        await list(directory, print);
        return 0;
      case 'prune':
        await pruneCache(directory, maxBytes, context);
        await list(directory, print);
        return 0;
      case 'verify':
        return await verify(directory, context, print);
    }
  } catch (error) {
    context.signal.throwIfAborted();
    throw ioError(error, { scheme: 'file', path: directory });
  }
}

function parse(argv: readonly string[], config: RuntimeConfig): Request {
  const { values, positionals: words } = parseArgs({
    args: [...argv],
    options: { 'cache-dir': { type: 'string' }, 'cache-max-bytes': { type: 'string' } },
    // Not strict, so that mistakes get this command's messages and not Node's.
    ...{ strict: false, allowPositionals: true },
  });
  const { 'cache-dir': given, 'cache-max-bytes': most = '0', ...unknown } = values;
  const [option] = Object.keys(unknown);
  if (option !== undefined) throw usageError(`unknown option --${option}`, USAGE);
  const action = ACTIONS.find((each) => each === words[0]);
  if (action === undefined || words.length > 1) {
    throw usageError(`expected one of ${ACTIONS.join(', ')}, got "${words.join(' ')}"`, USAGE);
  }
  const directory = given ?? config.cacheDir;
  if (typeof directory !== 'string' || directory === '') {
    throw usageError('--cache-dir is missing, and JOBLAYER_CACHE_DIR is not set', USAGE);
  }
  const maxBytes = typeof most === 'string' && most !== '' ? Number(most) : NaN;
  if (!Number.isInteger(maxBytes) || maxBytes < 0) {
    throw usageError(`--cache-max-bytes expects a whole number, got "${String(most)}"`, USAGE);
  }
  return { action, directory, maxBytes };
}

/** Prints a line for each object: size, last use, whether a job uses it, and location, separated by tabs. */
async function list(directory: string, print: (line: string) => void): Promise<void> {
  const objects = await listCache(directory);
  for (const { sizeBytes, usedAtMs, state, location } of objects) {
    const usedAt = new Date(usedAtMs).toISOString();
    print([sizeBytes, usedAt, state, oneLine(location)].join('\t'));
  }
  const total = objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const what = objects.length === 1 ? '1 object' : `${objects.length} objects`;
  print(`${what}, ${formatBytes(total)}`);
}

async function verify(
  directory: string,
  context: CacheContext,
  print: (line: string) => void,
): Promise<number> {
  let damaged = 0;
  await verifyCache(directory, context, (name, state) => {
    if (state === 'damaged') damaged += 1;
    print([state, oneLine(name)].join('\t'));
  });
  print(damaged === 0 ? 'nothing is damaged' : `${damaged} damaged, and removed`);
  return damaged === 0 ? 0 : EXIT_CODES['bad-data'];
}
