import { createStores, type ListedObject } from '@joblayer/object-store';
import type { Location } from '@joblayer/object-store/location';
import pLimit from 'p-limit';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * The transfer engine of the job runtime alone, as a command. It does the work of the stage-in and stage-out phases
 * with all their checks, but without a job.
 *
 *     joblayer-store down BUCKET KEY-OR-PREFIX/ PATH
 *     joblayer-store up PATH BUCKET KEY-OR-PREFIX/
 */
/** The limits that the phases have. */
const [fetching, preparing, committing] = [pLimit(64), pLimit(4), pLimit(16)];
const { signal } = new AbortController();
const options = { signal, onBytes: () => undefined };
/** The memory that a job was granted. By default there is enough. */
const { BENCH_MEMORY_MIB: memoryMiB } = process.env;
const storeFor = createStores({
  env: process.env,
  signal,
  encryption: { sse: 'none' },
  ...(memoryMiB !== undefined && { memoryMiB: Number(memoryMiB) }),
});

async function down(bucket: string, key: string, target: string): Promise<void> {
  const location: Location = { scheme: 's3', bucket, key };
  const store = await storeFor(location);
  if (!key.endsWith('/')) {
    await store.fetch(await store.stat(location), target, options);
    return;
  }
  await mkdir(target, { recursive: true });
  const fetched = new Map<ListedObject, Promise<unknown>>();
  const fetch = (objects: readonly ListedObject[]) => {
    for (const object of objects) {
      if (fetched.has(object)) continue;
      const file = path.join(target, object.relativePath);
      fetched.set(
        object,
        fetching(() => store.fetch(object, file, options)),
      );
    }
  };
  fetch(await store.list(location, fetch));
  await Promise.all(fetched.values());
}

async function up(source: string, bucket: string, key: string): Promise<void> {
  const location: Location = { scheme: 's3', bucket, key };
  const store = await storeFor(location);
  const files = key.endsWith('/')
    ? (await readdir(source)).map((name) => [path.join(source, name), `${key}${name}`] as const)
    : [[source, key] as const];
  // As in the stage-out phase: first all bytes are sent, then all objects become visible.
  const pending = await Promise.all(
    files.map(([file, key]) =>
      preparing(() => store.prepare(file, { scheme: 's3', bucket, key }, options)),
    ),
  );
  await Promise.all(pending.map((write) => committing(() => write.commit())));
}

const [direction, ...rest] = process.argv.slice(2) as [string, string, string, string];
await (direction === 'up' ? up : down)(...rest);
