import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from '../files.ts';
import { untar } from '../untar.ts';

/** The outputs of a WDL workflow. An archive stands for a directory, as WDL 1.1 has none. */
export async function wdlFiles(outputs: readonly unknown[]): Promise<Files> {
  const files = new Map<string, Buffer>();
  for (const file of outputs.filter((output) => typeof output === 'string')) {
    const name = path.basename(file);
    if (!name.endsWith('.tar')) files.set(name, await readFile(file));
    else
      for (const [below, bytes] of await untar(file))
        files.set(path.join(name.slice(0, -'.tar'.length), below), bytes);
  }
  return files;
}
