import { type Run, rowLogName } from '@joblayer/runs';
import type { StoreFor } from '@joblayer/object-store';
import { childOf } from '@joblayer/object-store/location';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { LineReader } from '../../progress/line-reader.ts';

/** Enough lines to find why a job failed. */
const LAST_LINES = 50;

/** The log of a row, which goes into the record of its run. */
export interface RowLog {
  readonly add: (chunk: Buffer) => void;
  readonly lastLines: readonly string[];
  /** Resolves once the log is in the record. */
  end(): Promise<void>;
}

/** @param onLine gets each line as it comes */
export async function openRowLog(
  { records }: Run,
  storeFor: StoreFor,
  { id, position }: { readonly id: string; readonly position: number },
  onLine: (line: string) => void,
): Promise<RowLog> {
  const location = childOf(records.location, rowLogName(id, position));
  // S3 has no files that grow: the log is sent when it is complete.
  const directory =
    location.scheme === 'file' ? undefined : await mkdtemp(join(tmpdir(), 'joblayer-log-'));
  const path =
    directory === undefined && location.scheme === 'file'
      ? location.path
      : join(directory ?? '', 'log');
  await mkdir(dirname(path), { recursive: true });
  const file = createWriteStream(path);
  // `end` reports it. Without a listener it would end this program.
  file.on('error', () => undefined);
  const lastLines: string[] = [];
  const lines = new LineReader((line) => {
    file.write(`${line}\n`);
    lastLines.push(line);
    lastLines.splice(0, lastLines.length - LAST_LINES);
    onLine(line);
  });
  return {
    lastLines,
    add: (chunk) => lines.add(chunk),
    async end() {
      lines.end();
      file.end();
      await finished(file);
      if (directory === undefined) return;
      const { signal } = new AbortController();
      const store = await storeFor(location);
      const write = await store.prepare(path, location, { signal, onBytes: () => undefined });
      await write.commit();
      await rm(directory, { recursive: true });
    },
  };
}
