import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';

/** A file with one JSON value of a known shape. */
export interface JsonFile<T> {
  /** Undefined when the file does not exist, or holds something else. */
  read(): Promise<T | undefined>;
  /** Writes a temporary file and renames it, so that a reader sees the old or the new value. */
  write(value: T): Promise<void>;
}

export function jsonFile<T>(file: string, schema: z.ZodType<T>): JsonFile<T> {
  return {
    async read() {
      try {
        return schema.parse(JSON.parse(await readFile(file, 'utf8')));
      } catch (error) {
        const isUnusable = error instanceof SyntaxError || error instanceof z.ZodError;
        if (isUnusable || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },

    async write(value) {
      const beside = `${file}.${process.pid}`;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`);
      await rename(beside, file);
    },
  };
}
