import { LocalStore } from '@joblayer/object-store';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostCache } from '../cache/host-cache.ts';
import { CopyingSource } from './copying-source.ts';

/**
 * A job in a separate process, which fetches one object through a cache. It prints on stdout how the object came and
 * what it holds, and on stderr each event.
 *
 * Arguments: a directory with the cache, the log and the file that holds downloads up; and the object's path.
 */
const [directory = '', path = ''] = process.argv.slice(2);
const { signal } = new AbortController();
const cache = new HostCache(
  { directory: join(directory, 'cache') },
  { signal, emit: (event) => process.stderr.write(`${JSON.stringify(event)}\n`) },
);
const object = await new LocalStore().stat({ scheme: 'file', path });
await cache.lease([object]);
const target = join(directory, randomUUID());
const source = new CopyingSource(join(directory, 'log'), join(directory, 'held'));
const how = await cache.fetch(object, target, source, { signal, onBytes: () => undefined });
process.stdout.write(`${how} ${readFileSync(target, 'utf8')}\n`);
await cache.close();
